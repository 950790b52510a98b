import { describe, expect, it } from 'vitest'
import type { SketchMisbehaviour } from '#shared/sketch-misbehaviour.ts'
import { maskOf, pictureOf } from '#test/support/pixel-pictures.ts'
import { plainJob } from '#test/support/plain-job.ts'
import { plainRequest } from '#test/support/plain-request.ts'
import { composite } from '../image-pool/composite.ts'
import { measureChange } from '../image-pool/measure-change.ts'
import { readPixels } from '../image-pool/read-pixels.ts'
import type { ProviderInputs } from '../providers/provider.ts'
import { createSketchProvider } from '../providers/sketch/create-sketch-provider.ts'
import { drawSketch } from '../providers/sketch/draw-sketch.ts'
import { createSketchReader } from '../providers/sketch/read-sketch-answer.ts'

const [width, height] = [384, 256]
const drawn = await drawSketch({ ...plainJob, width, height, prompt: 'a lamp in a room' }, null)
if (!drawn.ok) throw new Error(drawn.failure.kind)
const original = drawn.value.bytes
/** Over the middle, where things stand. */
const isInside = (x: number, y: number): boolean => x >= 120 && x < 264 && y >= 60 && y < 220
const mask = maskOf(width, height, isInside)

async function edit(
  prompt: string,
  misbehaviour: SketchMisbehaviour | undefined,
  inputs: Partial<ProviderInputs> = { mask },
  bytes = original,
): Promise<Uint8Array> {
  const provider = createSketchProvider({ drawSketch: (job) => drawSketch(job, null), previewMs: 0 })
  const sent = await provider.send(
    {
      ...plainRequest,
      endpoint: { baseUrl: null, apiKey: null, profile: 'sketch' },
      model: 'sketch',
      sentPrompt: prompt,
      params: { size: 'auto', n: 1 },
      inputs: { images: [{ bytes, format: 'png', role: 'edit' }], mask: null, markup: null, ...inputs },
      settings: { maxConcurrent: 1, typedModels: [], ...(misbehaviour && { sketchMisbehaviour: misbehaviour }) },
    },
    new AbortController().signal,
  )
  if (!sent.ok) throw new Error(sent.failure.kind)
  const reader = createSketchReader(sent.value.head)
  const events = []
  for await (const chunk of sent.value.body) events.push(...reader.push(chunk))
  const picture = [...events, ...reader.end()].find((event) => event.kind === 'image')
  if (picture?.kind !== 'image') throw new Error('No picture came')
  return picture.bytes
}

async function report(after: Uint8Array) {
  const measured = await measureChange(original, after, mask)
  if (!measured.ok) throw new Error(measured.failure.kind)
  return measured.value
}

describe('what a report says of the sketch', () => {
  it.each(['erase the lamp', '램프를 지워 주세요', 'a red balloon'])(
    'that does “%s”: inside changed, outside not',
    async (prompt) => {
      const { inside, outside } = await report(await edit(prompt, undefined))
      expect(outside).toMatchObject({ changed: 0, visiblyChanged: 0, meanDifference: 0 })
      expect(inside?.changed).toBeGreaterThan(0.9)
      expect(inside?.visiblyChanged).toBeGreaterThan(0.1)
      expect(inside?.ssim).toBeLessThan(0.95)
    },
  )

  it('that changes nothing: nothing changed anywhere', async () => {
    const { inside, outside } = await report(await edit('erase the lamp', 'change-nothing'))
    expect([inside, outside]).toMatchObject([
      { changed: 0, ssim: 1 },
      { changed: 0, ssim: 1 },
    ])
  })

  it('that ignores the mask: it painted outside too, and the composite takes that back', async () => {
    const raw = await edit('a red balloon', 'ignore-mask')
    const { inside, outside } = await report(raw)
    expect(outside?.changed).toBeGreaterThan(0.3)
    expect(inside?.changed).toBeGreaterThan(0.3)
    const composited = await composite({ original, changed: raw, mask, featherPx: 0 })
    if (!composited.ok) throw new Error(composited.failure.kind)
    const { inside: kept, outside: restored } = await report(composited.value)
    expect(restored?.changed).toBe(0)
    expect(kept?.changed).toBe(inside?.changed)
  })
})

it('What is erased looks like what stands around it, and not like what stood there', async () => {
  const isThing = (x: number, y: number): boolean => x >= 180 && x < 204 && y >= 110 && y < 134
  const wall = [60, 120, 200] as const
  const withThing = pictureOf(width, height, (x, y) => (isThing(x, y) ? [220, 30, 30, 255] : [...wall, 255])).png
  const hole = maskOf(width, height, (x, y) => x >= 176 && x < 208 && y >= 106 && y < 138)
  const erased = await readPixels(await edit('remove it', undefined, { mask: hole }, withThing))
  if (!erased.ok) throw new Error(erased.failure.kind)
  const { data } = erased.value
  // But for the grain of the paper.
  for (let at = 0; at < data.length; at += 4)
    for (const [channel, value] of wall.entries()) expect(Math.abs((data[at + channel] ?? 0) - value)).toBeLessThan(40)
})
