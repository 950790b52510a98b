import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { readForm, type SentForm } from '../read-form.ts'
import { answerCompletions } from './answer-completions.ts'
import { answerGenerations } from './answer-generations.ts'
import { createFakeResponses } from './answer-responses.ts'
import { invalidApiKey, modelNotFound } from './api-error.ts'
import type { Behaviour } from './behaviour.ts'
import { checkBody } from './check-body.ts'
import { checkEdit } from './check-edit.ts'
import { drawPicture } from './draw-picture.ts'
import { makeModelList } from './make-answer.ts'
import { sendError, sendJson } from './send.ts'

interface RecordedRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** JSON, text, or the fields of a form. */
  readonly body: unknown
}

export interface FakeOpenAi {
  /** With `/v1`, as it is entered in the settings. */
  readonly baseUrl: string
  readonly apiKey: string
  /** A picture at an address of this server. */
  readonly pictureUrl: string
  readonly requests: readonly RecordedRequest[]
  /** One for each request to come; after the last, all is normal again. */
  readonly setBehaviour: (...next: readonly Behaviour[]) => void
  readonly close: () => Promise<void>
}

/** A real HTTP server that behaves as OpenAI's Images API is documented to, and misbehaves on demand. */
export async function startFakeOpenAi(options: { readonly apiKey?: string } = {}): Promise<FakeOpenAi> {
  const { apiKey = 'sk-test-0123456789abcdefWXYZ' } = options
  const requests: RecordedRequest[] = []
  const responses = createFakeResponses()
  let behaviours: readonly Behaviour[] = []

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request
    const sent = await buffer(request)
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    const form: SentForm | null = /^multipart\//.test(headers['content-type'] ?? '')
      ? await readForm(sent, headers['content-type'] ?? '')
      : null
    const body = form ?? parse(sent.toString())
    requests.push({ method, path: url, headers, body })
    response.setHeader('x-request-id', `req_${requests.length}`)

    if (method === 'GET' && url === '/pictures/one.png') {
      const picture = { width: 1024, height: 1024, format: 'png', isTransparent: false, seed: url } as const
      response.writeHead(200, { 'content-type': 'image/png' }).end(drawPicture(picture))
      return
    }
    const given = headers['authorization']?.replace(/^Bearer /, '') ?? ''
    if (given !== apiKey) return sendError(response, invalidApiKey(given))
    if (method === 'POST' && (url === '/v1/images/generations' || url === '/v1/images/edits')) {
      const [behaviour = { kind: 'normal' }, ...later] = behaviours
      behaviours = later
      const isEdit = url === '/v1/images/edits'
      return answerGenerations(response, () => (isEdit ? checkEdit(form ?? {}) : checkBody(body)), behaviour)
    }
    if (method === 'POST' && url === '/v1/responses') {
      const [behaviour = { kind: 'normal' }, ...later] = behaviours
      behaviours = later
      return responses.create(response, body, behaviour)
    }
    if (method === 'POST' && url === '/v1/chat/completions') return answerCompletions(response, body)
    const [, responseId, isCancel] = /^\/v1\/responses\/(\w+)(\/cancel)?$/.exec(url) ?? []
    if (method === 'GET' && responseId !== undefined) return responses.retrieve(response, responseId)
    if (method === 'POST' && responseId !== undefined && isCancel !== undefined)
      return responses.cancel(response, responseId)
    if (method === 'GET' && url === '/v1/models') {
      const [behaviour = { kind: 'normal' }, ...later] = behaviours
      behaviours = later
      if (behaviour.kind === 'normal') return sendJson(response, 200, makeModelList())
      return answerGenerations(response, () => modelNotFound('none'), behaviour)
    }
    response.writeHead(404, { 'content-type': 'text/html' }).end('<html><h1>404 Not Found</h1></html>')
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  // A connection that is closed just as it is used again would be a fault that nobody asked for.
  server.keepAliveTimeout = 120_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The fake has no port.')
  const origin = `http://127.0.0.1:${address.port}`

  return {
    baseUrl: `${origin}/v1`,
    apiKey,
    pictureUrl: `${origin}/pictures/one.png`,
    requests,
    setBehaviour: (...next) => {
      behaviours = next
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((problem) => (problem === undefined ? resolve() : reject(problem)))
        server.closeAllConnections()
      }),
  }
}

function parse(sent: string): unknown {
  try {
    return JSON.parse(sent)
  } catch {
    return sent
  }
}
