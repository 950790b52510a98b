import { describe, expect, it } from 'vitest'
import type { ImageParams } from '#shared/image-params.ts'
import { err, ok } from '#shared/result.ts'
import { plainRequest } from '#test/support/plain-request.ts'
import type { ProviderEvent } from '../provider.ts'
import { createSketchProvider } from './create-sketch-provider.ts'
import { drawSketch } from './draw-sketch.ts'
import { createSketchReader } from './read-sketch-answer.ts'
import type { DrawSketch } from './sketch-job.ts'

const drawHere: DrawSketch = async (job) => ok(await drawSketch(job, null))
const provider = createSketchProvider({ drawSketch: drawHere, previewMs: 0 })

const request = (params: Partial<ImageParams> = {}, sentPrompt = '고양이') => ({
  ...plainRequest,
  endpoint: { baseUrl: null, apiKey: null, profile: 'sketch' as const },
  model: 'sketch',
  sentPrompt,
  params: { size: '256x256', n: 1, ...params },
})

async function collect(params: Partial<ImageParams>, using = provider): Promise<readonly ProviderEvent[]> {
  const answer = await using.send(request(params), new AbortController().signal)
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
    expect(outline(events)).toEqual(['image 0', 'refusal'])
    expect(events.at(-1)).toEqual({ kind: 'refusal', failure })
  })
})
