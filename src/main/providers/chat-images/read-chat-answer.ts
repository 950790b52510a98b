import { createBodyReader } from '../openai-images/read-images-answer.ts'
import type { AnswerHead, AnswerReader } from '../provider.ts'
import { ChatAnswer } from './chat-answer.ts'

/** Reads what relays answer to a chat completion: pictures as addresses in the text, as `data:` addresses, as parts. */
export const createChatAnswerReader = (head: AnswerHead): AnswerReader => createBodyReader(head, new ChatAnswer(head))
