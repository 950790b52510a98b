import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readAnswer } from '#main/generations/read-answer.ts'
import type { ImageParams } from '#shared/image-params.ts'
import type { Behaviour } from '#test/support/fake-openai/behaviour.ts'
import { type FakeOpenAi, startFakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { makePng } from '#test/support/make-picture.ts'
import { exifBlock, pngChunk } from '#test/support/picture-parts.ts'
import { maskOf, noise } from '#test/support/pixel-pictures.ts'
import { plainRequest } from '#test/support/plain-request.ts'
import { redraw } from '../../image-pool/redraw.ts'
import type { ProviderInputs, ProviderRequest, SendResult } from '../provider.ts'
import { noInputs } from '../provider.ts'
import { createOpenAiResponsesProvider } from './create-openai-responses-provider.ts'
import { createResponseReader } from './read-response.ts'

let fake: FakeOpenAi
beforeAll(async () => {
  fake = await startFakeOpenAi()
})
afterAll(() => fake.close())

const kept: string[] = []
let firstRequest = 0
beforeEach(() => {
  kept.length = 0
  firstRequest = fake.requests.length
})
const asked = () =>
  fake.requests.slice(firstRequest).map(({ method, path }) => `${method} ${path.replace(/\d+/g, 'N')}`)

const provider = createOpenAiResponsesProvider({ fetch, redraw, pollEveryMs: 5 })
const never = new AbortController().signal
const someText: unknown = expect.any(String)

const requestFor = (
  params: Partial<ImageParams> = {},
  more: Partial<Pick<ProviderRequest, 'inputs' | 'previousResponseId' | 'endpoint'>> = {},
): ProviderRequest => ({
  ...plainRequest,
  endpoint: { baseUrl: fake.baseUrl, apiKey: fake.apiKey, profile: 'openai' },
  model: 'gpt-6-luna',
  sentPrompt: 'a fox “in snow” 눈 속의 여우',
  params: { size: '1024x1024', n: 1, imageModel: 'gpt-image-2', ...params },
  keepResponseId: async (id) => {
    kept.push(id)
  },
  ...more,
})

async function read(answer: SendResult) {
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure))
  const chunks: Uint8Array[] = []
  for await (const chunk of answer.value.body) chunks.push(chunk)
  const { head } = answer.value
  return { head, ...readAnswer(createResponseReader(head), Buffer.concat(chunks)) }
}
const send = async (request: ProviderRequest, ...behaviours: readonly Behaviour[]) => {
  fake.setBehaviour(...behaviours)
  return provider.send(request, never)
}
const pictureCount = async (answer: SendResult) => (await read(answer)).images.length

describe('a request', () => {
  it('forces the tool, goes to the background and is fetched by its id, which is kept first', async () => {
    const answer = await read(await send(requestFor(), { kind: 'response', polls: ['in-progress', 'in-progress'] }))
    expect(asked()).toEqual([
      'POST /vN/responses',
      'GET /vN/responses/resp_N',
      'GET /vN/responses/resp_N',
      'GET /vN/responses/resp_N',
    ])
    expect(fake.requests[firstRequest]?.body).toEqual({
      model: 'gpt-6-luna',
      input: [{ role: 'user', content: [{ type: 'input_text', text: 'a fox “in snow” 눈 속의 여우' }] }],
      tools: [{ type: 'image_generation', action: 'generate', model: 'gpt-image-2', size: '1024x1024' }],
      tool_choice: { type: 'image_generation' },
      background: true,
      store: true,
    })
    expect([kept, answer.responseId, answer.images.length]).toEqual([[someText], kept[0], 1])
    expect(answer.head).toEqual({
      provider: 'openai-responses',
      model: 'gpt-6-luna',
      requestId: `req_${firstRequest + 1}`,
      contentType: 'application/json',
      requestedParams: { size: '1024x1024', n: 1, imageModel: 'gpt-image-2' },
    })
  })

  it('carries every parameter under the name the tool has for it', async () => {
    await send(
      requestFor({
        imageModel: 'gpt-image-2.6-flare',
        quality: 'max',
        background: 'transparent',
        outputFormat: 'webp',
        outputCompression: 60,
        moderation: 'low',
        complexity: 'medium',
        partialImages: 2,
      }),
    )
    expect(fake.requests[firstRequest]?.body).toMatchObject({
      stream: true,
      tools: [
        {
          type: 'image_generation',
          action: 'generate',
          model: 'gpt-image-2.6-flare',
          size: '1024x1024',
          quality: 'max',
          background: 'transparent',
          output_format: 'webp',
          output_compression: 60,
          moderation: 'low',
          complexity: 'medium',
          partial_images: 2,
        },
      ],
    })
  })

  it('shows a picture that lies on its side upright below its mask, which keeps its alpha', async () => {
    const lying = Buffer.from(noise(40, 24, 'lying').png)
    const eXIf = pngChunk('eXIf', exifBlock({ first: { 274: { type: 'short', number: 6 } } }))
    const bytes = Buffer.concat([lying.subarray(0, 33), eXIf, lying.subarray(33)])
    const mask = maskOf(24, 40, (x) => x < 12)
    const images = [
      { role: 'edit', format: 'png', bytes },
      { role: 'reference', format: 'png', bytes: noise(9, 9, 'reference').png },
    ] as const
    expect(await send(requestFor({}, { inputs: { ...noInputs, images, mask } }))).toMatchObject({ ok: true })
    const body = JSON.stringify(fake.requests[firstRequest]?.body)
    const [shown, , sentMask] = [...body.matchAll(/data:image\/png;base64,([^"]+)/g)].map(([, base64 = '']) =>
      Buffer.from(base64, 'base64'),
    )
    // As they lie in the file: no server need know of orientation.
    expect([shown?.readUInt32BE(16), shown?.readUInt32BE(20)]).toEqual([24, 40])
    expect(sentMask?.equals(Buffer.from(mask))).toBe(true)
  })

  it.each<[string, Partial<ProviderInputs>, object]>([
    ['markup', { markup: maskOf(8, 6, () => true) }, { kind: 'unsupported-by-model', field: 'markup' }],
    ['a mask of another size', { mask: maskOf(6, 8, () => true) }, { kind: 'bad-request', field: 'mask' }],
    [
      'an SVG',
      { images: [{ role: 'edit', format: 'svg', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') }] },
      { kind: 'bad-request', field: 'images' },
    ],
  ])('does not leave with %s', async (_, changed, failure) => {
    const images = [{ role: 'edit', format: 'png', bytes: noise(8, 6, 'a').png }] as const
    expect(await send(requestFor({}, { inputs: { ...noInputs, images, ...changed } }))).toMatchObject({ failure })
    expect(asked()).toEqual([])
  })

  it('shows the pictures, edits first, with the mask, and says whether one is to be edited', async () => {
    const png = makePng()
    const url = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
    const inputs: ProviderInputs = {
      ...noInputs,
      images: [
        { role: 'edit', format: 'png', bytes: png },
        { role: 'reference', format: 'jpeg', bytes: png },
      ],
      mask: png,
    }
    await send(requestFor({ inputFidelity: 'high', imageModel: 'gpt-image-1.5' }, { inputs }))
    expect(fake.requests[firstRequest]?.body).toMatchObject({
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'a fox “in snow” 눈 속의 여우' },
            { type: 'input_image', detail: 'auto', image_url: url },
            { type: 'input_image', detail: 'auto', image_url: url.replace('png', 'jpeg') },
          ],
        },
      ],
      tools: [{ action: 'edit', input_fidelity: 'high', input_image_mask: { image_url: url } }],
    })

    const references = { ...noInputs, images: inputs.images.slice(1) }
    await send(requestFor({}, { inputs: references }))
    expect(fake.requests.at(-2)?.body).toMatchObject({ tools: [{ action: 'auto' }] })
  })

  it('goes on from an earlier answer', async () => {
    const first = await read(await send(requestFor()))
    const second = await read(await send(requestFor({}, { previousResponseId: first.responseId })))
    expect(fake.requests.filter(({ method }) => method === 'POST').at(-1)?.body).toMatchObject({
      previous_response_id: first.responseId,
      tools: [{ action: 'auto' }],
    })
    expect(second.responseId).not.toBe(first.responseId)
  })

  it('takes the answer of a server that knows no background', async () => {
    expect(await pictureCount(await send(requestFor(), { kind: 'response', isForeground: true }))).toBe(1)
    expect([asked(), kept]).toEqual([['POST /vN/responses'], []])
  })

  it('takes JSON where events were asked for', async () => {
    expect(await pictureCount(await send(requestFor({ partialImages: 1 }), { kind: 'json-to-stream' }))).toBe(1)
    expect(kept).toEqual([someText])
  })

  it.each([
    ['invalidApiKey', 'key-refused'],
    ['organizationNotVerified', 'key-refused'],
    ['insufficientQuota', 'quota'],
    ['rateLimited', 'rate-limited'],
    ['moderationBlocked', 'moderation-refused'],
    ['serverError', 'provider-trouble'],
  ] as const)('that is refused (%s) says why and is not repeated', async (name, kind) => {
    const answer = await send(requestFor(), { kind: 'error', name })
    expect(answer).toMatchObject({ ok: false, failure: { kind } })
    expect([asked(), kept]).toEqual([['POST /vN/responses'], []])
  })

  it('lets no key through, neither in an answer nor in a failure', async () => {
    const body = JSON.stringify({ id: 'resp_x', status: 'completed', output: [], note: fake.apiKey })
    const answer = await send(requestFor(), { kind: 'raw', body })
    if (!answer.ok) throw new Error('refused')
    const chunks: Uint8Array[] = []
    for await (const chunk of answer.value.body) chunks.push(chunk)
    expect(Buffer.concat(chunks).toString()).toContain('"note":"****')

    const refused = await send(requestFor(), {
      kind: 'raw',
      status: 400,
      body: `{"error":{"message":"${fake.apiKey}"}}`,
    })
    expect(JSON.stringify(refused)).not.toContain(fake.apiKey)
  })
})

describe('an answer with previews', () => {
  it('streams, and its id is kept before anything of it is handed on', async () => {
    fake.setBehaviour({ kind: 'normal' })
    const answer = await provider.send(requestFor({ partialImages: 2 }), never)
    if (!answer.ok) throw new Error(answer.failure.kind)
    expect(kept).toEqual([])
    for await (const _ of answer.value.body) {
      expect(kept.length).toBe(1)
      break
    }
    const { hasPreviews, images } = await read(await send(requestFor({ partialImages: 2 })))
    expect([hasPreviews, images.length, asked().length]).toEqual([true, 1, 2])
  })

  it.each<[string, Behaviour]>([
    ['broken', { kind: 'cut', share: 0.4, ending: 'reset' }],
    ['ended', { kind: 'cut', share: 0.4, ending: 'end' }],
    ['ended before its last event', { kind: 'no-completed' }],
  ])('whose stream is %s is fetched by its id', async (_, behaviour) => {
    const { images, usages } = await read(await send(requestFor({ partialImages: 2 }), behaviour))
    expect([images.length, usages.map(({ usage }) => usage.totalTokens === null)]).toEqual([1, [false, false]])
    expect(asked()).toEqual(['POST /vN/responses', 'GET /vN/responses/resp_N'])
  })

  it('is not whole when its stream breaks before it had a name', async () => {
    const answer = await send(requestFor({ partialImages: 2 }), { kind: 'cut', share: 0.00001, ending: 'reset' })
    await expect(read(answer)).rejects.toThrow()
  })
})

describe('polling', () => {
  const patiently = { kind: 'response' } as const

  it('waits out trouble on the way and on the server, because asking is free', async () => {
    const answer = await send(requestFor(), {
      ...patiently,
      polls: [
        { kind: 'reset' },
        { kind: 'error', name: 'serverError' },
        { kind: 'error', name: 'rateLimited' },
        { kind: 'cut', share: 0.5, ending: 'reset' },
        'in-progress',
      ],
    })
    expect(await pictureCount(answer)).toBe(1)
    expect(asked().filter((line) => line.startsWith('POST'))).toHaveLength(1)
  })

  it('that is refused for good leaves the answer maybe billed: it was accepted', async () => {
    const answer = await send(requestFor(), { ...patiently, polls: [{ kind: 'error', name: 'invalidApiKey' }] })
    expect(answer).toEqual({ ok: false, failure: { kind: 'incomplete', detail: someText } })
  })

  it('ends at the deadline', async () => {
    const hurried = createOpenAiResponsesProvider({ fetch, redraw, pollEveryMs: 5, deadlineMs: 150 })
    fake.setBehaviour({ kind: 'held', go: new Promise(() => undefined) })
    const answer = await hurried.send(requestFor(), never)
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'timed-out' } })
  })

  it('ends when it is cancelled, and the provider is told on request', async () => {
    const cancelling = new AbortController()
    fake.setBehaviour({ kind: 'held', go: new Promise(() => undefined) })
    const request = {
      ...requestFor(),
      keepResponseId: async (id: string) => {
        kept.push(id)
        setTimeout(() => cancelling.abort(), 20)
      },
    }
    expect(await provider.send(request, cancelling.signal)).toMatchObject({ ok: false, failure: { kind: 'cancelled' } })
    await provider.abandon(request.endpoint, kept[0] ?? '', never)
    expect(asked().at(-1)).toBe('POST /vN/responses/resp_N/cancel')
    expect(await read(await provider.resume(requestFor(), kept[0] ?? '', never))).toMatchObject({
      ending: { kind: 'refusal', failure: { kind: 'cancelled' } },
    })
  })
})

describe('an answer to an earlier request', () => {
  it('is fetched by its id, and nothing is sent again', async () => {
    await send(requestFor(), { kind: 'response' })
    firstRequest = fake.requests.length
    expect(await pictureCount(await provider.resume(requestFor(), kept[0] ?? '', never))).toBe(1)
    expect(asked()).toEqual(['GET /vN/responses/resp_N'])
  })

  it('that is gone is not whole', async () => {
    expect(await provider.resume(requestFor(), 'resp_gone', never)).toMatchObject({
      ok: false,
      failure: { kind: 'incomplete' },
    })
  })
})
