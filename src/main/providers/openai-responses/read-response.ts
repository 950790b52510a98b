import { createBodyReader } from '../openai-images/read-images-answer.ts'
import type { AnswerHead, AnswerReader } from '../provider.ts'
import { ResponseSoFar } from './response-so-far.ts'

/** Reads what the Responses API answers: a `Response` as JSON, or the events of one. */
export const createResponseReader = (head: AnswerHead): AnswerReader => createBodyReader(head, new ResponseSoFar(head))
