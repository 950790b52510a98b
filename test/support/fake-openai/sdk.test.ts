import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiErrorName, apiErrors } from './api-error.ts'
import { type FakeOpenAi, startFakeOpenAi } from './start-fake-openai.ts'

let fake: FakeOpenAi
let client: OpenAI
beforeAll(async () => {
  fake = await startFakeOpenAi()
  client = new OpenAI({ apiKey: fake.apiKey, baseURL: fake.baseUrl, maxRetries: 0, logLevel: 'off' })
})
afterAll(() => fake.close())

const prompt = 'a fox'
const model = 'gpt-image-2'

/** Width and height as the file itself says, by format. */
function pngSize(base64: string | undefined) {
  const bytes = Buffer.from(base64 ?? '', 'base64')
  return `${bytes.toString('latin1', 1, 4)} ${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`
}
const thrownBy = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    return await call
  } catch (thrown) {
    return thrown
  }
}

describe('the fake, through the OpenAI SDK', () => {
  it('makes real pictures of the size and number asked for', async () => {
    const answer = await client.images.generate({ model, prompt, n: 3, size: '1536x1024', quality: 'high' })
    expect(answer).toMatchObject({
      size: '1536x1024',
      quality: 'high',
      output_format: 'png',
      background: 'opaque',
      usage: { output_tokens: 3 * 7033 },
      _request_id: `req_${fake.requests.length}`,
    })
    expect(answer.data?.map((image) => pngSize(image.b64_json))).toEqual(Array(3).fill('PNG 1536x1024'))
    expect(new Set(answer.data?.map((image) => image.b64_json)).size).toBe(3)
  })

  it.each([
    ['jpeg', 'ffd8ff'],
    ['webp', '52494646'],
  ] as const)('makes a real %s', async (outputFormat, magic) => {
    const answer = await client.images.generate({ model, prompt, output_format: outputFormat })
    expect(answer.data?.[0]?.b64_json).toBeDefined()
    const start = Buffer.from(answer.data?.[0]?.b64_json ?? '', 'base64').toString('hex', 0, 4)
    expect(start.startsWith(magic)).toBe(true)
  })

  it('streams previews and then the completed picture', async () => {
    const stream = await client.images.generate({ model, prompt, stream: true, partial_images: 2, size: '1024x1536' })
    const events = []
    for await (const event of stream) events.push(event)
    expect(events.map((event) => `${event.type} ${pngSize(event.b64_json)}`)).toEqual([
      'image_generation.partial_image PNG 1024x1536',
      'image_generation.partial_image PNG 1024x1536',
      'image_generation.completed PNG 1024x1536',
    ])
    expect(events.flatMap((event) => ('partial_image_index' in event ? [event.partial_image_index] : []))).toEqual([
      0, 1,
    ])
  })

  it('lists models, with the day they end', async () => {
    const list = await client.models.list()
    expect(list.data.map((entry) => `${entry.id} ${entry.shutdown_date}`)).toEqual([
      'gpt-image-2.6-sunburst null',
      'gpt-image-2.6-flare null',
      'gpt-image-2.5-sunburst null',
      'gpt-image-2.5-flare null',
      'gpt-image-2 null',
      'gpt-image-1.5 2026-12-01',
      'gpt-image-1-mini 2026-12-01',
      'chatgpt-image-latest 2026-12-01',
    ])
  })

  it('wants its key', async () => {
    const stranger = new OpenAI({ apiKey: 'sk-other', baseURL: fake.baseUrl, maxRetries: 0 })
    const thrown = await thrownBy(stranger.models.list())
    expect(thrown).toBeInstanceOf(OpenAI.AuthenticationError)
    expect(thrown).toMatchObject({ status: 401, code: 'invalid_api_key' })
  })

  it.each<[string, Record<string, unknown>, number, string, string | null]>([
    ['an unknown parameter', { seed: 1 }, 400, 'unknown_parameter', 'seed'],
    [
      'response_format, which GPT Image has not',
      { response_format: 'b64_json' },
      400,
      'unknown_parameter',
      'response_format',
    ],
    ['a size that is none', { size: '1000x1000' }, 400, 'invalid_value', 'size'],
    ['too many pictures', { n: 11 }, 400, 'integer_above_max_value', 'n'],
    ['a number as text', { n: '2' }, 400, 'invalid_type', 'n'],
    ['a quality of later models', { quality: 'max' }, 400, 'invalid_value', 'quality'],
    [
      'transparency in a JPEG',
      { background: 'transparent', output_format: 'jpeg' },
      400,
      'invalid_value',
      'background',
    ],
    ['a prompt that is too long', { prompt: 'x'.repeat(32_001) }, 400, 'string_above_max_length', 'prompt'],
    ['a model that is gone', { model: 'dall-e-3' }, 404, 'model_not_found', null],
  ])('refuses %s', async (_, extra, status, code, param) => {
    const thrown = await thrownBy(client.post('/images/generations', { body: { model, prompt, ...extra } }))
    expect(thrown).toMatchObject({ status, code, param })
  })

  it.each(Object.entries(apiErrors))('gives the error %s as the SDK knows it', async (name, error) => {
    // The keys of the table are exactly its names.
    fake.setBehaviour({ kind: 'error', name: name as ApiErrorName })
    const thrown = await thrownBy(client.images.generate({ model, prompt }))
    expect(thrown).toBeInstanceOf(OpenAI.APIError)
    expect(thrown).toMatchObject({ status: error.status, ...error.body })
  })

  it('serves a picture at an address of its own', async () => {
    const response = await fetch(fake.pictureUrl)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect([response.headers.get('content-type'), pngSize(bytes.toString('base64'))]).toEqual([
      'image/png',
      'PNG 1024x1024',
    ])
  })

  it('holds an answer back until it is let go, and misbehaves only as often as it was told', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    fake.setBehaviour({ kind: 'held', go: promise }, { kind: 'error', name: 'serverError' })
    let isAnswered = false
    const first = client.images.generate({ model, prompt }).then(() => {
      isAnswered = true
    })
    const second = await thrownBy(client.models.list())
    expect(second).toBeInstanceOf(OpenAI.InternalServerError)
    expect(isAnswered).toBe(false)
    resolve()
    await first
    expect((await client.models.list()).data.length).toBe(8)
  })
})
