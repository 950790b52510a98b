import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import { readPngOrientation } from '../../library/image-containers.ts'
import type { InputImage } from '../provider.ts'

/** A picture as PNG that stands upright, so that what was drawn over it has the same pixels. One that is stays as it is. */
export async function toUprightPng(
  image: InputImage,
  drawUpright: (bytes: Uint8Array) => Promise<Result<Uint8Array, Failure>>,
): Promise<Result<InputImage, Failure>> {
  const { bytes, format } = image
  const isUprightPng =
    format === 'png' && readPngOrientation(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)) === 1
  if (isUprightPng) return ok(image)
  const redrawn = await drawUpright(bytes)
  return redrawn.ok ? ok({ ...image, bytes: redrawn.value, format: 'png' }) : redrawn
}
