import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FailureKind } from '#shared/failure.ts'
import type { ChatBehaviour } from '#test/support/fake-chat/chat-behaviour.ts'
import { type FakeChat, startFakeChat } from '#test/support/fake-chat/start-fake-chat.ts'
import { makePng } from '#test/support/make-picture.ts'
import type { RewriteRequest } from '../text-provider.ts'
import { createChatTextProvider } from './create-chat-text-provider.ts'

let fake: FakeChat
/** Knows `json_object` alone, and neither. */
let lesser: FakeChat
let least: FakeChat
beforeAll(async () => {
  fake = await startFakeChat()
  lesser = await startFakeChat({ formats: ['json_object'] })
  least = await startFakeChat({ formats: [] })
})
afterAll(() => Promise.all([fake, lesser, least].map((server) => server.close())))

const containing = (text: string): unknown => expect.stringContaining(text)
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern)
const having = (fields: object): unknown => expect.objectContaining(fields)

const never = new AbortController().signal
const providerIn = (deadlineMs = 20_000) => createChatTextProvider({ fetch, deadlineMs })

const requestTo = (server: FakeChat, asked: Partial<RewriteRequest> = {}): RewriteRequest => ({
  endpoint: { baseUrl: server.baseUrl, apiKey: server.apiKey, profile: 'openai' },
  model: 'gpt-6-luna',
  language: 'en',
  maxCalls: 1,
  text: '눈 속의 여우 “겨울”',
  aim: 'translate',
  maxChars: 256,
  ...asked,
})

const say = (value: unknown, reply: Partial<Extract<ChatBehaviour, { kind: 'reply' }>> = {}): ChatBehaviour => ({
  kind: 'reply',
  content: typeof value === 'string' ? value : JSON.stringify(value),
  ...reply,
})
const good = say({ text: 'A fox in snow, “겨울”', additions: ['snow'] })

async function rewrite(
  behaviours: readonly ChatBehaviour[],
  asked: Partial<RewriteRequest> & { readonly server?: FakeChat; readonly deadlineMs?: number } = {},
) {
  const { server = fake, deadlineMs, ...request } = asked
  const before = server.requests.length
  server.setBehaviour(...behaviours)
  const result = await providerIn(deadlineMs).rewrite(requestTo(server, request), never)
  return { result, bodies: server.requests.slice(before).map(({ body }) => body) }
}

const messagesOf = (bodies: readonly unknown[]): string => JSON.stringify(bodies)

describe('a rewrite by a language model', () => {
  it('asks for one form, by schema, and says which words asked and what it used', async () => {
    const { result, bodies } = await rewrite([good])
    expect(result).toEqual({
      ok: true,
      value: { text: 'A fox in snow, “겨울”', additions: ['snow'] },
      calls: [
        {
          purpose: 'rewrite',
          provider: 'chat-text',
          model: 'gpt-6-luna-2026-11-01',
          templateVersion: 'translate-2',
          usage: {
            inputTokens: 21,
            inputTextTokens: 21,
            inputImageTokens: 0,
            outputTokens: 340,
            outputImageTokens: null,
            outputTextTokens: null,
            totalTokens: 361,
          },
          rawUsage: having({ prompt_tokens: 21 }),
          requestId: matching(/^req_\d+$/),
        },
      ],
    })
    expect(bodies).toEqual([
      {
        model: 'gpt-6-luna',
        messages: [
          { role: 'system', content: containing('Write English, at most 256 characters.') },
          { role: 'user', content: '눈 속의 여우 “겨울”' },
        ],
        response_format: {
          type: 'json_schema',
          json_schema: {
            name: 'rewrite',
            strict: true,
            schema: {
              $schema: 'http://json-schema.org/draft-07/schema#',
              type: 'object',
              properties: { text: { type: 'string' }, additions: { type: 'array', items: { type: 'string' } } },
              required: ['text', 'additions'],
              additionalProperties: false,
            },
          },
        },
      },
    ])
  })

  it.each([
    ['the next lesser form', () => lesser, ['json_schema', 'json_object']],
    ['words alone', () => least, ['json_schema', 'json_object', undefined]],
  ] as const)('falls back to %s, and remembers it', async (_, server, forms) => {
    const provider = providerIn()
    const before = server().requests.length
    const formsSent = () =>
      server()
        .requests.slice(before)
        .map(
          ({ body }) =>
            // The fake checked it.
            (body as { readonly response_format?: { readonly type: string } }).response_format?.type,
        )
    server().setBehaviour(good, good)
    const first = await provider.rewrite(requestTo(server()), never)
    expect(first).toMatchObject({ ok: true, value: { text: 'A fox in snow, “겨울”', additions: ['snow'] } })
    expect(first.calls).toHaveLength(1)
    expect(formsSent()).toEqual(forms)
    expect(messagesOf(server().requests.slice(-1))).toContain('JSON Schema')

    await provider.rewrite(requestTo(server()), never)
    expect(formsSent()).toEqual([...forms, forms.at(-1)])
  })

  it.each([
    ['between fences', 'Here you are:\n```json\n{"text":"A fox","additions":[]}\n```\nAnything else?'],
    ['between fences without a name', '```\n{"text":"A fox","additions":[]}\n```'],
    [
      'between fences, with other braces around',
      'With {care}:\n```json\n{"text":"A fox","additions":[]}\n```\nor {without}.',
    ],
    ['among words', 'Sure! {"text":"A fox","additions":[]} — enjoy.'],
    ['after thinking aloud', '<think>{"text":"no, not this"} hm</think>{"text":"A fox","additions":[]}'],
  ])('finds the JSON %s', async (_, text) => {
    expect((await rewrite([say(text)])).result).toMatchObject({ ok: true, value: { text: 'A fox' } })
  })

  it('reads an answer in parts', async () => {
    const parts = say('', {
      content: [{ type: 'text', text: '{"text":' }, { type: 'text', text: '"A fox","additions":[]}' }, 7],
    })
    expect((await rewrite([parts])).result).toMatchObject({ ok: true, value: { text: 'A fox' } })
  })

  it.each([
    ['is no JSON', 'A fox in snow.'],
    ['lacks its field', '{"prompt":"A fox"}'],
    ['is empty', '{"text":"  ","additions":[]}'],
    ['is too long', JSON.stringify({ text: '🦊'.repeat(257), additions: [] })],
    ['has more than was asked for', '{"text":"A fox","additions":[],"note":"!"}'],
  ])('that %s is not asked for again by itself', async (_, text) => {
    const { result, bodies } = await rewrite([say(text), good])
    expect(result).toMatchObject({ ok: false, failure: { kind: 'unreadable-answer' } })
    expect(result.calls).toHaveLength(1)
    expect(bodies).toHaveLength(1)
  })

  it('is asked for once more where two calls were agreed to, with what was wrong, and both are told', async () => {
    const { result, bodies } = await rewrite([say('A fox in snow.'), good], { maxCalls: 2 })
    expect(result).toMatchObject({ ok: true, value: { text: 'A fox in snow, “겨울”', additions: ['snow'] } })
    expect(result.calls).toHaveLength(2)
    expect(bodies[1]).toMatchObject({
      messages: [
        { role: 'system' },
        { role: 'user' },
        { role: 'assistant', content: 'A fox in snow.' },
        { role: 'user', content: containing('there is no JSON object in it') },
      ],
    })
  })

  it('is never asked for a third time', async () => {
    const { result, bodies } = await rewrite([say('one'), say('two'), good], { maxCalls: 2 })
    expect(result).toMatchObject({ ok: false, failure: { kind: 'unreadable-answer' } })
    expect(result.calls).toHaveLength(2)
    expect(bodies).toHaveLength(2)
  })

  it('takes 256 characters for 256, also where one is two units', async () => {
    expect((await rewrite([say({ text: '🦊'.repeat(256), additions: [] })])).result.ok).toBe(true)
  })
})

describe('a plan and a caption', () => {
  it('plans as many pictures as were asked for', async () => {
    const items = [
      { title: 'Morning', prompt: 'A fox at dawn' },
      { title: 'Evening', prompt: 'A fox at dusk' },
    ]
    fake.setBehaviour(say({ items }), say({ items: items.slice(1) }))
    const request = { ...requestTo(fake), brief: 'foxes', count: 2 }
    const planned = await providerIn().plan(request, never)
    expect(planned).toMatchObject({
      ok: true,
      value: { items },
      calls: [{ purpose: 'plan', templateVersion: 'plan-1' }],
    })
    expect(await providerIn().plan(request, never)).toMatchObject({
      ok: false,
      failure: { kind: 'unreadable-answer', detail: containing('exactly 2 items') },
    })
  })

  it('shows the model the picture itself', async () => {
    const image = { bytes: makePng(), format: 'png', role: 'reference' } as const
    fake.setBehaviour(say({ caption: '눈 속의 여우' }))
    const captioned = await providerIn().caption({ ...requestTo(fake, { language: 'ko' }), image }, never)
    expect(captioned).toMatchObject({ ok: true, value: { caption: '눈 속의 여우' }, calls: [{ purpose: 'caption' }] })
    expect(fake.requests.at(-1)?.body).toMatchObject({
      messages: [
        { role: 'system', content: containing('Write Korean') },
        {
          role: 'user',
          content: [
            { type: 'text' },
            {
              type: 'image_url',
              image_url: { url: `data:image/png;base64,${Buffer.from(image.bytes).toString('base64')}` },
            },
          ],
        },
      ],
    })
  })
})

describe('a second judge', () => {
  const left = { bytes: makePng({ width: 4, height: 4 }), format: 'png', role: 'reference' } as const
  const right = { bytes: makePng({ width: 5, height: 4 }), format: 'png', role: 'reference' } as const
  const urlOf = ({ bytes }: typeof left) => `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`

  it('is shown both pictures, left before right, and nothing else', async () => {
    fake.setBehaviour(say({ verdict: 'right', reason: 'Sharper.' }))
    const judged = await providerIn().judge({ ...requestTo(fake), left, right }, never)
    expect(judged).toMatchObject({
      ok: true,
      value: { verdict: 'right', reason: 'Sharper.' },
      calls: [{ purpose: 'caption', templateVersion: 'judge-1', model: 'gpt-6-luna-2026-11-01' }],
    })
    expect(fake.requests.at(-1)?.body).toMatchObject({
      messages: [
        { role: 'system' },
        {
          role: 'user',
          content: [
            { type: 'text' },
            { type: 'image_url', image_url: { url: urlOf(left) } },
            { type: 'image_url', image_url: { url: urlOf(right) } },
          ],
        },
      ],
    })
  })

  it('gives one of four verdicts or none', async () => {
    fake.setBehaviour(say({ verdict: 'the first', reason: '' }))
    expect(await providerIn().judge({ ...requestTo(fake), left, right }, never)).toMatchObject({
      ok: false,
      failure: { kind: 'unreadable-answer' },
    })
  })
})

const raw = (status: number, body = '', contentType = 'application/json'): ChatBehaviour => ({
  kind: 'raw',
  status,
  headers: { 'content-type': contentType },
  body,
})

/** What the server does, the failure, and how many calls may have cost something. */
const faults: readonly (readonly [string, ChatBehaviour, FailureKind, callCount: number])[] = [
  ['a refused key', { kind: 'error', name: 'invalidApiKey' }, 'key-refused', 0],
  ['an empty account', { kind: 'error', name: 'insufficientQuota' }, 'quota', 0],
  ['a rate limit', { kind: 'error', name: 'rateLimited' }, 'rate-limited', 0],
  ['moderation', { kind: 'error', name: 'contentPolicyViolation' }, 'moderation-refused', 0],
  ['trouble', { kind: 'error', name: 'overloaded' }, 'provider-trouble', 0],
  ['a field it does not take', raw(400, '{"error":{"message":"bad","param":"model"}}'), 'bad-request', 0],
  ['a refusal in words', say('', { refusal: 'I will not.' }), 'moderation-refused', 1],
  ['a content filter', say('', { finishReason: 'content_filter' }), 'moderation-refused', 1],
  ['an answer cut at its longest', say('{"text":"A f', { finishReason: 'length' }), 'incomplete', 1],
  ['an empty answer', say(''), 'empty-answer', 1],
  ['no choice', raw(200, '{"choices":[]}'), 'empty-answer', 1],
  ['choices of the wrong type', raw(200, '{"choices":"many"}'), 'unreadable-answer', 1],
  ['choices of numbers', raw(200, '{"choices":[1]}'), 'unreadable-answer', 1],
  ['an error with status 200', raw(200, '{"error":{"message":"no","code":"insufficient_quota"}}'), 'quota', 1],
  ['a page', raw(200, '<html>Sign in</html>', 'text/html'), 'unreadable-answer', 1],
  ['the word null', raw(200, 'null'), 'unreadable-answer', 1],
  ['JSON cut short', raw(200, '{"choices":[{"mess'), 'incomplete', 1],
  ['JSON 100,000 levels deep', raw(200, '['.repeat(100_000)), 'unreadable-answer', 1],
  ['nothing', raw(200), 'unreadable-answer', 1],
  ['a broken connection', { kind: 'reset' }, 'incomplete', 1],
  ['6 MB of words', { kind: 'huge', bytes: 6 * 1024 * 1024 }, 'too-large', 1],
]

describe('a fault of the language model', () => {
  it.each(faults)('%s ends in one named failure, after one request', async (_, behaviour, kind, callCount) => {
    const { result, bodies } = await rewrite([behaviour], { maxCalls: 2 })
    expect(result).toMatchObject({ ok: false, failure: { kind } })
    expect(result.calls).toHaveLength(callCount)
    expect(bodies).toHaveLength(1)
  })

  it.each<[string, ChatBehaviour, FailureKind]>([
    ['that never comes', { kind: 'hang' }, 'timed-out'],
    ['that trickles', { kind: 'trickle' }, 'incomplete'],
  ])('an answer %s may have cost something', async (_, behaviour, kind) => {
    const { result } = await rewrite([behaviour], { deadlineMs: 400 })
    expect(result).toMatchObject({ ok: false, failure: { kind }, calls: [{ usage: null, rawUsage: null }] })
  })

  it('a server that refuses every form is named, and costs nothing', async () => {
    const refusesAll = raw(400, '{"error":{"message":"response_format: no"}}')
    const { result, bodies } = await rewrite([refusesAll, refusesAll, refusesAll], { maxCalls: 2 })
    expect(result).toEqual({
      ok: false,
      failure: { kind: 'unsupported-by-model', field: 'response_format', model: 'gpt-6-luna' },
      calls: [],
    })
    expect(bodies).toHaveLength(3)
  })

  it('is told from the person’s own cancelling, before and after the request left', async () => {
    const controller = new AbortController()
    const count = fake.requests.length
    fake.setBehaviour({ kind: 'hang' })
    const waiting = providerIn().rewrite(requestTo(fake), controller.signal)
    await expect.poll(() => fake.requests.length).toBe(count + 1)
    controller.abort()
    expect(await waiting).toMatchObject({ ok: false, failure: { kind: 'cancelled' }, calls: [{ usage: null }] })
    expect(await providerIn().rewrite(requestTo(fake), controller.signal)).toEqual({
      ok: false,
      failure: { kind: 'cancelled' },
      calls: [],
    })
  })

  it('never repeats a key', async () => {
    const { result } = await rewrite([say(`Your key is ${fake.apiKey}.`)])
    expect(result.ok).toBe(false)
    expect(JSON.stringify(result)).not.toContain(fake.apiKey)
  })
})
