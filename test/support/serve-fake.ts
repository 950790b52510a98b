import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

export interface RecordedRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

export interface FakeServer {
  readonly origin: string
  readonly requests: readonly RecordedRequest[]
  readonly close: () => Promise<void>
}

/** A real HTTP server on loopback that remembers what it was asked. */
export async function serveFake(
  answer: (request: RecordedRequest, response: ServerResponse) => void | Promise<void>,
): Promise<FakeServer> {
  const requests: RecordedRequest[] = []

  async function receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = incoming
    const sent = await text(incoming)
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
    const request = { method, path: url, headers, body: parse(sent) }
    requests.push(request)
    response.setHeader('x-request-id', `req_${requests.length}`)
    await answer(request, response)
  }

  const server = createServer((incoming, response) => {
    receive(incoming, response).catch(() => response.destroy())
  })
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

function parse(sent: string): unknown {
  try {
    return JSON.parse(sent)
  } catch {
    return sent
  }
}
