import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { redraw } from '#main/image-pool/redraw.ts'
import type { Failure, FailureKind } from '#shared/failure.ts'
import type { ImageParams } from '#shared/image-params.ts'
import { type ApiErrorName, apiErrors } from '#test/support/fake-openai/api-error.ts'
import type { Behaviour } from '#test/support/fake-openai/behaviour.ts'
import { type FakeOpenAi, startFakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { plainRequest } from '#test/support/plain-request.ts'
import type { ProviderEvent } from '../provider.ts'
import { createOpenAiImagesProvider } from './create-openai-images-provider.ts'
import { createImagesAnswerReader } from './read-images-answer.ts'

/** For what answers, however slow the computer. */
const deadlineMs = 20_000
/** For what never does. */
const shortDeadlineMs = 4000

const hangs = (behaviour: Behaviour): boolean =>
  behaviour.kind === 'hang' || behaviour.kind === 'trickle' || (behaviour.kind === 'cut' && behaviour.ending === 'hang')

let fake: FakeOpenAi
beforeAll(async () => {
  fake = await startFakeOpenAi()
})
afterAll(() => fake.close())

interface Outcome {
  /** Of `send`, or the last event of the reader. */
  readonly failure: Failure | null
  readonly events: readonly ProviderEvent[]
  readonly requestCount: number
  readonly elapsedMs: number
}

async function generate(
  behaviour: Behaviour,
  asked: {
    readonly params?: Partial<ImageParams>
    readonly baseUrl?: string
    readonly apiKey?: string
    readonly signal?: AbortSignal
    readonly deadlineMs?: number
  } = {},
): Promise<Outcome> {
  const startedAtMs = performance.now()
  const before = fake.requests.length
  fake.setBehaviour(behaviour)
  const provider = createOpenAiImagesProvider({ fetch, redraw, deadlineMs: asked.deadlineMs ?? deadlineMs })
  const answer = await provider.send(
    {
      ...plainRequest,
      endpoint: { baseUrl: asked.baseUrl ?? fake.baseUrl, apiKey: asked.apiKey ?? fake.apiKey, profile: 'openai' },
      model: 'gpt-image-2',
      sentPrompt: 'a fox',
      params: { size: '1024x1024', n: 1, ...asked.params },
    },
    asked.signal ?? new AbortController().signal,
  )
  const events: ProviderEvent[] = []
  if (answer.ok) {
    const reader = createImagesAnswerReader(answer.value.head)
    try {
      for await (const chunk of answer.value.body) events.push(...reader.push(chunk))
    } catch (cause) {
      // A body that breaks is judged by what came of it, as the spool of a crash is.
      expect(cause).toBeInstanceOf(Error)
    }
    events.push(...reader.end())
  }
  const last = events.at(-1)
  return {
    failure: answer.ok ? (last?.kind === 'refusal' ? last.failure : null) : answer.failure,
    events,
    requestCount: fake.requests.length - before,
    elapsedMs: performance.now() - startedAtMs,
  }
}

const withPreviews: Partial<ImageParams> = { partialImages: 2 }
const raw = (body: string | Buffer, contentType = 'application/json', status = 200): Behaviour => ({
  kind: 'raw',
  status,
  headers: { 'content-type': contentType },
  body,
})
const svg = (start: string): string =>
  Buffer.from(`${start}<svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>`).toString('base64')
const completedWith = (base64: string): Behaviour =>
  raw(`data: {"type":"image_generation.completed","b64_json":"${base64}"}\n\n`, 'text/event-stream')
const data = (...items: readonly unknown[]): Behaviour => raw(JSON.stringify({ created: 1, data: items }))

const byErrorName: Readonly<Record<ApiErrorName, FailureKind>> = {
  moderationBlocked: 'moderation-refused',
  contentPolicyViolation: 'moderation-refused',
  billingHardLimit: 'quota',
  userError: 'bad-request',
  invalidApiKey: 'key-refused',
  organizationNotVerified: 'key-refused',
  modelNotFound: 'bad-request',
  rateLimited: 'rate-limited',
  slowDown: 'rate-limited',
  insufficientQuota: 'quota',
  creditBalanceExhausted: 'quota',
  organizationSpendLimit: 'quota',
  projectSpendLimit: 'quota',
  organizationUsageLimit: 'quota',
  serverError: 'provider-trouble',
  overloaded: 'provider-trouble',
}

/** What the server does, and the failure it must end in. */
const faults: readonly (readonly [string, Behaviour, FailureKind, params?: Partial<ImageParams>])[] = [
  ...Object.keys(apiErrors).map((key) => {
    // The keys of the table are exactly its names.
    const name = key as ApiErrorName
    return [name, { kind: 'error' as const, name }, byErrorName[name]] as const
  }),
  ['a 503 as a page', raw('<html>Service Unavailable</html>', 'text/html', 503), 'provider-trouble'],
  ['a 403 as a page, from a firewall', raw('<html>Forbidden</html>', 'text/html', 403), 'provider-trouble'],
  ['a 400 with its error as a text', raw('{"error":"prompt is empty"}', 'application/json', 400), 'bad-request'],
  [
    'a 422 in the manner of FastAPI',
    raw('{"detail":[{"loc":["body","size"],"msg":"bad"}]}', undefined, 422),
    'bad-request',
  ],
  ['a 401 as a page', raw('<html>Unauthorized</html>', 'text/html', 401), 'key-refused'],
  ['a 403 of the API', raw('{"error":{"message":"Country not supported"}}', undefined, 403), 'key-refused'],
  ['a 404 as a page', raw('<html>Not Found</html>', 'text/html', 404), 'provider-trouble'],
  ['a 404 in the manner of FastAPI', raw('{"detail":"Not Found"}', undefined, 404), 'provider-trouble'],
  ['a 413 from something in between', raw('<html>Too Large</html>', 'text/html', 413), 'provider-trouble'],
  ['a 429 without a word', raw('', 'text/plain', 429), 'rate-limited'],
  ['a 502 as a page', raw('<html>Bad Gateway</html>', 'text/html', 502), 'provider-trouble'],
  [
    'a 503 as JSON',
    raw('{"error":{"message":"Loading","code":"server_is_overloaded"}}', undefined, 503),
    'provider-trouble',
  ],
  ['a 504, behind which work goes on', raw('', 'text/plain', 504), 'provider-trouble'],
  ['an error of numbers', raw('{"error":42}', undefined, 400), 'bad-request'],
  ['an error of lists', raw('{"error":[{"message":["no"]}]}', undefined, 400), 'bad-request'],
  [
    'an error of nulls',
    raw('{"error":{"message":null,"code":null,"type":7,"param":[]}}', undefined, 400),
    'bad-request',
  ],
  ['a text that is no JSON but says so', raw('oops', undefined, 400), 'bad-request'],
  ['a 500 with an empty body', raw('', 'text/plain', 500), 'provider-trouble'],
  ['a 408, which some clients repeat', raw('', 'text/plain', 408), 'provider-trouble'],
  ['a 409, which some clients repeat', raw('', 'text/plain', 409), 'provider-trouble'],
  [
    'a 500 that asks to be repeated',
    { kind: 'raw', status: 500, headers: { 'x-should-retry': 'true' }, body: '' },
    'provider-trouble',
  ],
  ['a page with status 200', raw('<!doctype html><p>Sign in</p>', 'text/html'), 'unreadable-answer'],
  ['a page that says it is JSON', raw('<!doctype html><p>Sign in</p>'), 'unreadable-answer'],
  ['a text with status 200', raw('I cannot draw that.', 'text/plain'), 'text-instead-of-image'],
  ['a chat answer', raw('{"choices":[{"message":{"content":"Sorry."}}]}'), 'text-instead-of-image'],
  ['a text as JSON', raw('"I cannot draw that."'), 'text-instead-of-image'],
  ['an error with status 200', raw('{"error":{"message":"no","code":"moderation_blocked"}}'), 'moderation-refused'],
  ['an error in words with status 200', raw('{"error":"out of memory"}'), 'provider-trouble'],
  ['an empty body', raw(''), 'empty-answer'],
  ['no pictures', data(), 'empty-answer'],
  ['nothing but nulls', data({ b64_json: null, url: null, revised_prompt: null }), 'empty-answer'],
  ['the word null', raw('null'), 'unreadable-answer'],
  ['no data', raw('{"created":1}'), 'unreadable-answer'],
  ['data of the wrong type', raw('{"created":"now","data":"pictures"}'), 'unreadable-answer'],
  ['items of the wrong type', data(1, 'two', [3]), 'empty-answer'],
  ['a number for a picture', data({ b64_json: 42 }), 'unreadable-answer'],
  ['damaged base64', data({ b64_json: '!!!not base64!!!' }), 'unreadable-answer'],
  ['base64 of an SVG', data({ b64_json: Buffer.from('<svg onload="x()"/>').toString('base64') }), 'unreadable-answer'],
  ['60 MB of base64 that is no picture', data({ b64_json: 'A'.repeat(60_000_000) }), 'unreadable-answer'],
  ['60 MB that are not even base64', data({ b64_json: '!'.repeat(60_000_000) }), 'unreadable-answer'],
  ['an SVG that declares entities', data({ b64_json: svg('<!DOCTYPE svg [<!ENTITY a "a">]>') }), 'unreadable-answer'],
  ['a page where SVG was asked for', data({ b64_json: svg('<html>') }), 'unreadable-answer'],
  ['a picture as a list of numbers', data({ b64_json: [137, 80, 78, 71] }), 'unreadable-answer'],
  ['an object for an address', data({ url: { href: 'https://example.com/a.png' } }), 'unreadable-answer'],
  ['an address longer than any', data({ url: `https://example.com/${'a'.repeat(5000)}` }), 'unreadable-answer'],
  ['base64 of words', data({ b64_json: Buffer.from('sorry').toString('base64') }), 'unreadable-answer'],
  ['JSON 100,000 levels deep', raw(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), 'unreadable-answer'],
  ['a key named __proto__', raw('{"__proto__":{"data":[{"b64_json":"AAAA"}]}}'), 'unreadable-answer'],
  ['JSON cut short', { kind: 'cut', share: 0.5, ending: 'end' }, 'incomplete'],
  ['JSON broken off', { kind: 'cut', share: 0.5, ending: 'reset' }, 'incomplete'],
  ['JSON that stops and hangs', { kind: 'cut', share: 0.5, ending: 'hang' }, 'incomplete'],
  ['a stream cut short', { kind: 'cut', share: 0.5, ending: 'end' }, 'incomplete', withPreviews],
  ['a stream broken off', { kind: 'cut', share: 0.9, ending: 'reset' }, 'incomplete', withPreviews],
  ['a stream that stops and hangs', { kind: 'cut', share: 0.5, ending: 'hang' }, 'incomplete', withPreviews],
  ['a stream without its end', { kind: 'no-completed' }, 'incomplete', withPreviews],
  ['a stream of nothing', raw('', 'text/event-stream'), 'incomplete', withPreviews],
  ['a stream of comments', raw(': waiting\n\n: waiting\n\n', 'text/event-stream'), 'incomplete', withPreviews],
  ['a stream of damaged events', raw('data: {oh\n\ndata: [DONE]\n\n', 'text/event-stream'), 'incomplete', withPreviews],
  [
    'an error in a stream',
    raw('event: error\ndata: {"error":{"message":"no","code":"moderation_blocked"}}\n\n', 'text/event-stream'),
    'moderation-refused',
    withPreviews,
  ],
  [
    'an error event after nothing, in words',
    raw('event: error\ndata: {"type":"error","message":"overloaded","code":"server_error"}\n\n', 'text/event-stream'),
    'provider-trouble',
    withPreviews,
  ],
  ['a page to a request for a stream', raw('<html>Sign in</html>', 'text/html'), 'unreadable-answer', withPreviews],
  [
    'JSON of an error to a request for a stream',
    raw('{"error":{"message":"no","code":"moderation_blocked"}}'),
    'moderation-refused',
    withPreviews,
  ],
  [
    'a stream of one endless line',
    raw(`data: ${'x'.repeat(20_000_000)}`, 'text/event-stream'),
    'incomplete',
    withPreviews,
  ],
  ['a stream of a million empty lines', raw('\n'.repeat(1_000_000), 'text/event-stream'), 'incomplete', withPreviews],
  ['a picture of a stream that is none', completedWith('AAAA'), 'unreadable-answer', withPreviews],
  ['an answer that never comes', { kind: 'hang' }, 'timed-out'],
  ['an answer that trickles', { kind: 'trickle' }, 'incomplete'],
  ['a connection broken before the answer', { kind: 'reset' }, 'incomplete'],
  [
    'a redirect',
    { kind: 'raw', status: 307, headers: { location: 'http://127.0.0.1:1/' }, body: '' },
    'provider-trouble',
  ],
]

const redirects = [301, 302, 303, 307, 308].flatMap((status) =>
  ['file:///etc/passwd', 'http://169.254.169.254/latest/meta-data', 'http://10.0.0.1/', '//[::1]:1/', ''].map(
    (location) => [status, location] as const,
  ),
)

const saying = (pattern: RegExp): unknown => expect.stringMatching(pattern)

describe('a fault of the provider', () => {
  const table = faults.map(([name, behaviour, kind, params = {}]) => ({ name, behaviour, kind, params }))
  it.each(table)('$name ends in one named failure, in time and after one request', async (fault) => {
    const { behaviour, kind, params } = fault
    const outcome = await generate(behaviour, hangs(behaviour) ? { params, deadlineMs: shortDeadlineMs } : { params })
    expect(outcome.failure?.kind).toBe(kind)
    expect(outcome.requestCount).toBe(1)
    expect(outcome.elapsedMs).toBeLessThan(hangs(behaviour) ? shortDeadlineMs + 1000 : deadlineMs)
    expect(outcome.events.filter((event) => event.kind === 'refusal' || event.kind === 'done').length).toBeLessThan(2)
  })

  it.each<[string, Behaviour]>([
    ['300 MB', { kind: 'huge', bytes: 300 * 1024 * 1024 }],
    ['300 kB that open to 300 MB', { kind: 'gzip-bomb', bytes: 300 * 1024 * 1024 }],
  ])('%s of answer are not read to the end', { timeout: 120_000 }, async (_, behaviour) => {
    const { failure } = await generate(behaviour, { deadlineMs: 110_000 })
    expect(failure).toEqual({ kind: 'too-large', limitBytes: 256 * 1024 * 1024 })
  })

  it('a refusal without end is shown by its beginning, and not waited for', async () => {
    const { failure, elapsedMs } = await generate({ kind: 'huge', status: 400, bytes: Number.POSITIVE_INFINITY })
    expect(failure).toEqual({
      kind: 'bad-request',
      field: null,
      detail: saying(/^400 \{"data":\[\{"b64_json":"A{1974} \(request req_\d+\)$/),
    })
    expect(elapsedMs).toBeLessThan(deadlineMs)
  })

  it('a refusal whose explanation hangs is still known by its status', async () => {
    const halfSaid: Behaviour = { kind: 'raw', status: 500, headers: { 'content-length': '9' }, body: 'oh' }
    const { failure } = await generate(halfSaid, { deadlineMs: shortDeadlineMs })
    expect(failure).toEqual({
      kind: 'provider-trouble',
      httpStatus: 500,
      detail: saying(/^500 oh \(request req_\d+\)$/),
    })
  })

  it('a server that is not there is named, and is told from one that broke off', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    await new Promise((resolve) => server.close(resolve))

    const { failure } = await generate({ kind: 'normal' }, { baseUrl: `http://127.0.0.1:${port}/v1` })
    expect(failure).toMatchObject({ kind: 'unreachable', host: `127.0.0.1:${port}` })
  })

  it('a host that no name server knows is unreachable', async () => {
    const { failure } = await generate({ kind: 'normal' }, { baseUrl: 'http://no-such-host.invalid/v1' })
    expect(failure).toMatchObject({ kind: 'unreachable', host: 'no-such-host.invalid' })
  })
})

describe('a redirect', () => {
  it.each(redirects)('%i to “%s” is not followed, so that neither key nor words go there', async (status, location) => {
    const behaviour: Behaviour = { kind: 'raw', status, headers: { location }, body: '' }
    const { failure, requestCount } = await generate(behaviour)
    expect(failure?.kind).toBe('provider-trouble')
    expect(requestCount).toBe(1)
  })
})

describe('what a failure tells', () => {
  it('names stage and categories of a moderation refusal', async () => {
    const { failure } = await generate({ kind: 'error', name: 'moderationBlocked' })
    expect(failure).toEqual({
      kind: 'moderation-refused',
      stage: 'output',
      categories: ['violence', 'self-harm'],
      detail: saying(/^Your request was rejected by the safety system\. \(request req_\d+\)$/),
    })
    const worded = await generate({ kind: 'error', name: 'contentPolicyViolation' })
    expect(worded.failure).toMatchObject({ stage: 'unknown', categories: ['sexual', 'violence'] })
  })

  it('gives the wait as the provider does, the finer header first', async () => {
    expect((await generate({ kind: 'error', name: 'rateLimited' })).failure).toMatchObject({ retryAfterMs: 7000 })
    expect((await generate({ kind: 'error', name: 'slowDown' })).failure).toMatchObject({ retryAfterMs: 1500 })
    const dated = { status: 429, headers: { 'retry-after': new Date(Date.now() + 30_000).toUTCString() }, body: '' }
    const { failure } = await generate({ kind: 'raw', ...dated })
    expect(failure?.kind === 'rate-limited' ? failure.retryAfterMs : null).toBeGreaterThan(25_000)
  })

  it.each([
    ['-5', null],
    ['soon', null],
    ['', null],
    ['Infinity', null],
    [`1${'0'.repeat(400)}`, null],
    ['1e9', 1e12],
    ['99999999999999', 99_999_999_999_999_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['Thu, 31 Dec 9999 23:59:59 GMT', expect.any(Number)],
  ])('takes Retry-After “%s” for what it says and no more', async (header, retryAfterMs: unknown) => {
    const { failure } = await generate({ kind: 'raw', status: 429, headers: { 'retry-after': header }, body: '' })
    expect(failure).toMatchObject({ kind: 'rate-limited', retryAfterMs })
  })

  it('reads a date to wait for by the clock of the server, if it tells it', async () => {
    const hourAgoMs = Date.now() - 3_600_000
    const headers = {
      date: new Date(hourAgoMs).toUTCString(),
      'retry-after': new Date(hourAgoMs + 30_000).toUTCString(),
    }
    const { failure } = await generate({ kind: 'raw', status: 429, headers, body: '' })
    expect(failure).toMatchObject({ kind: 'rate-limited', retryAfterMs: 30_000 })
  })

  it('names the field that the API refused, as the studio calls it', async () => {
    const refused = await generate({ kind: 'normal' }, { params: { outputCompression: 50 } })
    expect(refused.failure).toMatchObject({ kind: 'bad-request', field: 'outputCompression' })
    const unknown = await generate({ kind: 'normal' }, { params: { complexity: 'low' } })
    expect(unknown.failure).toMatchObject({ kind: 'unsupported-by-model', field: 'complexity', model: 'gpt-image-2' })
  })

  it('never repeats a key, whole or half masked, whatever the provider echoes', async () => {
    const apiKey = 'key_without_a_known_shape_8f3a'
    const echo = JSON.stringify({ error: { message: `Keys ${apiKey}, sk-proj-${'a'.repeat(40)} and sk-ab****yz.` } })
    const outcomes = [
      await generate({ kind: 'raw', status: 401, body: echo }, { apiKey }),
      await generate({ kind: 'raw', status: 500, body: echo.slice(1) }, { apiKey: fake.apiKey }),
      await generate(raw(echo)),
      await generate(raw(`sk-proj-${'a'.repeat(40)}`, 'text/plain')),
      await generate({ kind: 'normal' }, { apiKey: 'sk-wrong-0123456789abcdef' }),
    ]
    expect(outcomes.map(({ failure }) => failure?.kind)).toEqual([
      'key-refused',
      'provider-trouble',
      'provider-trouble',
      'text-instead-of-image',
      'key-refused',
    ])
    expect(JSON.stringify(outcomes[0])).not.toContain(apiKey)
    expect(JSON.stringify(outcomes)).not.toMatch(/sk-/)
  })

  it('knows the person’s own cancelling from every other end', async () => {
    const controller = new AbortController()
    const waiting = generate({ kind: 'hang' }, { signal: controller.signal, deadlineMs: 60_000 })
    await expect.poll(() => fake.requests.at(-1)?.path).toBe('/v1/images/generations')
    controller.abort()
    expect((await waiting).failure).toEqual({ kind: 'cancelled' })
    expect((await generate({ kind: 'normal' }, { signal: controller.signal })).failure).toEqual({ kind: 'cancelled' })
  })

  it('says after how long it gave up', async () => {
    const { failure } = await generate({ kind: 'hang' }, { deadlineMs: 200 })
    expect(failure?.kind === 'timed-out' ? failure.afterMs : 0).toBeGreaterThanOrEqual(199)
  })
})

describe('what is not a fault', () => {
  it.each<[string, Behaviour, Partial<ImageParams>, readonly ProviderEvent['kind'][]]>([
    ['a plain answer', { kind: 'normal' }, {}, ['image', 'usage', 'actual-params', 'done']],
    ['several pictures', { kind: 'normal' }, { n: 3 }, ['image', 'image', 'image', 'usage', 'actual-params', 'done']],
    ['a stream', { kind: 'normal' }, withPreviews, ['partial', 'partial', 'image', 'usage', 'actual-params', 'done']],
    [
      'JSON to a request for a stream',
      { kind: 'json-to-stream' },
      withPreviews,
      ['image', 'usage', 'actual-params', 'done'],
    ],
    ['addresses', { kind: 'urls', urls: ['https://example.com/a.png'] }, {}, ['link', 'actual-params', 'done']],
  ])('%s is read to its end', async (_, behaviour, params, kinds) => {
    const { failure, events, requestCount } = await generate(behaviour, { params })
    expect(failure).toBeNull()
    expect(events.map((event) => event.kind)).toEqual(kinds)
    expect(requestCount).toBe(1)
  })
})
