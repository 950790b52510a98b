import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { drawPicture } from '../fake-openai/draw-picture.ts'
import { readForm, type SentForm } from '../read-form.ts'

export interface SentRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** Of a JSON body; `{}` where there is none. */
  readonly json: Readonly<Record<string, unknown>>
  /** Of a form; `null` where the body is none. */
  readonly form: SentForm | null
  readonly origin: string
}

export interface Answer {
  readonly status?: number
  /** An object is sent as JSON, anything else as it is. */
  readonly body: object | string
  readonly headers?: Readonly<Record<string, string>>
}

/** How one kind of server answers, after its own code or documentation. `null` = it has nothing there. */
export type FakeServer = (request: SentRequest) => Answer | Uint8Array | null

/** A real HTTP server on this computer that behaves like one of the servers people run or rent. */
export async function startFakeServer(answer: FakeServer): Promise<{
  readonly origin: string
  readonly requests: readonly SentRequest[]
  readonly close: () => Promise<void>
}> {
  const requests: SentRequest[] = []
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '' } = request
    const bytes = await buffer(request)
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    const contentType = headers['content-type'] ?? ''
    const form = /^multipart\//.test(contentType) ? await readForm(bytes, contentType) : null
    const json = contentType === 'application/json' ? asRecord(JSON.parse(bytes.toString())) : {}
    const sent = { method, path, headers, json, form, origin: `http://${headers['host']}` }
    requests.push(sent)
    const answered = answer(sent)
    if (answered === null) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found')
    } else if (answered instanceof Uint8Array) {
      response.writeHead(200, { 'content-type': 'image/png' }).end(answered)
    } else {
      const { status = 200, body } = answered
      response
        .writeHead(status, { 'content-type': 'application/json', ...answered.headers })
        .end(typeof body === 'string' ? body : JSON.stringify(body))
    }
  }
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy())
  })
  // A connection that is closed just as it is used again would be a fault that nobody asked for.
  server.keepAliveTimeout = 120_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The fake has no port.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    requests,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((problem) => (problem === undefined ? resolve() : reject(problem)))
        server.closeAllConnections()
      }),
  }
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

export const fakePng = (seed: string, side = 64): Buffer =>
  drawPicture({ width: side, height: side, format: 'png', isTransparent: false, seed })

export const fakeBase64 = (seed: string): string => fakePng(seed).toString('base64')

/** A field of JSON or of a form, as text; `null` = it was not sent. */
export function fieldOf({ json, form }: SentRequest, name: string): string | null {
  const value = form === null ? json[name] : form[name]?.[0]
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}
