import type { ServerResponse } from 'node:http'
import type { z } from 'zod'
import { ChatBody } from '../fake-chat/chat-body.ts'
import { makeChatCompletion } from '../fake-chat/make-chat-answer.ts'
import { invalidRequest } from './api-error.ts'
import { sendError, sendJson } from './send.ts'

/** `POST /chat/completions` as a language model that writes and sees: a rewrite adds light, of two pictures the first wins. */
export function answerCompletions(response: ServerResponse, body: unknown): void {
  const asked = ChatBody.safeParse(body)
  if (!asked.success) {
    const [issue] = asked.error.issues
    sendError(response, invalidRequest(String(issue?.path[0]), 'invalid_value', issue?.message ?? ''))
  } else {
    const content = JSON.stringify(pictureCountOf(asked.data) === 2 ? judgement : rewriteOf(asked.data))
    sendJson(response, 200, makeChatCompletion(asked.data.model, { content }))
  }
}

const judgement = { verdict: 'left', reason: 'It is sharper.' }

const contentsOf = ({ messages }: z.infer<typeof ChatBody>) => messages.map(({ content }) => content)

const pictureCountOf = (body: z.infer<typeof ChatBody>): number =>
  contentsOf(body).flatMap((content) =>
    typeof content === 'string' ? [] : content.filter(({ type }) => type === 'image_url'),
  ).length

function rewriteOf(body: z.infer<typeof ChatBody>): { readonly text: string; readonly additions: readonly string[] } {
  const words = contentsOf(body).at(-1)
  return { text: `${typeof words === 'string' ? words : ''}, in soft evening light`, additions: ['soft evening light'] }
}
