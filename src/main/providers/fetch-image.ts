import { lookup as lookupSystem } from 'node:dns/promises'
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Failure } from '#shared/failure.ts'
import { maxImportBytes } from '#shared/limits.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { isPicture } from './is-picture.ts'
import { isPublicAddress } from './public-address.ts'

export type FetchedImage = Result<Uint8Array, Failure>

const maxRedirects = 3

interface Options {
  /** The connection's own address: its server may hand out pictures of its own, even over http or on this network. */
  readonly endpointBaseUrl: string | null
  /** Sent to the connection's own server and to no other. */
  readonly apiKey?: string | null
  readonly signal: AbortSignal
  /** For all redirects together. */
  readonly deadlineMs?: number
  /** Every address of a host. */
  readonly lookup?: (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>
}

/**
 * Downloads a picture that a provider left elsewhere. The address comes from a server and is not trusted: https only,
 * computers on the open internet only, three redirects at most and each judged anew, 50 MB at most, and nothing but a
 * picture. Node's own client and not `fetch`, because only here the address that was judged is the one connected to.
 */
export async function fetchImage(url: string, options: Options): Promise<FetchedImage> {
  const { endpointBaseUrl, apiKey = null, signal, deadlineMs = 120_000 } = options
  const lookup = options.lookup ?? ((host) => lookupSystem(host, { all: true }))
  const own = endpointBaseUrl === null ? null : URL.parse(endpointBaseUrl)
  const deadline = AbortSignal.timeout(deadlineMs)
  const both = AbortSignal.any([signal, deadline])

  let target = URL.parse(url, own?.href)
  try {
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
      const problem = findUrlProblem(target, own)
      if (target === null || problem !== null) return refuse(problem ?? 'The address of the picture is none.')
      const isOwn = target.origin === own?.origin
      const response = await get(target, {
        headers: isOwn && apiKey !== null ? { authorization: `Bearer ${apiKey}` } : {},
        lookup: judgedLookup(lookup, target.hostname === own?.hostname),
        signal: both,
      })
      const location = redirectOf(response)
      if (location === null) return await readPicture(response)
      response.destroy()
      target = URL.parse(location, target.href)
    }
    return refuse(`More than ${maxRedirects} redirects.`)
  } catch (thrown) {
    if (signal.aborted) return err({ kind: 'cancelled' })
    if (deadline.aborted) return err({ kind: 'timed-out', afterMs: deadlineMs })
    return err(explain(thrown, target?.host ?? ''))
  }
}

const refuse = (detail: string): FetchedImage => err({ kind: 'unreadable-answer', detail })

/** Judged by the address alone; what a host name resolves to is judged when it is looked up. */
function findUrlProblem(url: URL | null, own: URL | null): string | null {
  if (url === null) return 'The address of the picture is none.'
  if (url.username !== '' || url.password !== '') return 'The address of the picture holds a user name.'
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && url.origin === own?.origin))
    return `Pictures are not fetched over ${url.protocol}`
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) !== 0 && url.hostname !== own?.hostname && !isPublicAddress(literal))
    return 'The address of the picture is not on the open internet.'
  return null
}

class PrivateAddress extends Error {}

/** Hands the connection only addresses that were judged, so that a second look-up cannot give another. */
function judgedLookup(lookup: NonNullable<Options['lookup']>, isTrusted: boolean): LookupFunction {
  return (host, wanted, done) => {
    lookup(host).then(
      (found) => {
        const [first] = found
        if (first === undefined || (!isTrusted && found.some(({ address }) => !isPublicAddress(address))))
          done(new PrivateAddress(`${host} is not on the open internet.`), '')
        else if (wanted.all === true) done(null, [...found])
        else done(null, first.address, first.family)
      },
      (cause: unknown) => done(cause instanceof Error ? cause : new Error(String(cause)), ''),
    )
  }
}

function get(
  url: URL,
  options: { readonly headers: Record<string, string>; readonly lookup: LookupFunction; readonly signal: AbortSignal },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request: ClientRequest = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      ...options,
      // Uncompressed: pictures gain nothing by it, and a small compressed answer can hold gigabytes.
      headers: { ...options.headers, accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'Diptych' },
      agent: false,
    })
    request.on('response', resolve).on('error', reject).end()
  })
}

function redirectOf(response: IncomingMessage): string | null {
  const isRedirect = [301, 302, 303, 307, 308].includes(response.statusCode ?? 0)
  return isRedirect ? (response.headers.location ?? null) : null
}

async function readPicture(response: IncomingMessage): Promise<FetchedImage> {
  const { statusCode = 0, headers } = response
  try {
    if (statusCode === 429) return err({ kind: 'rate-limited', retryAfterMs: null })
    if (statusCode !== 200) return err({ kind: 'provider-trouble', httpStatus: statusCode })
    if ((headers['content-encoding'] ?? 'identity') !== 'identity') return refuse('The picture came compressed.')

    const chunks: Buffer[] = []
    let bytes = 0
    for await (const chunk of response) {
      // Without an encoding set, a response yields buffers.
      const buffer = chunk as Buffer
      bytes += buffer.length
      if (bytes > maxImportBytes) return err({ kind: 'too-large', limitBytes: maxImportBytes })
      chunks.push(buffer)
    }
    const whole = Buffer.concat(chunks)
    return isPicture(whole) ? ok(whole) : refuse(`No picture, but ${headers['content-type'] ?? 'something unnamed'}.`)
  } finally {
    response.destroy()
  }
}

function explain(thrown: unknown, host: string): Failure {
  if (!(thrown instanceof Error)) throw thrown
  if (thrown instanceof PrivateAddress) return { kind: 'unreadable-answer', detail: thrown.message }
  const code = 'code' in thrown ? String(thrown.code) : ''
  return /^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE|HPE_.*)$/.test(code) || thrown.message === 'aborted'
    ? { kind: 'incomplete', detail: thrown.message }
    : { kind: 'unreachable', host, detail: thrown.message }
}
