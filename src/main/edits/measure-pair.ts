import { readFile } from 'node:fs/promises'
import type { ChangeReport } from '#shared/edit.ts'
import type { Failure, FailureOf } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { ImagePool } from '../image-pool/image-pool.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { ComparedPair } from './change-reports.ts'

export type PixelFailure = FailureOf<'not-found' | 'damaged-file' | 'bad-request'>

/** Measures two pictures and keeps the report. */
export async function measurePair(
  library: LibraryClient,
  pool: Pick<ImagePool, 'measure'>,
  pair: ComparedPair,
  nowMs: number,
): Promise<Result<ChangeReport, PixelFailure>> {
  const found = await library.findPair(pair)
  if (!found.ok) return found
  const before = await readOriginal(found.value.beforePath)
  if (!before.ok) return before
  const after = await readOriginal(found.value.afterPath)
  if (!after.ok) return after
  const measured = await pool.measure(before.value, after.value, found.value.mask)
  if (!measured.ok) return err(toPixelFailure(measured.failure))
  const { inside, outside, isScaled, heatMap } = measured.value
  return ok(await library.saveReport({ ...pair, inside, outside, isScaled, heatMap: Uint8Array.from(heatMap), nowMs }))
}

export async function readOriginal(path: string): Promise<Result<Uint8Array, FailureOf<'not-found'>>> {
  try {
    return ok(await readFile(path))
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
      return err({ kind: 'not-found', what: 'original' })
    throw cause
  }
}

/** Why pixels could not be worked on: the file, or what was asked of it. */
export const toPixelFailure = (failure: Failure): PixelFailure =>
  failure.kind === 'bad-request' || failure.kind === 'damaged-file'
    ? failure
    : { kind: 'damaged-file', fileName: null, detail: [failure.kind, failure.detail].join(': ') }
