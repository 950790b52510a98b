import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ImageFormat } from '#shared/image.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import { databaseProblems, foreignKeyProblems } from './check-database.ts'
import type { Db } from './database.ts'
import { hashFile } from './hash-file.ts'
import { inLots } from './in-lots.ts'
import { blobPath } from './library-paths.ts'
import { type BlobFiles, listBlobs } from './list-blobs.ts'
import type { ReadLibrary } from './read-library.ts'
import { readSidecar } from './read-sidecars.ts'

/** What looking at every byte of a library has found. Nothing was changed. */
export interface FileFindings {
  readonly filesChecked: number
  readonly bytesChecked: number
  /** SQLite's own check; empty = sound. */
  readonly integrityProblems: readonly string[]
  readonly foreignKeyProblems: readonly string[]
  readonly missing: readonly { readonly imageId: number; readonly sha256: string }[]
  readonly damaged: readonly { readonly imageId: number | null; readonly sha256: string }[]
  /** Contents that rows know and whose sidecars cannot be read. */
  readonly badSidecars: readonly string[]
}

/** Reads every original and compares it with its name. Progress counts files. */
export async function checkFiles(library: ReadLibrary, context: TaskContext): Promise<FileFindings> {
  const { db, paths } = library
  const { signal, report } = context
  const blobs = await listBlobs(paths)
  const total = blobs.reduce((sum, { formats }) => sum + formats.length, 0)
  report({ done: 0, total })
  const damaged: string[] = []
  const badSidecars: string[] = []
  let filesChecked = 0
  let bytesChecked = 0

  const check = async (blob: BlobFiles): Promise<void> => {
    for (const format of blob.formats) {
      const path = blobPath(paths, blob.sha256, format)
      // Deleted for good while the check went on.
      if (!existsSync(path)) continue
      const [{ size }, sha256] = await Promise.all([stat(path), hashFile(path)])
      if (sha256 !== blob.sha256) damaged.push(blob.sha256)
      bytesChecked += size
      filesChecked += 1
    }
    if (!blob.hasSidecar || (await readSidecar(paths, blob.sha256)) === null) badSidecars.push(blob.sha256)
  }
  // Enough to keep a disk and the thread pool busy.
  for (const lot of inLots(blobs, 8)) {
    signal.throwIfAborted()
    await Promise.all(lot.map(check))
    report({ done: filesChecked, total })
  }
  signal.throwIfAborted()
  return {
    filesChecked,
    bytesChecked,
    integrityProblems: databaseProblems(db),
    foreignKeyProblems: foreignKeyProblems(db),
    missing: missingOriginals(library, blobs),
    damaged: damaged.map((sha256) => ({ imageId: imageOf(db, sha256), sha256 })),
    badSidecars: badSidecars.filter((sha256) => imageOf(db, sha256) !== null),
  }
}

/** Images whose pixels should be there. One that was saved while the check went on is looked for once more. */
function missingOriginals({ db, paths }: ReadLibrary, blobs: readonly BlobFiles[]): FileFindings['missing'] {
  const found = new Set(blobs.flatMap(({ sha256, formats }) => formats.map((format) => `${sha256}.${format}`)))
  const rows = db
    .prepare<[], { readonly id: number; readonly sha256: string; readonly format: ImageFormat }>(
      'SELECT id, sha256, format FROM images WHERE pixels_dropped_at_ms IS NULL ORDER BY id',
    )
    .iterate()
  const missing: { readonly imageId: number; readonly sha256: string }[] = []
  for (const { id, sha256, format } of rows)
    if (!found.has(`${sha256}.${format}`) && !existsSync(blobPath(paths, sha256, format)))
      missing.push({ imageId: id, sha256 })
  return missing
}

const imageOf = (db: Db, sha256: string): number | null =>
  db
    .prepare<[string], { readonly id: number }>('SELECT id FROM images WHERE sha256 = ? ORDER BY id LIMIT 1')
    .get(sha256)?.id ?? null
