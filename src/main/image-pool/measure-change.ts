import pixelmatch from 'pixelmatch'
import type { Difference } from '#shared/edit.ts'
import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import type { Pixels } from './difference-hash.ts'
import { drawHeatMap } from './heat-map.ts'
import { readMask } from './read-mask.ts'
import { readPixels } from './read-pixels.ts'
import { scalePixels } from './scale-pixels.ts'
import { structuralSimilarity } from './structural-similarity.ts'

export interface MeasuredChange {
  /** Without a mask, of the whole picture. `null` = there is no such pixel. */
  readonly inside: Difference | null
  readonly outside: Difference | null
  readonly isScaled: boolean
  /** PNG of the size of the earlier picture. */
  readonly heatMap: Uint8Array
}

/** What of `before` (`mask`: alpha 0 = inside) is different in `after`, by measures that others can repeat. */
export async function measureChange(
  beforeBytes: Uint8Array,
  afterBytes: Uint8Array,
  mask: Uint8Array | null,
): Promise<Result<MeasuredChange, Failure>> {
  const before = await readPixels(beforeBytes)
  if (!before.ok) return before
  const read = await readPixels(afterBytes)
  if (!read.ok) return read
  const isInside =
    mask === null
      ? ok(new Uint8Array(before.value.width * before.value.height).fill(1))
      : await readMask(mask, before.value)
  if (!isInside.ok) return isInside
  const after = scalePixels(read.value, before.value)
  const pair = { before: before.value, after, isInside: isInside.value }
  const differs = differingPixels(before.value, after, 0)
  const sums = sumUp(pair, differs, differingPixels(before.value, after, visibleThreshold))
  const ssim = structuralSimilarity(before.value, after, isInside.value)
  return ok({
    inside: toDifference(sums.inside, ssim.inside),
    outside: toDifference(sums.outside, ssim.outside),
    isScaled: after !== read.value,
    heatMap: drawHeatMap(before.value, after, differs),
  })
}

/** What an eye may notice, by pixelmatch's own judgement. */
const visibleThreshold = 0.1

/** For each pixel 1 where it is not the same. Anti-aliasing counts: it is a change too. */
function differingPixels(before: Pixels, after: Pixels, threshold: number): Uint8Array {
  const { width, height } = before
  const marked = new Uint8Array(width * height * 4)
  pixelmatch(before.data, after.data, marked, width, height, { threshold, includeAA: true, diffMask: true })
  const differs = new Uint8Array(width * height)
  for (let index = 0; index < differs.length; index += 1) differs[index] = marked[index * 4 + 3] === 0 ? 0 : 1
  return differs
}

interface Sums {
  pixels: number
  changed: number
  visiblyChanged: number
  /** Of all channels. */
  difference: number
  /** Of a pixel: 3, or 4 where one of the pictures can be seen through. */
  readonly channels: number
}

function sumUp(
  { before, after, isInside }: { readonly before: Pixels; readonly after: Pixels; readonly isInside: Uint8Array },
  differs: Uint8Array,
  differsVisibly: Uint8Array,
): { readonly inside: Sums; readonly outside: Sums } {
  const channels = isOpaque(before) && isOpaque(after) ? 3 : 4
  const none = { pixels: 0, changed: 0, visiblyChanged: 0, difference: 0, channels }
  const [inside, outside]: readonly [Sums, Sums] = [{ ...none }, { ...none }]
  for (let index = 0; index < isInside.length; index += 1) {
    const part = isInside[index] === 1 ? inside : outside
    part.pixels += 1
    part.changed += differs[index] ?? 0
    part.visiblyChanged += differsVisibly[index] ?? 0
    for (let at = index * 4; at < index * 4 + channels; at += 1)
      part.difference += Math.abs((before.data[at] ?? 0) - (after.data[at] ?? 0))
  }
  return { inside, outside }
}

function isOpaque({ data }: Pixels): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false
  return true
}

const toDifference = (
  { pixels, changed, visiblyChanged, difference, channels }: Sums,
  ssim: number | null,
): Difference | null =>
  pixels === 0
    ? null
    : {
        changed: changed / pixels,
        visiblyChanged: visiblyChanged / pixels,
        meanDifference: difference / (pixels * channels),
        ssim,
      }
