import { createCanvas } from '@napi-rs/canvas'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { redraw } from '#main/image-pool/redraw.ts'
import type { ImageParams } from '#shared/image-params.ts'
import { type FakeOpenAi, startFakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { plainRequest } from '#test/support/plain-request.ts'
import { serverProfiles } from '../../connections/server-profiles.ts'
import { type InputImage, noInputs, type ProviderInputs } from '../provider.ts'
import { editJson } from './compose-request.ts'
import { createOpenAiImagesProvider } from './create-openai-images-provider.ts'
import { readRateLimits } from './rate-limits.ts'

let fake: FakeOpenAi
beforeAll(async () => {
  fake = await startFakeOpenAi()
})
afterAll(() => fake.close())
afterEach(() => vi.unstubAllEnvs())

const provider = createOpenAiImagesProvider({ fetch, redraw })
const someText: unknown = expect.any(String)
const never = new AbortController().signal

async function send(params: Partial<ImageParams> = {}, model = 'gpt-image-2', inputs = noInputs) {
  const answer = await provider.send(
    {
      ...plainRequest,
      endpoint: { baseUrl: fake.baseUrl, apiKey: fake.apiKey, profile: 'openai' },
      model,
      sentPrompt: 'a fox “in snow” 눈 속의 여우',
      params: { size: '1024x1024', n: 1, ...params },
      inputs,
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
        'x-client-request-id': someText,
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
    /** Its own name is a request's only difference from another. */
    const last = () => {
      const { headers = {}, ...request } = fake.requests.at(-1) ?? {}
      return { ...request, headers: { ...headers, 'x-client-request-id': null } }
    }
    await send()
    const without = last()
    vi.stubEnv(name, value)
    await send()
    expect(last()).toEqual(without)
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
    expect(own).toEqual({ ok: false, failure: { kind: 'key-missing', detail: someText }, requestId: someText })
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

const drawn = (width: number, height: number, format: 'png' | 'jpeg' | 'webp' = 'png'): Uint8Array => {
  const canvas = createCanvas(width, height)
  return format === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer(`image/${format}`, 80)
}
const input = (format: InputImage['format'] = 'png', bytes?: Uint8Array): InputImage => ({
  format,
  role: 'edit',
  bytes: bytes ?? drawn(64, 48, format === 'jpeg' || format === 'webp' ? format : 'png'),
})
const only = (...images: readonly InputImage[]): ProviderInputs => ({ images, mask: null, markup: null })

describe('an edit', () => {
  it('carries one picture as image, with its type, and every parameter as text', async () => {
    const params = {
      quality: 'low',
      background: 'transparent',
      outputFormat: 'webp',
      outputCompression: 60,
      moderation: 'low',
      complexity: 'medium',
    } as const
    const { head, text } = await send(params, 'gpt-image-2.6-sunburst', only(input('jpeg')))
    expect(fake.requests.at(-1)).toMatchObject({
      path: '/v1/images/edits',
      body: {
        model: ['gpt-image-2.6-sunburst'],
        prompt: ['a fox “in snow” 눈 속의 여우'],
        n: ['1'],
        size: ['1024x1024'],
        quality: ['low'],
        background: ['transparent'],
        output_format: ['webp'],
        output_compression: ['60'],
        moderation: ['low'],
        complexity: ['medium'],
        image: [{ name: 'image-1.jpeg', type: 'image/jpeg' }],
      },
    })
    expect(head.contentType).toBe('application/json')
    expect(JSON.parse(text)).toMatchObject({ output_format: 'webp', quality: 'low' })
  })

  it('carries several pictures as image[], untouched and in their order', async () => {
    const inputs = only(input(), input('webp'), input('jpeg'))
    await send({ inputFidelity: 'high' }, 'gpt-image-1.5', inputs)
    const body = fake.requests.at(-1)?.body
    expect(body).toMatchObject({ input_fidelity: ['high'] })
    expect(body).toHaveProperty(
      ['image[]'],
      inputs.images.map(({ bytes, format }, index) => ({
        name: `image-${index + 1}.${format}`,
        type: `image/${format}`,
        bytes: Uint8Array.from(bytes),
      })),
    )
  })

  it('streams its previews under the names that edits have', async () => {
    const { text } = await send({ partialImages: 2 }, 'gpt-image-2', only(input()))
    expect(fake.requests.at(-1)?.body).toMatchObject({ stream: ['true'], partial_images: ['2'] })
    expect([...text.matchAll(/^event: (.*)$/gm)].map(([, name]) => name)).toEqual([
      'image_edit.partial_image',
      'image_edit.partial_image',
      'image_edit.completed',
    ])
  })

  it('sends a mask as it is, with the picture below it as an upright PNG', async () => {
    const mask = drawn(64, 48)
    await send({}, 'gpt-image-2', { images: [input('jpeg')], mask, markup: null })
    expect(fake.requests.at(-1)?.body).toMatchObject({
      image: [{ type: 'image/png' }],
      mask: [{ name: 'mask.png', type: 'image/png', bytes: Uint8Array.from(mask) }],
    })
  })

  it('sends markup where the model reads it', async () => {
    await send({}, 'gpt-image-2.5-flare', { images: [input()], mask: null, markup: drawn(64, 48) })
    expect(fake.requests.at(-1)?.body).toMatchObject({ markup: [{ name: 'markup.png', type: 'image/png' }] })
  })

  it('makes a GIF of so many frames', async () => {
    const params = { outputFormat: 'gif', size: '512x512', frameCount: 4, frameDurationMs: 120 } as const
    const { text } = await send(params, 'gpt-image-2.6-flare', only(input()))
    expect(fake.requests.at(-1)?.body).toMatchObject({ frame_count: ['4'], frame_duration_ms: ['120'] })
    expect(JSON.parse(text)).toMatchObject({ output_format: 'gif', size: '512x512' })
  })

  const big = new Uint8Array(50_000_000)
  it.each<[string, ProviderInputs, string, string]>([
    ['17 pictures', only(...Array.from({ length: 17 }, () => input())), 'images', '17 pictures; the limit is 16.'],
    ['a GIF', only(input('gif')), 'images', 'Picture 1 is gif; PNG, JPEG and WebP are taken.'],
    ['50 MB', only(input(), input('png', big)), 'images', 'Picture 2 has 50000000 bytes of 50 MB.'],
    [
      'a mask of another size',
      { images: [input()], mask: drawn(48, 64), markup: null },
      'mask',
      'It has 48x64 pixels and the first picture 64x48.',
    ],
    [
      'a mask that is no PNG',
      { images: [input()], mask: drawn(64, 48, 'jpeg'), markup: null },
      'mask',
      'It is no whole PNG.',
    ],
    [
      'a mask for nothing',
      { images: [], mask: drawn(64, 48), markup: null },
      'mask',
      'There is no picture that it is for.',
    ],
    [
      'mask and markup together',
      { images: [input()], mask: drawn(64, 48), markup: drawn(64, 48) },
      'markup',
      'Either a mask or markup, not both.',
    ],
  ])('with %s is refused before anything leaves', async (_, inputs, field, detail) => {
    const count = fake.requests.length
    const endpoint = { baseUrl: fake.baseUrl, apiKey: fake.apiKey, profile: 'openai' } as const
    const request = { ...plainRequest, endpoint, model: 'gpt-image-2', sentPrompt: 'p', params: { size: 'auto', n: 1 } }
    const answer = await provider.send({ ...request, inputs }, never)
    expect(answer).toEqual({ ok: false, failure: { kind: 'bad-request', field, detail } })
    expect(fake.requests.length).toBe(count)
  })

  it('refuses a mask of 4 MB', async () => {
    const width = 1200
    const canvas = createCanvas(width, width)
    const noise = canvas.getContext('2d').createImageData(width, width)
    for (let at = 0, seed = 1; at < noise.data.length; at += 1) {
      seed = (seed * 48_271) % 2_147_483_647
      noise.data[at] = seed & 255
    }
    canvas.getContext('2d').putImageData(noise, 0, 0)
    const inputs = { images: [input('png', drawn(width, width))], mask: canvas.toBuffer('image/png'), markup: null }
    const endpoint = { baseUrl: fake.baseUrl, apiKey: fake.apiKey, profile: 'openai' } as const
    const request = { ...plainRequest, endpoint, model: 'gpt-image-2', sentPrompt: 'p', params: { size: 'auto', n: 1 } }
    expect(await provider.send({ ...request, inputs }, never)).toMatchObject({ failure: { field: 'mask' } })
  })

  it('of files that lie with the provider already is JSON', () => {
    const asked = { model: 'gpt-image-2', sentPrompt: 'a fox', params: { size: 'auto', n: 2, quality: 'low' } } as const
    expect(editJson(asked, serverProfiles.openai, { images: ['file-1', 'file-2'], mask: 'file-3' })).toEqual({
      path: '/images/edits',
      body: {
        model: 'gpt-image-2',
        prompt: 'a fox',
        n: 2,
        size: 'auto',
        quality: 'low',
        images: [{ file_id: 'file-1' }, { file_id: 'file-2' }],
        mask: { file_id: 'file-3' },
      },
    })
  })
})

describe('what an answer says of limits', () => {
  const limitsOf = (remaining: string | null, reset: string | null) =>
    readRateLimits(
      new Headers({
        ...(remaining !== null && { 'x-ratelimit-remaining-requests': remaining }),
        ...(reset !== null && { 'x-ratelimit-reset-requests': reset }),
      }),
    )
  it.each([
    ['59', '6m0s', { remaining: 59, resetsInMs: 360_000 }],
    ['0', '17ms', { remaining: 0, resetsInMs: 17 }],
    ['1', '1h2m3.5s', { remaining: 1, resetsInMs: 3_723_500 }],
    ['4', '12', { remaining: 4, resetsInMs: 12_000 }],
    ['-1', '1s', undefined],
    ['3', 'soon', undefined],
    ['3', '', undefined],
    ['3', null, undefined],
    [null, '1s', undefined],
    ['9'.repeat(400), '1s', undefined],
    ['3', `${'9'.repeat(400)}h`, undefined],
  ])('%s left for %s', (remaining, reset, limits) => {
    expect(limitsOf(remaining, reset)).toEqual(limits)
  })
})

describe('the name of a request', () => {
  const request = (baseUrl: string, profile: 'openai' | 'other') => ({
    ...plainRequest,
    endpoint: { baseUrl, apiKey: fake.apiKey, profile },
    model: 'gpt-image-2',
    sentPrompt: 'a fox',
    params: { size: '1024x1024', n: 1 },
  })

  it('is the one that the provider gave, and where it gave none the one that OpenAI was told', async () => {
    fake.setBehaviour({ kind: 'error', name: 'serverError' }, { kind: 'reset' })
    const answered = await provider.send(request(fake.baseUrl, 'openai'), never)
    expect(answered).toMatchObject({ ok: false, requestId: `req_${fake.requests.length}` })
    const broken = await provider.send(request(fake.baseUrl, 'openai'), never)
    expect(broken).toMatchObject({ ok: false, failure: { kind: 'incomplete' } })
    expect('requestId' in broken ? broken.requestId : null).toBe(fake.requests.at(-1)?.headers['x-client-request-id'])
  })

  it('is not told to servers that never asked for it', async () => {
    fake.setBehaviour({ kind: 'reset' })
    const broken = await provider.send(request(fake.baseUrl, 'other'), never)
    expect('requestId' in broken ? broken.requestId : null).toBeUndefined()
    expect(fake.requests.at(-1)?.headers).not.toHaveProperty('x-client-request-id')
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
