import type { ServerResponse } from 'node:http'
import type { z } from 'zod'
import { answerFault } from '../fake-openai/answer-fault.ts'
import { invalidApiKey, invalidRequest } from '../fake-openai/api-error.ts'
import { drawPicture } from '../fake-openai/draw-picture.ts'
import { sendError, sendJson } from '../fake-openai/send.ts'
import { type FakeServer, type RecordedRequest, serveFake } from '../serve-fake.ts'
import type { ChatBehaviour } from './chat-behaviour.ts'
import { ChatBody } from './chat-body.ts'
import { makeChatChunks, makeChatCompletion } from './make-chat-answer.ts'

export interface FakeChat extends Pick<FakeServer, 'requests' | 'close'> {
  /** With `/v1`, as it is entered in the settings. */
  readonly baseUrl: string
  readonly apiKey: string
  /** A picture at an address of this server. */
  readonly pictureUrl: string
  /** One for each request to come; after the last, a picture among prose again. */
  readonly setBehaviour: (...next: readonly ChatBehaviour[]) => void
}

/** A real HTTP server that answers chat completions: a relay that makes pictures, and a language model. */
export async function startFakeChat(
  options: {
    readonly apiKey?: string
    /** What of `response_format` it knows; the rest is refused by name. */
    readonly formats?: readonly ('json_schema' | 'json_object')[]
  } = {},
): Promise<FakeChat> {
  const { apiKey = 'sk-test-0123456789abcdefWXYZ', formats = ['json_schema', 'json_object'] } = options
  let behaviours: readonly ChatBehaviour[] = []

  async function answer({ method, path, headers, body }: RecordedRequest, response: ServerResponse): Promise<void> {
    if (method === 'GET' && path === '/pictures/one.png') {
      const picture = { width: 512, height: 512, format: 'png', isTransparent: false, seed: path } as const
      response.writeHead(200, { 'content-type': 'image/png' }).end(drawPicture(picture))
      return
    }
    const given = headers['authorization']?.replace(/^Bearer /, '') ?? ''
    if (given !== apiKey) return sendError(response, invalidApiKey(given))
    if (method === 'GET' && path === '/v1/models')
      return sendJson(response, 200, { object: 'list', data: [{ id: 'gpt-4o-image', object: 'model' }] })
    if (method !== 'POST' || path !== '/v1/chat/completions') {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<html><h1>404 Not Found</h1></html>')
      return
    }
    const asked = ChatBody.safeParse(body)
    if (!asked.success) {
      const [issue] = asked.error.issues
      const field = String(issue?.path[0] ?? issue?.message)
      return sendError(response, invalidRequest(field, 'invalid_value', `Invalid ${field}: ${issue?.message}`))
    }
    const format = asked.data.response_format?.type
    if (format !== undefined && !formats.includes(format))
      return sendError(response, invalidRequest('response_format', 'invalid_value', `${format} is not supported.`))
    const [behaviour, ...later] = behaviours
    behaviours = later
    return answerChat(response, asked.data, behaviour ?? usual)
  }

  async function answerChat(
    response: ServerResponse,
    asked: z.infer<typeof ChatBody>,
    behaviour: ChatBehaviour,
  ): Promise<void> {
    if (behaviour.kind !== 'reply') return answerFault(response, behaviour)
    const isStream = asked.stream === true && behaviour.asJson !== true
    const text = isStream
      ? makeChatChunks(asked.model, behaviour, asked.stream_options?.include_usage === true)
      : JSON.stringify(makeChatCompletion(asked.model, behaviour))
    response.writeHead(200, { 'content-type': isStream ? 'text/event-stream' : 'application/json' })
    const { share = 1 } = behaviour
    response.end(share === 1 ? text : text.slice(0, Math.floor(text.length * share)))
  }

  const server = await serveFake(answer)
  const pictureUrl = `${server.origin}/pictures/one.png`
  const usual: ChatBehaviour = {
    kind: 'reply',
    content: `> Queued\n> Drawing\n\n![picture](${pictureUrl})\n\n[Download](${pictureUrl}?download)`,
  }
  return {
    baseUrl: `${server.origin}/v1`,
    apiKey,
    pictureUrl,
    requests: server.requests,
    close: server.close,
    setBehaviour: (...next) => {
      behaviours = next
    },
  }
}
