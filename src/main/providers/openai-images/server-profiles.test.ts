import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterEach, describe, expect, it } from 'vitest'
import { redraw } from '#main/image-pool/redraw.ts'
import type { ImageParams } from '#shared/image-params.ts'
import type { ServerProfileId } from '#shared/server-profile.ts'
import { azureOpenAi } from '#test/support/fake-servers/azure-openai.ts'
import { bareServer } from '#test/support/fake-servers/bare.ts'
import { dallE } from '#test/support/fake-servers/dall-e.ts'
import { liteLlm } from '#test/support/fake-servers/litellm.ts'
import { localAi } from '#test/support/fake-servers/localai.ts'
import { sglang } from '#test/support/fake-servers/sglang.ts'
import { stableDiffusionCpp } from '#test/support/fake-servers/stable-diffusion-cpp.ts'
import { type FakeServer, type SentRequest, startFakeServer } from '#test/support/fake-servers/start-fake-server.ts'
import { vllmOmni } from '#test/support/fake-servers/vllm-omni.ts'
import { plainRequest } from '#test/support/plain-request.ts'
import { fetchImage } from '../fetch-image.ts'
import { type InputImage, noInputs, type ProviderEvent, type ProviderInputs } from '../provider.ts'
import { createOpenAiImagesProvider } from './create-openai-images-provider.ts'
import { createImagesAnswerReader } from './read-images-answer.ts'

const apiKey = 'key-0123456789abcdef'
const never = new AbortController().signal
const provider = createOpenAiImagesProvider({ fetch, redraw })

let server: Awaited<ReturnType<typeof startFakeServer>> | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

interface Asked {
  readonly profile: ServerProfileId
  readonly path?: string
  readonly apiKey?: string | null
  readonly model?: string
  readonly prompt?: string
  readonly params?: Partial<ImageParams>
  readonly inputs?: ProviderInputs
}

/** Everything that a person could have chosen, whatever the server. */
const everyParam: ImageParams = {
  size: '512x512',
  n: 1,
  quality: 'hd',
  background: 'opaque',
  outputFormat: 'jpeg',
  outputCompression: 60,
  moderation: 'low',
  complexity: 'low',
  partialImages: 2,
  inputFidelity: 'low',
  style: 'vivid',
  negativePrompt: 'rain',
  seed: 7,
  steps: 20,
  guidance: 4.5,
}

async function ask(fake: FakeServer, asked: Asked) {
  server = await startFakeServer(fake)
  const endpoint = {
    baseUrl: `${server.origin}${asked.path ?? '/v1'}`,
    apiKey: asked.apiKey === undefined ? apiKey : asked.apiKey,
    profile: asked.profile,
  }
  const answer = await provider.send(
    {
      ...plainRequest,
      endpoint,
      model: asked.model ?? 'm',
      sentPrompt: asked.prompt ?? 'a fox',
      params: { ...everyParam, ...asked.params },
      inputs: asked.inputs ?? noInputs,
    },
    never,
  )
  const { requests } = server
  if (!answer.ok) return { requests, endpoint, failure: answer.failure, events: [], answer: null }
  const reader = createImagesAnswerReader(answer.value.head)
  const events: ProviderEvent[] = []
  for await (const chunk of answer.value.body) events.push(...reader.push(chunk))
  events.push(...reader.end())
  return { requests, endpoint, failure: null, events, answer: answer.value }
}

const kinds = (events: readonly ProviderEvent[]): readonly string[] => events.map(({ kind }) => kind)

/** What left, with files as their type and beginning. */
function sent(request: SentRequest | undefined): object {
  const { method, path, json, form, headers } = request ?? {}
  const fields = form === null || form === undefined ? json : Object.fromEntries(Object.entries(form).map(shown))
  const key =
    headers?.['authorization'] ?? (headers?.['api-key'] === undefined ? null : `api-key ${headers['api-key']}`)
  return { what: `${method} ${path}`, key, fields }
}
const shown = ([name, values]: readonly [string, readonly (string | { readonly type: string })[]]): readonly [
  string,
  unknown,
] => {
  const texts = values.map((value) => (typeof value === 'string' ? value : value.type))
  return [name, texts.length === 1 ? texts[0] : texts]
}

function picture(
  width = 64,
  height = 64,
  format: 'png' | 'jpeg' = 'png',
  role: InputImage['role'] = 'edit',
): InputImage {
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').fillRect(0, 0, width, height)
  return { format, role, bytes: format === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg') }
}
/** Left half to be changed. */
function mask(width = 64, height = 64): Uint8Array {
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').fillRect(width / 2, 0, width / 2, height)
  return canvas.toBuffer('image/png')
}
const masked: ProviderInputs = { images: [picture()], mask: mask(), markup: null }
const several: ProviderInputs = { images: [picture(), picture(32, 32, 'jpeg', 'reference')], mask: null, markup: null }

/** Of the left and the right half of a mask as it arrived: red, alpha. */
async function halves(request: SentRequest | undefined, field: string): Promise<readonly (readonly number[])[]> {
  const file = request?.form?.[field]?.[0]
  if (typeof file !== 'object') throw new Error(`no file ${field}`)
  const image = await loadImage(Buffer.from(file.bytes))
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return [8, 56].map((x) => {
    const [red = -1, , , alpha = -1] = context.getImageData(x, 32, 1, 1).data
    return [red, alpha]
  })
}
const whiteLeft = [
  [255, 255],
  [0, 255],
]

describe('stable-diffusion.cpp', () => {
  const profile = 'stable-diffusion-cpp'
  it('is asked for size, number and format, without a key', async () => {
    const { requests, events } = await ask(stableDiffusionCpp, { profile, apiKey: null })
    expect(requests.map(sent)).toEqual([
      {
        what: 'POST /v1/images/generations',
        key: null,
        fields: { model: 'm', prompt: 'a fox', n: 1, size: '512x512', output_format: 'jpeg', output_compression: 60 },
      },
    ])
    expect(kinds(events)).toEqual(['image', 'actual-params', 'done'])
  })

  it('leaves the size to the server by not naming it', async () => {
    const { requests } = await ask(stableDiffusionCpp, { profile, params: { size: 'auto' } })
    expect(requests[0]?.json).not.toHaveProperty('size')
  })

  it('gets a mask whose white is repainted', async () => {
    const { requests, events } = await ask(stableDiffusionCpp, { profile, inputs: masked })
    expect(sent(requests[0])).toEqual({
      what: 'POST /v1/images/edits',
      key: `Bearer ${apiKey}`,
      fields: {
        prompt: 'a fox',
        model: 'm',
        n: '1',
        size: '512x512',
        output_format: 'jpeg',
        output_compression: '60',
        image: 'image/png',
        mask: 'image/png',
      },
    })
    expect(await halves(requests[0], 'mask')).toEqual(whiteLeft)
    expect(kinds(events)).toEqual(['image', 'actual-params', 'done'])
  })

  it('is not asked for a WebP of an edit, which it does not make', async () => {
    const { requests, failure } = await ask(stableDiffusionCpp, {
      profile,
      inputs: masked,
      params: { outputFormat: 'webp' },
    })
    expect(failure).toEqual({ kind: 'unsupported-by-model', field: 'outputFormat', model: 'm' })
    expect(requests).toEqual([])
  })

  it('says what is wrong in a bare text, which is shown', async () => {
    const { failure } = await ask(() => ({ status: 400, body: { error: 'prompt required' } }), { profile })
    expect(failure).toEqual({ kind: 'bad-request', field: null, detail: 'prompt required' })
  })
})

describe('LocalAI', () => {
  const profile = 'localai'
  it('is asked for base64 and calls steps by its own name', async () => {
    const { requests, events } = await ask(localAi, { profile, apiKey: null })
    expect(requests.map(sent)).toEqual([
      {
        what: 'POST /v1/images/generations',
        key: null,
        fields: { model: 'm', prompt: 'a fox', n: 1, size: '512x512', step: 20, response_format: 'b64_json' },
      },
    ])
    expect(kinds(events)).toContain('image')
  })

  it('changes what is masked by inpainting, and its picture is fetched from it', async () => {
    const { requests, events, endpoint } = await ask(localAi, { profile, inputs: masked })
    expect(sent(requests[0])).toMatchObject({
      what: 'POST /v1/images/inpainting',
      fields: { prompt: 'a fox', model: 'm', image: 'image/png', mask: 'image/png' },
    })
    expect(Object.keys(requests[0]?.form ?? {})).not.toContain('size')
    expect(await halves(requests[0], 'mask')).toEqual(whiteLeft)
    const [url = ''] = events.flatMap((event) => (event.kind === 'link' ? [event.url] : []))
    const fetched = await fetchImage(url, { endpointBaseUrl: endpoint.baseUrl, apiKey, signal: never })
    expect(fetched.ok).toBe(true)
  })

  it('takes pictures without a mask in its JSON', async () => {
    const { requests } = await ask(localAi, { profile, inputs: several })
    expect(sent(requests[0])).toMatchObject({
      what: 'POST /v1/images/generations',
      fields: {
        file: Buffer.from(several.images[0]?.bytes ?? []).toString('base64'),
        ref_images: [Buffer.from(several.images[1]?.bytes ?? []).toString('base64')],
      },
    })
  })
})

describe('vLLM-Omni', () => {
  const profile = 'vllm-omni'
  it('is asked by the names that diffusion has, and never for a response format', async () => {
    const { requests, events } = await ask(vllmOmni, { profile, apiKey: null })
    expect(requests.map(sent)).toEqual([
      {
        what: 'POST /v1/images/generations',
        key: null,
        fields: {
          model: 'm',
          prompt: 'a fox',
          n: 1,
          size: '512x512',
          negative_prompt: 'rain',
          seed: 7,
          num_inference_steps: 20,
          guidance_scale: 4.5,
        },
      },
    ])
    expect(kinds(events)).toEqual(['image', 'actual-params', 'done'])
  })

  it('gets its mask as mask_image, and several pictures as image[]', async () => {
    const edit = await ask(vllmOmni, { profile, inputs: masked })
    expect(Object.keys(edit.requests[0]?.form ?? {})).toEqual(expect.arrayContaining(['image', 'mask_image']))
    expect(await halves(edit.requests[0], 'mask_image')).toEqual(whiteLeft)
    await server?.close()
    const both = await ask(vllmOmni, { profile, inputs: several })
    expect(both.requests[0]?.form?.['image[]']?.length).toBe(2)
    expect(kinds(both.events)).toContain('image')
  })
})

describe('SGLang', () => {
  const profile = 'sglang'
  it('is told size and number, with its key, and has no mask', async () => {
    const { requests, events } = await ask(sglang(apiKey), { profile })
    expect(requests.map(sent)).toEqual([
      {
        what: 'POST /v1/images/generations',
        key: `Bearer ${apiKey}`,
        fields: {
          model: 'm',
          prompt: 'a fox',
          n: 1,
          size: '512x512',
          negative_prompt: 'rain',
          seed: 7,
          num_inference_steps: 20,
          guidance_scale: 4.5,
          response_format: 'b64_json',
        },
      },
    ])
    expect(kinds(events)).toContain('image')
    await server?.close()
    const { failure } = await ask(sglang(apiKey), { profile, inputs: masked })
    expect(failure).toEqual({ kind: 'unsupported-by-model', field: 'mask', model: 'm' })
  })

  it('has pictures at addresses of its own, which are asked for with the key', async () => {
    const { endpoint } = await ask(sglang(apiKey), { profile, inputs: several })
    const options = { endpointBaseUrl: endpoint.baseUrl, signal: never }
    expect((await fetchImage('/v1/images/7/content', { ...options, apiKey })).ok).toBe(true)
    expect((await fetchImage('/v1/images/7/content', options)).ok).toBe(false)
  })
})

describe('LiteLLM', () => {
  const profile = 'litellm'
  const chosen = { outputFormat: 'png', moderation: 'low' } as const
  const plain = { ...Object.fromEntries(Object.keys(everyParam).map((name) => [name, undefined])), size: 'auto', n: 1 }

  it('is asked once more without what its model does not know, and the record says so', async () => {
    const { requests, events, answer } = await ask(liteLlm(apiKey), { profile, params: { ...plain, ...chosen } })
    const fields = { model: 'm', prompt: 'a fox', n: 1, size: 'auto', output_format: 'png' }
    expect(requests.map(({ json }) => json)).toEqual([{ ...fields, moderation: 'low' }, fields])
    expect(kinds(events)).toContain('image')
    expect(answer?.head.unsentParams).toEqual(['moderation'])
  })

  it('is not asked a third time', async () => {
    const params = { ...plain, ...chosen, background: 'opaque' } as const
    const { requests, failure } = await ask(liteLlm(apiKey), { profile, params })
    expect(requests.length).toBe(2)
    expect(failure?.kind).toBe('bad-request')
  })
})

describe('Azure OpenAI', () => {
  const profile = 'azure-openai'
  const params = { quality: 'high', partialImages: 0, style: undefined, inputFidelity: undefined } as const

  it.each([
    ['', '/openai/v1/images/generations'],
    ['/openai/v1', '/openai/v1/images/generations'],
    ['/openai/v1?api-version=preview', '/openai/v1/images/generations?api-version=preview'],
    ['/openai/deployments/pictures', '/openai/deployments/pictures/images/generations?api-version=2025-04-01-preview'],
    [
      '/openai/deployments/pictures/images/edits?api-version=2026-01-01',
      '/openai/deployments/pictures/images/generations?api-version=2026-01-01',
    ],
  ])('at “%s” is asked at %s, with the key in its own header', async (path, asked) => {
    const { requests, events, answer } = await ask(azureOpenAi(apiKey), { profile, path, params })
    expect(requests.map(sent)).toMatchObject([{ what: `POST ${asked}`, key: `api-key ${apiKey}` }])
    expect(kinds(events)).toContain('image')
    expect(answer?.limits).toEqual({ remaining: 4, resetsInMs: 12_000 })
  })

  it('is never asked a second time, and keeps alpha for what is to be changed', async () => {
    const { requests } = await ask(azureOpenAi(apiKey), { profile, path: '/openai/v1', inputs: masked, params })
    expect(requests.length).toBe(1)
    expect((await halves(requests[0], 'mask')).map(([, alpha]) => alpha)).toEqual([0, 255])
    await server?.close()
    const refusing: FakeServer = () => ({ status: 400, body: { error: { message: 'Unknown', param: 'quality' } } })
    expect((await ask(refusing, { profile, path: '/openai/v1', params })).requests.length).toBe(1)
  })
})

describe('the DALL·E contract', () => {
  const profile = 'dall-e'
  it('asks dall-e-3 for an address, with style and quality, and keeps its revised prompt', async () => {
    const params = { size: '1792x1024' }
    const { requests, events, endpoint } = await ask(dallE, { profile, model: 'dall-e-3', params })
    expect(requests.map(sent)).toEqual([
      {
        what: 'POST /v1/images/generations',
        key: `Bearer ${apiKey}`,
        fields: {
          model: 'dall-e-3',
          prompt: 'a fox',
          n: 1,
          size: '1792x1024',
          quality: 'hd',
          style: 'vivid',
          response_format: 'url',
        },
      },
    ])
    expect(events[0]).toEqual({
      kind: 'link',
      position: 0,
      url: `${new URL(endpoint.baseUrl).origin}/pictures/one.png`,
      revisedPrompt: 'A single red fox, standing in deep snow at dawn',
    })
  })

  it('edits a square picture with dall-e-2, as PNG whatever it was', async () => {
    const inputs = { images: [picture(64, 64, 'jpeg')], mask: mask(), markup: null }
    const { requests, events } = await ask(dallE, { profile, model: 'dall-e-2', inputs, params: { n: 2 } })
    expect(requests.map(sent)).toEqual([
      {
        what: 'POST /v1/images/edits',
        key: `Bearer ${apiKey}`,
        fields: {
          prompt: 'a fox',
          model: 'dall-e-2',
          n: '2',
          size: '512x512',
          response_format: 'url',
          image: 'image/png',
          mask: 'image/png',
        },
      },
    ])
    expect((await halves(requests[0], 'mask')).map(([, alpha]) => alpha)).toEqual([0, 255])
    expect(kinds(events)).toEqual(['link', 'link', 'actual-params', 'done'])
  })

  it('varies a picture without a word, where no word is sent', async () => {
    const inputs = { images: [picture(64, 64, 'png', 'reference')], mask: null, markup: null }
    const { requests, events } = await ask(dallE, { profile, model: 'dall-e-2', prompt: '', inputs })
    expect(requests.map(sent)).toEqual([
      {
        what: 'POST /v1/images/variations',
        key: `Bearer ${apiKey}`,
        fields: { model: 'dall-e-2', n: '1', size: '512x512', response_format: 'url', image: 'image/png' },
      },
    ])
    expect(kinds(events)).toContain('link')
  })

  it.each<[string, ProviderInputs, object]>([
    [
      'a picture that is not square',
      { images: [picture(64, 32)], mask: null, markup: null },
      { field: 'images', detail: 'The picture is not square.' },
    ],
    [
      'two pictures',
      { images: [picture(), picture()], mask: null, markup: null },
      { field: 'images', detail: '2 pictures; the limit is 1.' },
    ],
  ])('refuses %s before anything leaves', async (_, inputs, refusal) => {
    const { requests, failure } = await ask(dallE, { profile, model: 'dall-e-2', inputs })
    expect(failure).toEqual({ kind: 'bad-request', ...refusal })
    expect(requests).toEqual([])
  })
})

describe('a server that nobody knows', () => {
  const profile = 'other'
  it('is found at its root, and asked without what it refuses', async () => {
    const { requests, events } = await ask(bareServer, { profile, apiKey: null })
    const fields = { model: 'm', prompt: 'a fox', n: 1, size: '512x512' }
    expect(requests.map(sent)).toEqual([
      { what: 'POST /v1/images/generations', key: null, fields: { ...fields, response_format: 'b64_json' } },
      { what: 'POST /images/generations', key: null, fields: { ...fields, response_format: 'b64_json' } },
      { what: 'POST /images/generations', key: null, fields },
    ])
    expect(kinds(events)).toEqual(['image', 'actual-params', 'done'])
  })

  it('keeps the first word where neither address is right, and never leaves an address with a path', async () => {
    const nobody: FakeServer = () => null
    const { requests, failure } = await ask(nobody, { profile })
    expect(requests.map(({ path }) => path)).toEqual(['/v1/images/generations', '/images/generations'])
    expect(failure).toMatchObject({ kind: 'provider-trouble', httpStatus: 404 })
    await server?.close()
    expect((await ask(nobody, { profile, path: '/api' })).requests.map(({ path }) => path)).toEqual([
      '/api/images/generations',
    ])
  })

  it('is not asked again about a value it will not take', async () => {
    const strict: FakeServer = () => ({
      status: 400,
      body: { error: { message: 'size must be 512x512', param: 'size' } },
    })
    expect((await ask(strict, { profile })).requests.length).toBe(1)
  })
})

describe('the list of models', () => {
  const listed = async (fake: FakeServer, profile: ServerProfileId) => {
    server = await startFakeServer(fake)
    return provider.listModels({ baseUrl: `${server.origin}/v1`, apiKey, profile }, never)
  }

  it.each<[string, FakeServer, ServerProfileId, readonly string[]]>([
    ['a list', stableDiffusionCpp, 'stable-diffusion-cpp', ['sd-cpp-local']],
    ['one object', sglang(apiKey), 'sglang', ['black-forest-labs/FLUX.1-dev']],
    ['a bare array', () => ({ body: [{ id: 'a' }, { id: 'b' }, { id: 'a' }, {}, { id: 7 }] }), 'other', ['a', 'b']],
    ['names instead of ids', () => ({ body: { models: [{ name: 'x/flux' }, 'plain'] } }), 'other', ['x/flux', 'plain']],
    ['no list at all', bareServer, 'other', []],
  ])('is read from %s', async (_, fake, profile, ids) => {
    const result = await listed(fake, profile)
    expect(result).toEqual({ ok: true, value: { models: ids.map((id) => ({ id, shutdownOn: null })) } })
  })

  it('says which model ends and when', async () => {
    const body = {
      data: [
        { id: 'a', shutdown_date: '2026-12-01T00:00:00Z' },
        { id: 'b', shutdown_date: 'soon' },
      ],
    }
    expect(await listed(() => ({ body }), 'openai')).toEqual({
      ok: true,
      value: {
        models: [
          { id: 'a', shutdownOn: '2026-12-01' },
          { id: 'b', shutdownOn: null },
        ],
      },
    })
  })

  it('is missed where there must be one', async () => {
    expect(await listed(() => null, 'openai')).toMatchObject({ ok: false, failure: { httpStatus: 404 } })
  })
})
