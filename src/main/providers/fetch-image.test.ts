import { createServer, type RequestListener, type Server } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { drawPicture } from '#test/support/fake-openai/draw-picture.ts'
import { fetchImage } from './fetch-image.ts'

const picture = drawPicture({ width: 64, height: 64, format: 'webp', isTransparent: false, seed: 'fox' })
const servers: Server[] = []

interface Loopback {
  readonly origin: string
  /** `METHOD path authorization` of each request. */
  readonly seen: readonly string[]
}

async function listen(answer: RequestListener): Promise<Loopback> {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? '-'}`)
    answer(request, response)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, seen }
}
const givePicture: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'image/webp' }).end(picture)
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

interface Given {
  readonly baseUrl?: string | null
  readonly signal?: AbortSignal
  readonly deadlineMs?: number
  readonly addresses?: readonly string[]
}
function fetchFrom(url: string, given: Given = {}) {
  const { baseUrl = null, signal = new AbortController().signal, deadlineMs = 2000, addresses } = given
  const lookup = async () => (addresses ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  const options = { endpointBaseUrl: baseUrl, apiKey: 'sk-own', signal, deadlineMs }
  return fetchImage(url, addresses === undefined ? options : { ...options, lookup })
}
const someText: unknown = expect.any(String)
const refused = { ok: false, failure: { kind: 'unreadable-answer', detail: someText } }

describe('fetchImage', () => {
  it('downloads from the connection’s own server, with its key, whether the address is whole or relative', async () => {
    const own = await listen(givePicture)
    const given = { baseUrl: `${own.origin}/v1` }
    const whole = await fetchFrom(`${own.origin}/pictures/a.webp?sig=1`, given)
    const relative = await fetchFrom('/v1/images/7/content', given)
    expect([whole, relative].map((result) => result.ok && Buffer.from(result.value).equals(picture))).toEqual([
      true,
      true,
    ])
    expect(own.seen).toEqual(['GET /pictures/a.webp?sig=1 Bearer sk-own', 'GET /v1/images/7/content Bearer sk-own'])
  })

  it('trusts the name of the connection’s own server, wherever on this network it leads', async () => {
    const own = await listen(givePicture)
    const origin = own.origin.replace('127.0.0.1', 'pictures.test')
    const result = await fetchFrom(`${origin}/a.webp`, { baseUrl: `${origin}/v1`, addresses: ['127.0.0.1'] })
    expect(result.ok).toBe(true)
  })

  it.each([
    ['plain http elsewhere', 'http://93.184.216.34/a.png'],
    ['a file', 'file:///etc/passwd'],
    ['a data: address', 'data:image/png;base64,AAAA'],
    ['ftp', 'ftp://example.com/a.png'],
    ['a user name', 'https://user@example.com/a.png'],
    ['this computer', 'https://127.0.0.1/a.png'],
    ['this computer in IPv6', 'https://[::1]/a.png'],
    ['this computer in IPv6 and IPv4', 'https://[::ffff:127.0.0.1]/a.png'],
    ['this computer as a number', 'https://2130706433/a.png'],
    ['this computer as an octal', 'https://0177.0.0.1/a.png'],
    ['a cloud’s metadata', 'https://169.254.169.254/latest/meta-data'],
    ['a name for this computer', 'https://localhost/a.png'],
    ['no address at all', 'a.png'],
    ['nothing', ''],
  ])('refuses %s without connecting', async (_, url) => {
    expect(await fetchFrom(url)).toEqual(refused)
  })

  it.each([
    ['resolves to a private address', ['10.0.0.1']],
    ['resolves to a private address among public ones', ['93.184.216.34', '127.0.0.1']],
    ['resolves to nothing', []],
  ])('refuses a host that %s', async (_, addresses) => {
    expect(await fetchFrom('https://pictures.example/a.png', { addresses })).toEqual(refused)
  })

  it('does not connect to another port of this computer, not even for the connection’s own server', async () => {
    const canary = await listen(givePicture)
    const own = await listen(givePicture)
    expect(await fetchFrom(`${canary.origin}/a.png`, { baseUrl: own.origin })).toEqual(refused)
    const [path, options] = [`${canary.origin.replace('127.0.0.1', 'localhost')}/a.png`, { baseUrl: own.origin }]
    expect(await fetchFrom(path, options)).toEqual(refused)
    expect(canary.seen).toEqual([])
  })

  it('follows three redirects and no more', async () => {
    const own = await listen((request, response) => {
      const step = Number(request.url?.slice(1))
      if (step === 0) givePicture(request, response)
      else response.writeHead(302, { location: `/${step - 1}` }).end()
    })
    expect((await fetchFrom(`${own.origin}/3`, { baseUrl: own.origin })).ok).toBe(true)
    expect(await fetchFrom(`${own.origin}/4`, { baseUrl: own.origin })).toEqual(refused)
    expect(own.seen.length).toBe(4 + 4)
  })

  it.each([
    ['another server on this computer', (canary: string) => `${canary}/a.png`],
    ['a file', () => 'file:///etc/passwd'],
    ['a cloud’s metadata', () => 'http://169.254.169.254/'],
    ['an address that is none', () => 'https://['],
  ])('judges each redirect anew: not to %s', async (_, target) => {
    const canary = await listen(givePicture)
    const own = await listen((__, response) => response.writeHead(307, { location: target(canary.origin) }).end())
    expect(await fetchFrom(`${own.origin}/a.png`, { baseUrl: own.origin })).toEqual(refused)
    expect(canary.seen).toEqual([])
  })

  it.each<[string, RequestListener]>([
    ['SVG', (_, response) => response.setHeader('content-type', 'image/png').end('<svg xmlns="…" onload="x()"/>')],
    ['a page', (_, response) => response.setHeader('content-type', 'text/html').end('<html>expired</html>')],
    ['nothing', (_, response) => response.end()],
    ['something compressed', (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(picture))],
  ])('takes %s for no picture', async (_, answer) => {
    const own = await listen(answer)
    expect(await fetchFrom(`${own.origin}/a.png`, { baseUrl: own.origin })).toEqual(refused)
  })

  it.each<[string, RequestListener, object]>([
    [
      'an address that expired',
      (_, response) => response.writeHead(403).end(),
      { kind: 'provider-trouble', httpStatus: 403 },
    ],
    ['a busy server', (_, response) => response.writeHead(429).end(), { kind: 'rate-limited', retryAfterMs: null }],
    [
      'a picture that breaks off',
      (_, response) => {
        response.writeHead(200, { 'content-length': '5000' }).write(picture.subarray(0, 20), () => response.destroy())
      },
      { kind: 'incomplete', detail: someText },
    ],
    ['a server that hangs', () => undefined, { kind: 'timed-out', afterMs: 300 }],
    [
      'a picture that trickles',
      (_, response) => {
        const timer = setInterval(() => response.write('x'), 10)
        response.on('close', () => clearInterval(timer))
      },
      { kind: 'timed-out', afterMs: 300 },
    ],
    [
      'a picture above 50 MB, whatever length it announces',
      (_, response) => {
        const block = Buffer.alloc(1024 * 1024)
        const write = (): void => {
          if (!response.destroyed) response.write(block, write)
        }
        write()
      },
      { kind: 'too-large', limitBytes: 50 * 1024 * 1024 },
    ],
  ])('ends in a named failure on %s', async (name, answer, failure) => {
    const own = await listen(answer)
    const deadlineMs = name.includes('50 MB') ? 10_000 : 300
    expect(await fetchFrom(`${own.origin}/a.png`, { baseUrl: own.origin, deadlineMs })).toEqual({ ok: false, failure })
  })

  it('tells a server that is not there, and the person’s own cancelling', async () => {
    const own = await listen(() => undefined)
    const gone = servers.pop()
    await new Promise((resolve) => gone?.close(resolve))
    const { host } = new URL(own.origin)
    expect(await fetchFrom(`${own.origin}/a.png`, { baseUrl: own.origin })).toEqual({
      ok: false,
      failure: { kind: 'unreachable', host, detail: someText },
    })
    const cancelled = await fetchFrom(`${own.origin}/a.png`, { baseUrl: own.origin, signal: AbortSignal.abort() })
    expect(cancelled).toEqual({ ok: false, failure: { kind: 'cancelled' } })
  })
})
