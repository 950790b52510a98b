import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Failure, FailureKind } from '#shared/failure.ts'
import type { ImageParams } from '#shared/image-params.ts'
import { type FakeKarlo, startFakeKarlo } from '#test/support/fake-karlo/start-fake-karlo.ts'
import type { Fault } from '#test/support/fake-openai/answer-fault.ts'
import { drawPicture } from '#test/support/fake-openai/draw-picture.ts'
import { makePng } from '#test/support/make-picture.ts'
import { exifBlock, pngChunk } from '#test/support/picture-parts.ts'
import { maskOf, noise } from '#test/support/pixel-pictures.ts'
import { plainRequest } from '#test/support/plain-request.ts'
import { readPixels } from '../../image-pool/read-pixels.ts'
import { redraw } from '../../image-pool/redraw.ts'
import { readImageHeader } from '../../library/image-header.ts'
import {
  type InputImage,
  noInputs,
  type ProviderEvent,
  type ProviderInputs,
  type ProviderRequest,
} from '../provider.ts'
import { createKarloProvider } from './create-karlo-provider.ts'
import { createKarloAnswerReader } from './karlo-answer.ts'

let fake: FakeKarlo
beforeAll(async () => {
  fake = await startFakeKarlo()
})
afterAll(() => fake.close())

const never = new AbortController().signal
const redrawn: string[] = []
const providerIn = (deadlineMs = 20_000) =>
  createKarloProvider({
    fetch,
    deadlineMs,
    redraw: (bytes, as) => {
      redrawn.push(as)
      return redraw(bytes, as)
    },
  })

interface Outcome {
  readonly failure: Failure | null
  readonly events: readonly ProviderEvent[]
  readonly requestCount: number
}

async function ask(
  asked: {
    readonly model?: string
    readonly params?: Partial<ImageParams>
    readonly inputs?: Partial<ProviderInputs>
    readonly endpoint?: Partial<ProviderRequest['endpoint']>
    readonly fault?: Fault
    readonly deadlineMs?: number
  } = {},
): Promise<Outcome> {
  const before = fake.requests.length
  fake.setBehaviour(...(asked.fault === undefined ? [] : [asked.fault]))
  const answer = await providerIn(asked.deadlineMs).send(
    {
      ...plainRequest,
      endpoint: { baseUrl: fake.baseUrl, apiKey: fake.apiKey, profile: 'karlo', ...asked.endpoint },
      model: asked.model ?? 'karlo-v2.1',
      sentPrompt: 'a fox, in snow',
      params: { size: 'auto', n: 1, ...asked.params },
      inputs: { ...noInputs, ...asked.inputs },
    },
    never,
  )
  const events: ProviderEvent[] = []
  if (answer.ok) {
    const reader = createKarloAnswerReader(answer.value.head)
    try {
      for await (const chunk of answer.value.body) events.push(...reader.push(chunk))
    } catch (cause) {
      expect(cause).toBeInstanceOf(Error)
    }
    events.push(...reader.end())
  }
  const last = events.at(-1)
  return {
    failure: answer.ok ? (last?.kind === 'refusal' ? last.failure : null) : answer.failure,
    events,
    requestCount: fake.requests.length - before,
  }
}

/** In the place of a picture. */
const aNote: unknown = expect.stringMatching(/^<\d+ bytes, sha256 [0-9a-f]{64}>$/)
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const picture: InputImage = { bytes: makePng({ width: 64, height: 64 }), format: 'png', role: 'edit' }

const sizesIn = (events: readonly ProviderEvent[]): readonly unknown[] =>
  events.flatMap((event) => {
    if (event.kind !== 'image') return []
    const header = readImageHeader(event.bytes)
    return [header.ok ? `${header.value.format} ${header.value.width}x${header.value.height}` : 'unreadable']
  })

describe('a request to Karlo', () => {
  it('asks for pictures from words, with its own names for everything and Kakao’s own key', async () => {
    const { failure, events } = await ask({
      params: { size: '1280x720', n: 3, negativePrompt: 'low quality', seed: 7, steps: 25, guidance: 6 },
    })
    expect(failure).toBeNull()
    expect(sizesIn(events)).toEqual(['png 1280x720', 'png 1280x720', 'png 1280x720'])
    expect(events.find(({ kind }) => kind === 'actual-params')).toMatchObject({ params: { model: 'v2.1', n: 3 } })
    const sent = fake.requests.at(-1)
    expect(sent).toMatchObject({ method: 'POST', path: '/v2/inference/karlo/t2i' })
    expect(sent?.headers).toMatchObject({ authorization: `KakaoAK ${fake.apiKey}`, 'user-agent': 'Diptych' })
    expect(sent?.body).toEqual({
      version: 'v2.1',
      prompt: 'a fox, in snow',
      samples: 3,
      negative_prompt: 'low quality',
      width: 1280,
      height: 720,
      seed: 7,
      num_inference_steps: 25,
      guidance_scale: 6,
      image_format: 'png',
      return_type: 'base64_string',
    })
  })

  it('leaves out what was not chosen, and takes the form that was', async () => {
    const { events } = await ask({ params: { outputFormat: 'webp', outputCompression: 0 } })
    expect(fake.requests.at(-1)?.body).toEqual({
      version: 'v2.1',
      prompt: 'a fox, in snow',
      samples: 1,
      image_format: 'webp',
      image_quality: 1,
      return_type: 'base64_string',
    })
    expect(sizesIn(events)).toEqual(['webp 512x512'])
  })

  it('makes variations of a picture', async () => {
    const { failure } = await ask({ model: 'karlo-v2.0', inputs: { images: [picture] } })
    expect(failure).toBeNull()
    expect(fake.requests.at(-1)).toMatchObject({
      path: '/v2/inference/karlo/variations',
      body: { version: 'v2.0', prompt: 'a fox, in snow', image: base64(picture.bytes) },
    })
  })

  it('changes a picture where the mask is black, the picture standing upright', async () => {
    const onItsSide = Buffer.from(noise(40, 24, 'lying').png)
    const eXIf = pngChunk('eXIf', exifBlock({ first: { 274: { type: 'short', number: 6 } } }))
    const bytes = Buffer.concat([onItsSide.subarray(0, 33), eXIf, onItsSide.subarray(33)])
    const mask = maskOf(24, 40, (x) => x < 12)
    const { failure } = await ask({ model: 'karlo-v2.0', inputs: { images: [{ ...picture, bytes }], mask } })
    expect(failure).toBeNull()
    expect(redrawn).toEqual(['black-is-changed', 'upright'])
    const sent = fake.requests.at(-1)
    expect(sent).toMatchObject({ path: '/v2/inference/karlo/inpainting', body: { version: 'v2.0' } })
    const masked = z.object({ mask: z.string() }).parse(sent?.body)
    const pixels = await readPixels(Buffer.from(masked.mask, 'base64'))
    if (!pixels.ok) throw new Error(pixels.failure.kind)
    expect([2, 20].map((x) => [...pixels.value.data.subarray(x * 4, x * 4 + 4)])).toEqual([
      [0, 0, 0, 255],
      [255, 255, 255, 255],
    ])
  })

  it.each([
    ['karlo-upscale-2x', 2],
    ['karlo-upscale-4x', 4],
  ])('enlarges a picture, without a word: %s', async (model, scale) => {
    const { failure, events } = await ask({ model, inputs: { images: [picture] } })
    expect(failure).toBeNull()
    // Answered as plain texts, not as objects.
    expect(sizesIn(events)).toEqual(['png 512x512'])
    expect(fake.requests.at(-1)).toMatchObject({ path: '/v2/inference/karlo/upscale' })
    expect(fake.requests.at(-1)?.body).toEqual({
      images: [base64(picture.bytes)],
      scale,
      image_format: 'png',
      return_type: 'base64_string',
    })
  })

  const anyMask = maskOf(512, 512, (x) => x < 9)
  const large = { ...picture, bytes: new Uint8Array(2_000_001) }
  it.each<[string, Parameters<typeof ask>[0], FailureKind, string]>([
    ['a picture over 2 MB', { model: 'karlo-v2.0', inputs: { images: [large] } }, 'bad-request', 'images'],
    ['two pictures', { model: 'karlo-v2.0', inputs: { images: [picture, picture] } }, 'unsupported-by-model', 'images'],
    [
      'a GIF',
      { model: 'karlo-v2.0', inputs: { images: [{ ...picture, format: 'gif' }] } },
      'unsupported-by-model',
      'images',
    ],
    ['a picture to the model for words', { inputs: { images: [picture] } }, 'unsupported-by-model', 'images'],
    ['a mask without its picture', { model: 'karlo-v2.0', inputs: { mask: anyMask } }, 'bad-request', 'mask'],
    [
      'markup',
      { model: 'karlo-v2.0', inputs: { images: [picture], markup: makePng() } },
      'unsupported-by-model',
      'markup',
    ],
    ['nothing to enlarge', { model: 'karlo-upscale-2x' }, 'bad-request', 'images'],
    [
      'a mask to enlarge',
      { model: 'karlo-upscale-2x', inputs: { images: [picture], mask: anyMask } },
      'unsupported-by-model',
      'mask',
    ],
  ])('does not leave with %s', async (_, asked, kind, field) => {
    const { failure, requestCount } = await ask(asked)
    expect(failure).toMatchObject({ kind, field })
    expect(requestCount).toBe(0)
  })

  it('does not leave without a key, or with one that no header can hold', async () => {
    expect(await ask({ endpoint: { apiKey: null } })).toMatchObject({
      failure: { kind: 'key-missing' },
      requestCount: 0,
    })
    expect(await ask({ endpoint: { apiKey: '열쇠' } })).toMatchObject({
      failure: { kind: 'key-refused' },
      requestCount: 0,
    })
  })
})

const raw = (status: number, body = '', headers: Readonly<Record<string, string>> = {}): Fault => ({
  kind: 'raw',
  status,
  headers,
  body,
})
const image = (value: unknown): Fault => raw(200, JSON.stringify({ id: '1', model_version: 'v2.1', images: [value] }))

const faults: readonly (readonly [string, Fault, FailureKind])[] = [
  ['a wrong key', raw(401, '{"msg":"wrong appKey format","code":-401}'), 'key-refused'],
  ['an address that is gone', raw(404, '<h1>404</h1>', { 'content-type': 'text/html' }), 'service-gone'],
  ['a service that says it is gone', raw(410), 'service-gone'],
  ['a quota that is used up', raw(400, '{"msg":"API limit has been exceeded.","code":-10}'), 'quota'],
  ['a parameter it does not take', raw(400, '{"msg":"width is too large","code":-2}'), 'bad-request'],
  ['too many requests', raw(429, '', { 'retry-after': '99999999' }), 'rate-limited'],
  ['trouble', raw(500, '{"msg":"internal","code":-1}'), 'provider-trouble'],
  ['a pause for repairs', raw(503, '{"msg":"service maintenance","code":-9798}'), 'provider-trouble'],
  ['a redirect', raw(302, '', { location: 'file:///etc/passwd' }), 'provider-trouble'],
  ['a no with status 200', raw(200, '{"msg":"no","code":-1}'), 'provider-trouble'],
  ['a page', raw(200, '<html>goodbye</html>', { 'content-type': 'text/html' }), 'unreadable-answer'],
  ['words', raw(200, 'Goodbye.', { 'content-type': 'text/plain' }), 'text-instead-of-image'],
  ['no pictures', raw(200, '{"images":[]}'), 'empty-answer'],
  ['nothing', raw(200), 'empty-answer'],
  ['pictures of the wrong type', raw(200, '{"images":"many"}'), 'unreadable-answer'],
  ['nulls', image(null), 'unreadable-answer'],
  ['base64 of words', image({ image: Buffer.from('sorry').toString('base64') }), 'unreadable-answer'],
  ['a file', image({ image: 'file:///etc/passwd' }), 'unreadable-answer'],
  ['JSON cut short', raw(200, '{"images":[{"image":"AAAA'), 'incomplete'],
  ['a broken connection', { kind: 'reset' }, 'incomplete'],
]

describe('a fault of Karlo', () => {
  it.each(faults)('%s ends in one named failure after one request', async (_, fault, kind) => {
    const outcome = await ask({ fault })
    expect(outcome.failure?.kind).toBe(kind)
    expect(outcome.requestCount).toBe(1)
  })

  it('is said plainly where its host is gone, and where nothing listens', async () => {
    const gone = await ask({ endpoint: { baseUrl: 'http://api.kakaobrain.invalid' } })
    expect(gone.failure).toMatchObject({ kind: 'service-gone', host: 'api.kakaobrain.invalid' })

    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    await new Promise((resolve) => server.close(resolve))
    const silent = await ask({ endpoint: { baseUrl: `http://127.0.0.1:${port}` } })
    expect(silent.failure).toMatchObject({ kind: 'unreachable', host: `127.0.0.1:${port}` })
  })

  it('names the request, for whoever asks Kakao about it', async () => {
    fake.setBehaviour(raw(404))
    const answer = await providerIn().send(
      {
        ...plainRequest,
        endpoint: { baseUrl: fake.baseUrl, apiKey: fake.apiKey, profile: 'karlo' },
        model: 'karlo-v2.1',
        sentPrompt: 'a fox',
        params: { size: 'auto', n: 1 },
      },
      never,
    )
    expect(answer).toMatchObject({ ok: false, requestId: `req_${fake.requests.length}` })
  })

  it('is not waited for beyond the deadline', async () => {
    expect((await ask({ fault: { kind: 'hang' }, deadlineMs: 300 })).failure?.kind).toBe('timed-out')
  })

  it('never repeats the key', async () => {
    const { failure } = await ask({ fault: raw(401, `{"msg":"KakaoAK ${fake.apiKey} is wrong"}`) })
    expect(failure?.kind).toBe('key-refused')
    expect(JSON.stringify(failure)).not.toContain(fake.apiKey)
  })
})

describe('the test of the connection', () => {
  const test = (endpoint: Partial<ProviderRequest['endpoint']> = {}) =>
    providerIn().test({ baseUrl: fake.baseUrl, apiKey: fake.apiKey, profile: 'karlo', ...endpoint }, never)

  it('asks for nothing, and passes when only the prompt was missing', async () => {
    expect(await test()).toEqual({ ok: true, value: { modelCount: 4 } })
    expect(fake.requests.at(-1)).toMatchObject({ path: '/v2/inference/karlo/t2i', body: {} })
  })

  it('tells a wrong key, a service that is gone and one that answers anything', async () => {
    expect(await test({ apiKey: 'wrong-0123456789' })).toMatchObject({ ok: false, failure: { kind: 'key-refused' } })
    fake.setBehaviour(raw(404))
    expect(await test()).toMatchObject({ ok: false, failure: { kind: 'service-gone' } })
    fake.setBehaviour(raw(200, '{}'))
    expect(await test()).toMatchObject({ ok: false, failure: { kind: 'unreadable-answer' } })
  })
})

describe('an answer of Karlo', () => {
  const body = JSON.stringify({
    id: 'x',
    model_version: '2.1.0',
    images: [
      {
        id: 'a',
        seed: 1,
        image: base64(drawPicture({ width: 512, height: 512, format: 'png', isTransparent: false, seed: 'a' })),
      },
      'https://mk.kakaocdn.net/dna/karlo/image/1.webp?signature=x',
      { id: 'c', seed: 3, image: null },
    ],
  })
  const read = (cutEvery: number): readonly ProviderEvent[] => {
    const reader = createKarloAnswerReader({
      provider: 'karlo',
      model: 'karlo-v2.1',
      requestId: null,
      contentType: 'application/json',
      requestedParams: { size: 'auto', n: 3 },
    })
    const bytes = Buffer.from(body)
    const events: ProviderEvent[] = []
    for (let from = 0; from < bytes.length; from += cutEvery)
      events.push(...reader.push(bytes.subarray(from, from + cutEvery)))
    return [...events, ...reader.end()]
  }

  it('keeps every picture that is one, its address where it lies elsewhere, and a record without pixels', () => {
    const events = read(body.length)
    expect(events.map(({ kind }) => kind)).toEqual(['image', 'link', 'actual-params', 'done'])
    expect(events[1]).toMatchObject({ position: 1, url: 'https://mk.kakaocdn.net/dna/karlo/image/1.webp?signature=x' })
    const last = events.at(-1)
    expect(last?.kind === 'done' ? JSON.parse(last.record) : null).toMatchObject({
      images: [{ seed: 1, image: aNote }, {}, { seed: 3 }],
    })
  })

  it.each([3, 7, 64])('is the same wherever its bytes are cut: every %i', (cutEvery) => {
    expect(read(cutEvery)).toEqual(read(body.length))
  })
})
