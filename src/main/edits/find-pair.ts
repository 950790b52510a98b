import type { FailureOf } from '#shared/failure.ts'
import type { ImageFormat } from '#shared/image.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { Library } from '../library/library.ts'
import { blobPath } from '../library/library-paths.ts'
import type { ComparedPair } from './change-reports.ts'
import { findMask, maskPng } from './masks.ts'

/** Where two pictures lie, and the mask over the first. */
export interface FoundPair {
  readonly beforePath: string
  readonly afterPath: string
  readonly mask: Uint8Array | null
}

export function findPair(
  { db, paths }: Pick<Library, 'db' | 'paths'>,
  { beforeImageId, afterImageId, maskId }: ComparedPair,
): Result<FoundPair, FailureOf<'not-found' | 'bad-request'>> {
  const original = db.prepare<
    [number],
    { readonly sha256: string; readonly format: ImageFormat; readonly width: number; readonly height: number }
  >('SELECT sha256, format, width, height FROM images WHERE id = ? AND pixels_dropped_at_ms IS NULL')
  const [before, after] = [original.get(beforeImageId), original.get(afterImageId)]
  if (before === undefined || after === undefined) return err({ kind: 'not-found', what: 'image' })
  const pair = {
    beforePath: blobPath(paths, before.sha256, before.format),
    afterPath: blobPath(paths, after.sha256, after.format),
  }
  if (maskId === null) return ok({ ...pair, mask: null })
  const mask = findMask(db, maskId)
  if (mask === null) return err({ kind: 'not-found', what: 'mask' })
  if (mask.kind !== 'mask') return err({ kind: 'bad-request', field: 'mask', detail: 'Markup covers nothing.' })
  if (mask.width !== before.width || mask.height !== before.height)
    return err({ kind: 'bad-request', field: 'mask', detail: 'It is not of the size of the earlier picture.' })
  return ok({ ...pair, mask: maskPng(db, maskId) })
}
