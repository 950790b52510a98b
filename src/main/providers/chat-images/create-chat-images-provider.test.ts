import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Failure, FailureKind } from '#shared/failure.ts'
import type { ChatBehaviour } from '#test/support/fake-chat/chat-behaviour.ts'
import { type FakeChat, startFakeChat } from '#test/support/fake-chat/start-fake-chat.ts'
import { type ApiErrorName, apiErrors } from '#test/support/fake-openai/api-error.ts'
import { makePng } from '#test/support/make-picture.ts'
import { plainRequest } from '#test/support/plain-request.ts'
import { type InputImage, noInputs, type ProviderEvent, type ProviderRequest } from '../provider.ts'
import { createChatImagesProvider } from './create-chat-images-provider.ts'
import { createChatAnswerReader } from './read-chat-answer.ts'

let fake: FakeChat
beforeAll(async () => {
  fake = await startFakeChat()
})
afterAll(() => fake.close())

const never = new AbortController().signal
const someText: unknown = expect.any(String)

interface Outcome {
  readonly failure: Failure | null
  readonly events: readonly ProviderEvent[]
  readonly spooled: string
  readonly requestCount: number
}

async function ask(
  behaviour: ChatBehaviour | null,
  asked: Partial<ProviderRequest> & { readonly deadlineMs?: number; readonly signal?: AbortSignal } = {},
): Promise<Outcome> {
  const { deadlineMs = 20_000, signal = never, ...request } = asked
  const before = fake.requests.length
  fake.setBehaviour(...(behaviour === null ? [] : [behaviour]))
  const answer = await createChatImagesProvider({ fetch, deadlineMs }).send(
    {
      ...plainRequest,
      endpoint: { baseUrl: fake.baseUrl, apiKey: fake.apiKey, profile: 'chat-relay' },
      model: 'gpt-4o-image',
      sentPrompt: 'a fox “in snow” 눈 속의 여우',
      params: { size: 'auto', n: 1 },
      ...request,
    },
    signal,
  )
  const events: ProviderEvent[] = []
  const chunks: Uint8Array[] = []
  if (answer.ok) {
    const reader = createChatAnswerReader(answer.value.head)
    try {
      for await (const chunk of answer.value.body) {
        chunks.push(chunk)
        events.push(...reader.push(chunk))
      }
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
    spooled: Buffer.concat(chunks).toString(),
    requestCount: fake.requests.length - before,
  }
}

describe('a request to a relay', () => {
  it('leaves with the words and nothing that relays do not take', async () => {
    const { failure, events } = await ask(null)
    expect(failure).toBeNull()
    expect(fake.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: '/v1/chat/completions',
      body: {
        model: 'gpt-4o-image',
        messages: [{ role: 'user', content: 'a fox “in snow” 눈 속의 여우' }],
        stream: true,
        stream_options: { include_usage: true },
      },
    })
    expect(Object.keys(fake.requests.at(-1)?.body ?? {})).toEqual(['model', 'messages', 'stream', 'stream_options'])
    expect(fake.requests.at(-1)?.headers).toMatchObject({
      authorization: `Bearer ${fake.apiKey}`,
      'user-agent': 'Diptych',
    })
    expect(events.filter(({ kind }) => kind === 'link')).toEqual([
      { kind: 'link', position: 0, url: fake.pictureUrl, revisedPrompt: null },
    ])
  })

  it('carries pictures to go by as image_url parts, in their order', async () => {
    const images: readonly InputImage[] = [
      { bytes: makePng(), format: 'png', role: 'edit' },
      { bytes: Buffer.from('webp'), format: 'webp', role: 'reference' },
    ]
    expect((await ask(null, { inputs: { ...noInputs, images } })).failure).toBeNull()
    const parts = images.map(({ bytes, format }) => ({
      type: 'image_url',
      image_url: { url: `data:image/${format};base64,${Buffer.from(bytes).toString('base64')}` },
    }))
    expect(fake.requests.at(-1)?.body).toMatchObject({
      messages: [{ role: 'user', content: [{ type: 'text', text: 'a fox “in snow” 눈 속의 여우' }, ...parts] }],
    })
  })

  it('asks gateways that need it for pictures by name', async () => {
    const bodies: string[] = []
    const notes: typeof fetch = (_, init) => {
      bodies.push(String(init?.body))
      return Promise.resolve(Response.json({}))
    }
    for (const baseUrl of ['https://openrouter.ai/api/v1', 'https://relay.example.com/v1'])
      await createChatImagesProvider({ fetch: notes }).send(
        {
          ...plainRequest,
          endpoint: { baseUrl, apiKey: 'sk-0123456789ab', profile: 'chat-relay' },
          model: 'm',
          sentPrompt: 'a fox',
          params: { size: 'auto', n: 1 },
        },
        never,
      )
    expect(bodies.map((body) => body.includes('"modalities":["image","text"]'))).toEqual([true, false])
  })

  it.each(['mask', 'markup'] as const)('with a %s does not leave: relays have no field for it', async (field) => {
    const { failure, requestCount } = await ask(null, { inputs: { ...noInputs, [field]: makePng() } })
    expect(failure).toEqual({ kind: 'unsupported-by-model', field, model: 'gpt-4o-image' })
    expect(requestCount).toBe(0)
  })

  it('goes without a key to a server that wants none, and never with one that no header can hold', async () => {
    const keyless = await ask(null, { endpoint: { baseUrl: fake.baseUrl, apiKey: null, profile: 'chat-relay' } })
    expect(keyless.failure).toEqual({ kind: 'key-missing', detail: someText })
    const odd = await ask(null, { endpoint: { baseUrl: fake.baseUrl, apiKey: 'sk-열쇠', profile: 'chat-relay' } })
    expect(odd).toMatchObject({ failure: { kind: 'key-refused' }, requestCount: 0 })
  })

  it('stars the key out of what is kept', async () => {
    const { spooled } = await ask({ kind: 'reply', content: `Your key is ${fake.apiKey}, isn’t it?`, asJson: true })
    expect(spooled).toContain(`Your key is ${'*'.repeat(fake.apiKey.length)}, isn’t it?`)
  })

  it('counts the models for the test of a connection', async () => {
    const tested = await createChatImagesProvider({ fetch }).test(
      { baseUrl: fake.baseUrl, apiKey: fake.apiKey, profile: 'chat-relay' },
      never,
    )
    expect(tested).toEqual({ ok: true, value: { modelCount: 1 } })
  })
})

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
const raw = (status: number, body = '', headers: Readonly<Record<string, string>> = {}): ChatBehaviour => ({
  kind: 'raw',
  status,
  headers,
  body,
})

/** What the server does, and the failure it must end in. */
const faults: readonly (readonly [string, ChatBehaviour, FailureKind])[] = [
  ...Object.keys(apiErrors).map((key) => {
    // The keys of the table are exactly its names.
    const name = key as ApiErrorName
    return [name, { kind: 'error' as const, name }, byErrorName[name]] as const
  }),
  ['a 404', raw(404, '<h1>Not Found</h1>'), 'provider-trouble'],
  ['a 409', raw(409), 'provider-trouble'],
  ['a 413', raw(413, '<h1>Too large</h1>'), 'provider-trouble'],
  ['a 422', raw(422, '{"detail":[{"loc":["body","model"],"msg":"bad"}]}'), 'bad-request'],
  ['a page with status 200', raw(200, '<html>Sign in</html>', { 'content-type': 'text/html' }), 'unreadable-answer'],
  ['a redirect', raw(307, '', { location: 'file:///etc/passwd' }), 'provider-trouble'],
  ['a stream cut off', { kind: 'reply', content: 'x'.repeat(900), share: 0.5 }, 'incomplete'],
  ['words', { kind: 'reply', content: 'I cannot.' }, 'text-instead-of-image'],
  ['a refusal in a stream', { kind: 'reply', content: '', refusal: 'I will not draw that.' }, 'moderation-refused'],
  ['a broken connection', { kind: 'reset' }, 'incomplete'],
]

describe('a fault of a relay', () => {
  it.each(faults)('%s ends in one named failure after one request', async (_, behaviour, kind) => {
    const outcome = await ask(behaviour)
    expect(outcome.failure?.kind).toBe(kind)
    expect(outcome.requestCount).toBe(1)
  })

  it('names the request, for whoever asks the provider about it', async () => {
    fake.setBehaviour({ kind: 'error', name: 'rateLimited' })
    const answer = await createChatImagesProvider({ fetch }).send(
      {
        ...plainRequest,
        endpoint: { baseUrl: fake.baseUrl, apiKey: fake.apiKey, profile: 'chat-relay' },
        model: 'gpt-4o-image',
        sentPrompt: 'a fox',
        params: { size: 'auto', n: 1 },
      },
      never,
    )
    expect(answer).toMatchObject({ ok: false, requestId: `req_${fake.requests.length}` })
  })

  it('JSON to a request for a stream is understood', async () => {
    const { failure, events } = await ask({ kind: 'reply', content: `![x](${fake.pictureUrl})`, asJson: true })
    expect(failure).toBeNull()
    expect(events.map(({ kind }) => kind)).toEqual(['usage', 'link', 'actual-params', 'done'])
  })

  it.each<[string, ChatBehaviour, FailureKind]>([
    ['an answer that never comes', { kind: 'hang' }, 'timed-out'],
    ['an answer that trickles', { kind: 'trickle' }, 'incomplete'],
  ])('%s is not waited for beyond the deadline', async (_, behaviour, kind) => {
    expect((await ask(behaviour, { deadlineMs: 500 })).failure?.kind).toBe(kind)
  })

  it.each<[string, ChatBehaviour]>([
    ['300 MB', { kind: 'huge', bytes: 300 * 1024 * 1024 }],
    ['300 kB that open to 300 MB', { kind: 'gzip-bomb', bytes: 300 * 1024 * 1024 }],
  ])('%s of answer are not read to the end', { timeout: 120_000 }, async (_, behaviour) => {
    const { failure } = await ask(behaviour, { deadlineMs: 110_000 })
    expect(failure).toEqual({ kind: 'too-large', limitBytes: 256 * 1024 * 1024 })
  })

  it('is told from the person’s own cancelling', async () => {
    const controller = new AbortController()
    const count = fake.requests.length
    const waiting = ask({ kind: 'hang' }, { signal: controller.signal, deadlineMs: 60_000 })
    await expect.poll(() => fake.requests.length).toBe(count + 1)
    controller.abort()
    expect((await waiting).failure).toEqual({ kind: 'cancelled' })
  })
})
