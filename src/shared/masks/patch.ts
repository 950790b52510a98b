import type { Area } from './area.ts'

/** Bytes of one area of a raster as they were, the shorter of two ways. */
export interface Patch {
  readonly area: Area
  readonly values: Uint8Array
  /** How often each of the values comes; `null` = once. */
  readonly counts: Uint32Array | null
  /** Of memory. */
  readonly bytes: number
}

export function takePatch(raster: Uint8Array, rasterWidth: number, area: Area): Patch {
  const { left, top, right, bottom } = area
  const size = Math.max(0, (right - left) * (bottom - top))
  // More runs than this take more room than the bytes themselves.
  const most = Math.floor(size / 5)
  const values = new Uint8Array(most)
  const counts = new Uint32Array(most)
  let run = -1
  let value = -1
  for (let row = top; row < bottom && run < most; row += 1)
    for (let at = row * rasterWidth + left, end = row * rasterWidth + right; at < end && run < most; at += 1) {
      const here = raster[at] ?? 0
      if (here !== value) {
        run += 1
        value = here
        values[run] = here
      }
      counts[run] = (counts[run] ?? 0) + 1
    }
  const runs = run + 1
  return runs <= most
    ? { area, values: values.slice(0, runs), counts: counts.slice(0, runs), bytes: runs * 5 }
    : { area, values: copyOf(raster, rasterWidth, area), counts: null, bytes: size }
}

function copyOf(raster: Uint8Array, rasterWidth: number, { left, top, right, bottom }: Area): Uint8Array {
  const copy = new Uint8Array((right - left) * (bottom - top))
  for (let row = top, at = 0; row < bottom; row += 1, at += right - left)
    copy.set(raster.subarray(row * rasterWidth + left, row * rasterWidth + right), at)
  return copy
}

export function putPatch({ area, values, counts }: Patch, raster: Uint8Array, rasterWidth: number): void {
  const { left, top, right, bottom } = area
  let plain = values
  if (counts !== null) {
    plain = new Uint8Array((right - left) * (bottom - top))
    let at = 0
    for (const [run, count] of counts.entries()) {
      plain.fill(values[run] ?? 0, at, at + count)
      at += count
    }
  }
  for (let row = top, at = 0; row < bottom; row += 1, at += right - left)
    raster.set(plain.subarray(at, at + right - left), row * rasterWidth + left)
}
