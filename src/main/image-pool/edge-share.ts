import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import { drawUpright } from './draw-upright.ts'

/** Pictures of every size are looked at alike. */
const longestSide = 256
/** Of 255, by which two neighbours differ to be an edge. */
const leastStep = 24

/** How much of a picture is edge, 0–1: pixels whose right or lower neighbour is brighter or darker by far. */
export async function edgeShare(bytes: Uint8Array): Promise<Result<number, Failure>> {
  const drawn = await drawUpright(bytes, longestSide)
  if (!drawn.ok) return drawn
  const { width, height } = drawn.value
  const { data } = drawn.value.getContext('2d').getImageData(0, 0, width, height)
  // Rec. 601 luma, transparent pixels over white.
  const light = Float64Array.from({ length: width * height }, (_, pixel) => {
    const at = 4 * pixel
    const luma = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
    return 255 + ((data[at + 3] ?? 0) / 255) * (luma - 255)
  })
  const isStep = (one: number, other: number): boolean => Math.abs((light[one] ?? 0) - (light[other] ?? 0)) >= leastStep
  let edges = 0
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const here = y * width + x
      if ((x + 1 < width && isStep(here, here + 1)) || (y + 1 < height && isStep(here, here + width))) edges += 1
    }
  return ok(edges / (width * height))
}
