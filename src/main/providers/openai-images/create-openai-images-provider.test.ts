import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ImageParams } from '#shared/image-params.ts'
import { type FakeOpenAi, startFakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { plainRequest } from '#test/support/plain-request.ts'
import { createOpenAiImagesProvider } from './create-openai-images-provider.ts'

let fake: FakeOpenAi
beforeAll(async () => {
  fake = await startFakeOpenAi()
})
afterAll(() => fake.close())
afterEach(() => vi.unstubAllEnvs())

const provider = createOpenAiImagesProvider({ fetch })
const someText: unknown = expect.any(String)
const never = new AbortController().signal

async function send(params: Partial<ImageParams> = {}, model = 'gpt-image-2') {
  const answer = await provider.send(
    {
      ...plainRequest,
      endpoint: { baseUrl: fake.baseUrl, apiKey: fake.apiKey, profile: 'openai' },
      model,
      sentPrompt: 'a fox “in snow” 눈 속의 여우',
      params: { size: '1024x1024', n: 1, ...params },
    },
    never,
  )
  if (!answer.ok) throw new Error(answer.failure.kind)
  const chunks: Uint8Array[] = []
  for await (const chunk of answer.value.body) chunks.push(chunk)
  return { head: answer.value.head, text: Buffer.concat(chunks).toString() }
}

describe('a request for pictures', () => {
  it('leaves with nothing but what was chosen, and without response_format', async () => {
    await send()
    expect(fake.requests.at(-1)).toEqual({
      method: 'POST',
      path: '/v1/images/generations',
      headers: {
        accept: 'application/json',
        'accept-encoding': someText,
        'accept-language': '*',
        authorization: `Bearer ${fake.apiKey}`,
        connection: 'keep-alive',
        'content-length': someText,
        'content-type': 'application/json',
        host: new URL(fake.baseUrl).host,
        'sec-fetch-mode': 'cors',
        'user-agent': 'Diptych',
      },
      body: { model: 'gpt-image-2', prompt: 'a fox “in snow” 눈 속의 여우', n: 1, size: '1024x1024' },
    })
  })

  it('carries every parameter under the name the API has for it', async () => {
    await send(
      {
        quality: 'low',
        background: 'transparent',
        outputFormat: 'webp',
        outputCompression: 60,
        moderation: 'low',
        complexity: 'medium',
        partialImages: 2,
      },
      'gpt-image-2.6-flare',
    )
    expect(fake.requests.at(-1)?.body).toEqual({
      model: 'gpt-image-2.6-flare',
      prompt: 'a fox “in snow” 눈 속의 여우',
      n: 1,
      size: '1024x1024',
      quality: 'low',
      background: 'transparent',
      output_format: 'webp',
      output_compression: 60,
      moderation: 'low',
      complexity: 'medium',
      stream: true,
      partial_images: 2,
    })
  })

  it('asks for a stream only where previews of a single picture are wanted', async () => {
    await send({ partialImages: 0 })
    expect(fake.requests.at(-1)?.body).not.toHaveProperty('stream')
    await send({ partialImages: 2, n: 2 })
    expect(fake.requests.at(-1)?.body).not.toHaveProperty('stream')
  })

  it('hands back the untouched body with what a reader needs to know', async () => {
    const params: ImageParams = { size: '1024x1024', n: 1, quality: 'low', partialImages: 1 }
    const { head, text } = await send(params)
    expect(head).toEqual({
      provider: 'openai-images',
      model: 'gpt-image-2',
      requestId: `req_${fake.requests.length}`,
      contentType: 'text/event-stream; charset=utf-8',
      requestedParams: params,
    })
    expect(text).toMatch(
      /^event: image_generation\.partial_image\ndata: \{.*\}\n\nevent: image_generation\.completed\n/,
    )
  })

  it.each([
    ['OPENAI_API_KEY', 'sk-environment'],
    ['OPENAI_ADMIN_KEY', 'sk-admin-environment'],
    ['OPENAI_BASE_URL', 'http://127.0.0.1:1/environment'],
    ['OPENAI_ORG_ID', 'org-environment'],
    ['OPENAI_PROJECT_ID', 'proj-environment'],
    ['OPENAI_WEBHOOK_SECRET', 'environment'],
    ['OPENAI_CUSTOM_HEADERS', 'x-environment: environment\nauthorization: Bearer sk-environment'],
  ])('takes nothing from %s', async (name, value) => {
    await send()
    const without = fake.requests.at(-1)
    vi.stubEnv(name, value)
    await send()
    expect(fake.requests.at(-1)).toEqual(without)
    await provider.test?.({ baseUrl: fake.baseUrl, apiKey: fake.apiKey, profile: 'openai' }, never)
    expect(JSON.stringify(fake.requests.at(-1))).not.toContain('environment')
  })

  it('writes nothing to the console, even when the environment asks the SDK to', async () => {
    vi.stubEnv('OPENAI_LOG', 'debug')
    const written = [vi.spyOn(console, 'debug'), vi.spyOn(console, 'info'), vi.spyOn(console, 'log')]
    await send()
    expect(written.map((spy) => spy.mock.calls)).toEqual([[], [], []])
  })

  it('goes without a key to a server of one’s own, and not at all to OpenAI', async () => {
    const request = { ...plainRequest, model: 'gpt-image-2', sentPrompt: 'a fox', params: { size: 'auto', n: 1 } }
    const own = await provider.send(
      { ...request, endpoint: { baseUrl: fake.baseUrl, apiKey: null, profile: 'openai' } },
      never,
    )
    expect(own).toEqual({ ok: false, failure: { kind: 'key-missing', detail: someText } })
    expect(fake.requests.at(-1)?.headers).not.toHaveProperty('authorization')

    const openAi = await provider.send(
      { ...request, endpoint: { baseUrl: null, apiKey: null, profile: 'openai' } },
      never,
    )
    expect(openAi).toEqual({ ok: false, failure: { kind: 'key-missing' } })
  })

  it('refuses a key that cannot stand in a header before anything leaves', async () => {
    const count = fake.requests.length
    const endpoint = { baseUrl: fake.baseUrl, apiKey: 'sk-열쇠', profile: 'openai' } as const
    const answer = await provider.send(
      { ...plainRequest, endpoint, model: 'm', sentPrompt: 'p', params: { size: 'auto', n: 1 } },
      never,
    )
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'key-refused' } })
    expect(fake.requests.length).toBe(count)
  })
})

describe('the test of a connection', () => {
  const test = (apiKey: string | null, baseUrl = fake.baseUrl) =>
    provider.test?.({ baseUrl, apiKey, profile: 'openai' }, never)

  it('counts the models, at no cost', async () => {
    expect(await test(fake.apiKey)).toEqual({ ok: true, value: { modelCount: 8 } })
    expect(fake.requests.at(-1)).toMatchObject({ method: 'GET', path: '/v1/models' })
  })

  it('understands servers that answer with a bare list or with their only model', async () => {
    fake.setBehaviour({ kind: 'raw', body: '[{"id":"a"},{"id":"b"}]' }, { kind: 'raw', body: '{"id":"sd"}' })
    expect(await test(fake.apiKey)).toEqual({ ok: true, value: { modelCount: 2 } })
    expect(await test(fake.apiKey)).toEqual({ ok: true, value: { modelCount: 1 } })
  })

  it('tells a wrong key, a wrong address and a page that is no list', async () => {
    expect(await test('sk-wrong-0123456789')).toMatchObject({ ok: false, failure: { kind: 'key-refused' } })
    expect(await test(fake.apiKey, `${fake.baseUrl}/elsewhere`)).toMatchObject({
      ok: false,
      failure: { kind: 'provider-trouble', httpStatus: 404 },
    })
    fake.setBehaviour({ kind: 'raw', headers: { 'content-type': 'text/html' }, body: '<html>sign in</html>' })
    expect(await test(fake.apiKey)).toMatchObject({ ok: false, failure: { kind: 'unreadable-answer' } })
  })
})
