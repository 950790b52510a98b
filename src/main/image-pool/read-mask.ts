import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { Dimensions } from '#shared/size-problem.ts'
import { readPixels } from './read-pixels.ts'

/** For each pixel, row by row, 1 where the picture is to be changed: where the mask can be seen through whole. */
export async function readMask(png: Uint8Array, { width, height }: Dimensions): Promise<Result<Uint8Array, Failure>> {
  const mask = await readPixels(png)
  if (!mask.ok) return mask
  const { data } = mask.value
  if (mask.value.width !== width || mask.value.height !== height)
    return err({
      kind: 'bad-request',
      field: 'mask',
      detail: `It has ${mask.value.width}x${mask.value.height} pixels and the picture ${width}x${height}.`,
    })
  const isInside = new Uint8Array(width * height)
  for (let index = 0; index < isInside.length; index += 1) isInside[index] = data[index * 4 + 3] === 0 ? 1 : 0
  return ok(isInside)
}
