import type { ProviderId } from '#shared/provider-id.ts'
import { createChatAnswerReader } from './chat-images/read-chat-answer.ts'
import { createKarloAnswerReader } from './karlo/karlo-answer.ts'
import { createImagesAnswerReader } from './openai-images/read-images-answer.ts'
import { createResponseReader } from './openai-responses/read-response.ts'
import type { CreateReader } from './provider.ts'
import { createSketchReader } from './sketch/read-sketch-answer.ts'

/** The pure halves of the providers, for the library worker and for recovery: neither has a network. */
export const readers: Readonly<Record<ProviderId, CreateReader>> = {
  sketch: createSketchReader,
  'openai-images': createImagesAnswerReader,
  'openai-responses': createResponseReader,
  'chat-images': createChatAnswerReader,
  karlo: createKarloAnswerReader,
}
