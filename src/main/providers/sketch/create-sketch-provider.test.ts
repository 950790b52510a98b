import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import type { ImageParams } from '#shared/image-params.ts'
import { err } from '#shared/result.ts'
import type { SketchMisbehaviour } from '#shared/sketch-misbehaviour.ts'
import { plainRequest } from '#test/support/plain-request.ts'
import { type InputImage, noInputs, type ProviderEvent, type ProviderRequest } from '../provider.ts'
import { createSketchProvider } from './create-sketch-provider.ts'
import { drawSketch } from './draw-sketch.ts'
import { createSketchReader } from './read-sketch-answer.ts'
import type { DrawSketch, SketchJob } from './sketch-job.ts'

const drawHere: DrawSketch = (job) => drawSketch(job, null)
const provider = createSketchProvider({ drawSketch: drawHere, previewMs: 0 })

const request = (params: Partial<ImageParams> = {}, sentPrompt = '고양이'): ProviderRequest => ({
  ...plainRequest,
  endpoint: { baseUrl: null, apiKey: null, profile: 'sketch' as const },
  model: 'sketch',
  sentPrompt,
  params: { size: '256x256', n: 1, ...params },
})

const collect = (params: Partial<ImageParams>, using = provider) => ask(request(params), using)

async function ask(asked: ProviderRequest, using = provider): Promise<readonly ProviderEvent[]> {
  const answer = await using.send(asked, new AbortController().signal)
  if (!answer.ok) throw new Error(answer.failure.kind)
  const reader = createSketchReader(answer.value.head)
  const events: ProviderEvent[] = []
  for await (const bytes of answer.value.body) events.push(...reader.push(bytes))
  return [...events, ...reader.end()]
}

const outline = (events: readonly ProviderEvent[]): readonly string[] =>
  events.map((event) =>
    event.kind === 'partial'
      ? `partial ${event.position}.${event.index}`
      : event.kind === 'image'
        ? `image ${event.position}`
        : event.kind,
  )

describe('the sketch provider', () => {
  it('shows the previews of each picture before the picture', async () => {
    expect(outline(await collect({ n: 2, partialImages: 2 }))).toEqual([
      'partial 0.0',
      'partial 0.1',
      'image 0',
      'response-id',
      'partial 1.0',
      'partial 1.1',
      'image 1',
      'actual-params',
      'done',
    ])
  })

  it('answers the same for the same request', async () => {
    // The record holds the hash of every picture.
    const record = async () => (await collect({ n: 2, partialImages: 1 })).at(-1)
    expect(await record()).toEqual(await record())
  })

  it('reports what it really did', async () => {
    const events = await collect({ size: 'auto', background: 'transparent', outputFormat: 'webp' })
    expect(events.find(({ kind }) => kind === 'actual-params')).toEqual({
      kind: 'actual-params',
      params: { model: 'sketch', size: '1024x1024', background: 'transparent', outputFormat: 'webp', n: 1 },
    })
    expect((await collect({ background: 'auto' })).find(({ kind }) => kind === 'actual-params')).toEqual({
      kind: 'actual-params',
      params: { model: 'sketch', size: '256x256', background: 'opaque', outputFormat: 'png', n: 1 },
    })
  })

  it.each<[string, Partial<ImageParams>]>([
    ['size', { size: '250x250' }],
    ['size', { size: '4096x4096' }],
    ['background', { background: 'transparent', outputFormat: 'jpeg' }],
  ])('refuses a %s that it cannot make', async (field, params) => {
    const answer = await provider.send(request(params), new AbortController().signal)
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'bad-request', field } })
  })

  it('does not begin when it was cancelled before', async () => {
    expect(await provider.send(request(), AbortSignal.abort())).toEqual(err({ kind: 'cancelled' }))
  })

  it('ends the body at once when it is cancelled, even while a picture is being drawn', async () => {
    const abort = new AbortController()
    const never = createSketchProvider({ drawSketch: () => new Promise(() => undefined) })
    const answer = await never.send(request(), abort.signal)
    if (!answer.ok) throw new Error(answer.failure.kind)
    const next = answer.value.body[Symbol.asyncIterator]().next()
    abort.abort()
    expect(await next).toEqual({ done: true, value: undefined })
  })

  it('does not wait out the pause after a preview when it is cancelled', async () => {
    const abort = new AbortController()
    const slow = createSketchProvider({ drawSketch: drawHere, previewMs: 3_600_000 })
    const answer = await slow.send(request({ partialImages: 3 }), abort.signal)
    if (!answer.ok) throw new Error(answer.failure.kind)
    const body = answer.value.body[Symbol.asyncIterator]()
    expect((await body.next()).done).toBe(false)
    const next = body.next()
    abort.abort()
    expect((await next).done).toBe(true)
  })

  it('passes on why a picture could not be drawn, and keeps those before it', async () => {
    const failure = { kind: 'provider-trouble', httpStatus: null, detail: 'the image process ended' } as const
    const breaking = createSketchProvider({
      drawSketch: (job) => (job.index === 1 ? Promise.resolve(err(failure)) : drawHere(job)),
    })
    const events = await collect({ n: 3 }, breaking)
    expect(outline(events)).toEqual(['image 0', 'response-id', 'refusal'])
    expect(events.at(-1)).toEqual({ kind: 'refusal', failure })
  })
})

/** A picture of one colour, PNG, and a mask of its size that opens its left half. */
const canvas = createCanvas(96, 64)
canvas.getContext('2d').fillRect(48, 0, 48, 64)
const mask = new Uint8Array(canvas.encodeSync('png'))
const plain = createCanvas(96, 64)
plain.getContext('2d').fillRect(0, 0, 96, 64)
const picture: InputImage = { bytes: new Uint8Array(plain.encodeSync('png')), format: 'png', role: 'edit' }

const edit = (misbehaviour?: SketchMisbehaviour): ProviderRequest => ({
  ...request({ size: 'auto' }),
  settings: { ...plainRequest.settings, ...(misbehaviour && { sketchMisbehaviour: misbehaviour }) },
  inputs: { images: [picture], mask, markup: null },
})

/** What the image pool is asked for. */
async function jobOf(asked: ProviderRequest): Promise<SketchJob> {
  const jobs: SketchJob[] = []
  await ask(
    asked,
    createSketchProvider({
      drawSketch: (job) => {
        jobs.push(job)
        return drawHere(job)
      },
      previewMs: 0,
    }),
  )
  const [job] = jobs
  if (job === undefined) throw new Error('Nothing was to be drawn.')
  return job
}

const ofKind = <Kind extends ProviderEvent['kind']>(events: readonly ProviderEvent[], kind: Kind) =>
  events.filter((event): event is Extract<ProviderEvent, { kind: Kind }> => event.kind === kind)

/** Of the first picture, by its bytes, which no failing test need print. */
const namesOf = (events: readonly ProviderEvent[]) => ofKind(events, 'response-id')

describe('the sketch provider with pictures', () => {
  it('says the size that the picture really has', async () => {
    expect(ofKind(await ask(edit()), 'actual-params')).toMatchObject([{ params: { size: '96x64' } }])
  })

  it('hands everything that decides a sketch to the image pool', async () => {
    const asked = { ...edit(), previousResponseId: 'sketch-1', params: { size: '256x256', n: 1, seed: 7 } }
    expect(await jobOf(asked)).toMatchObject({
      seed: 7,
      keepsSize: true,
      inputs: { images: [{ bytes: picture.bytes, role: 'edit' }], mask, markup: null },
      previousResponseId: 'sketch-1',
      changesNothing: false,
    })
  })

  it('goes on from its own answer by the id it gave', async () => {
    const first = await collect({})
    const [image] = ofKind(first, 'image')
    const [named] = ofKind(first, 'response-id')
    if (image === undefined || named === undefined) throw new Error('The answer has no picture or no name.')
    const before: InputImage = { bytes: image.bytes, format: 'png', role: 'reference' }
    const other: InputImage = { ...picture, role: 'reference' }
    const inputs = { ...noInputs, images: [other, before] }
    const next = { ...request({}, '밤'), previousResponseId: named.responseId, inputs }
    const asEdit = {
      ...next,
      previousResponseId: null,
      inputs: { ...inputs, images: [other, { ...before, role: 'edit' as const }] },
    }
    expect(namesOf(await ask(next))).toEqual(namesOf(await ask(asEdit)))
  })

  it('refuses more pictures than its model takes', async () => {
    const asked = { ...edit(), inputs: { ...noInputs, images: Array.from({ length: 17 }, () => picture) } }
    expect(await provider.send(asked, new AbortController().signal)).toMatchObject({
      ok: false,
      failure: { kind: 'bad-request', field: 'image' },
    })
  })
})

async function drawnPixels(bytes: Uint8Array): Promise<Uint8ClampedArray> {
  const image = await loadImage(bytes)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return context.getImageData(0, 0, image.width, image.height).data
}

describe('the sketch provider, told to misbehave,', () => {
  const firstLine = (misbehaviour: string) => `{"kind":"misbehaving-on-purpose","as":"${misbehaviour}"}\n`

  it('says nothing of it while it behaves', async () => {
    expect(ofKind(await ask(edit()), 'done')[0]?.record).not.toContain('misbehav')
  })

  it.each(['ignore-mask', 'change-nothing', 'rewrite-prompt'] as const)('writes “%s” into the record', async (as) => {
    const record = ofKind(await ask(edit(as)), 'done')[0]?.record
    expect(record?.startsWith(firstLine(as))).toBe(true)
  })

  it('ignores the mask: the whole picture is drawn again in its size', async () => {
    expect(await jobOf(edit('ignore-mask'))).toMatchObject({ keepsSize: true, inputs: { mask: null, markup: null } })
    const whole = { ...edit(), inputs: { ...noInputs, images: [picture] } }
    expect(namesOf(await ask(edit('ignore-mask')))).toEqual(namesOf(await ask(whole)))
  })

  it('changes nothing: the picture comes back with the same pixels', async () => {
    const [same] = ofKind(await ask(edit('change-nothing')), 'image')
    if (same === undefined) throw new Error('There is no picture.')
    expect(await drawnPixels(same.bytes)).toEqual(await drawnPixels(picture.bytes))
  })

  it.each([
    ['고양이', '노을'],
    ['a cat', 'sunset'],
  ])('rewrites “%s”, draws that, and reports it', async (prompt, added) => {
    const asked = { ...edit('rewrite-prompt'), sentPrompt: prompt }
    const rewritten = await ask(asked)
    const revisedPrompt = ofKind(rewritten, 'image')[0]?.revisedPrompt ?? ''
    expect(revisedPrompt).toContain(prompt)
    expect(revisedPrompt).toContain(added)
    const verbatim = await ask({ ...edit(), sentPrompt: revisedPrompt })
    expect(namesOf(rewritten)).toEqual(namesOf(verbatim))
    expect(ofKind(verbatim, 'image')[0]?.revisedPrompt).toBeNull()
  })

  it.each([
    ['refuse', { kind: 'moderation-refused', stage: 'input' }],
    ['answer-with-text', { kind: 'text-instead-of-image' }],
    ['break-off', { kind: 'incomplete' }],
  ] as const)('gives no picture with “%s”', async (as, failure) => {
    const events = await ask(edit(as))
    expect(events).toMatchObject([{ kind: 'refusal', failure }])
    const answer = await provider.send(edit(as), new AbortController().signal)
    if (!answer.ok) throw new Error(answer.failure.kind)
    const chunks: Uint8Array[] = []
    for await (const bytes of answer.value.body) chunks.push(bytes)
    const body = Buffer.concat(chunks).toString()
    expect(body.startsWith(firstLine(as))).toBe(true)
  })
})
