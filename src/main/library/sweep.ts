import { setImmediate } from 'node:timers/promises'
import { adoptSidecar } from './adopt-sidecar.ts'
import { notedDamage } from './damage.ts'
import type { Db } from './database.ts'
import { hashFile } from './hash-file.ts'
import { inLots } from './in-lots.ts'
import type { Library } from './library.ts'
import { blobPath, sidecarPath } from './library-paths.ts'
import { type BlobFiles, listBlobs } from './list-blobs.ts'
import { readManifest } from './manifest.ts'
import { moveToQuarantine } from './quarantine.ts'
import { readSidecar } from './read-sidecars.ts'
import type { Sidecar } from './sidecar.ts'
import { isOutSql } from './status-sql.ts'

/** Files in the blob store that no row knows, and what became of them. */
export interface Swept {
  readonly adoptedCount: number
  readonly quarantinedCount: number
  /** Left where they are. */
  readonly unsweptOrphanCount: number
}

/**
 * Takes back in what a sidecar explains: the picture of a generation that was interrupted, of one that the database
 * never heard of, of an import that was not finished. What nothing explains goes into quarantine. Nothing is deleted.
 *
 * Nothing is moved when the database may not be the one that these files belong to: it is of another library, it is
 * damaged, or more than a few of the files are strangers to it.
 */
export async function sweepOrphans(library: Library): Promise<Swept> {
  const blobs = await listBlobs(library.paths)
  const orphans = await findOrphans(library, blobs)
  const manifest = await readManifest(library.paths)
  const isTheirs = manifest !== null && manifest !== 'unreadable' && manifest.id === library.id
  if (!isTheirs || notedDamage(library.paths) !== null)
    return { adoptedCount: 0, quarantinedCount: 0, unsweptOrphanCount: orphans.length }

  let adoptedCount = 0
  const strangers: BlobFiles[] = []
  for (const orphan of orphans) {
    const end = await adoptOrphan(library, orphan)
    if (end === 'adopted') adoptedCount += 1
    else if (end === 'stranger') strangers.push(orphan)
  }
  if (strangers.length > Math.max(20, blobs.length / 20))
    return { adoptedCount, quarantinedCount: 0, unsweptOrphanCount: strangers.length }
  for (const { sha256, formats, hasSidecar } of strangers) {
    for (const format of formats) await moveToQuarantine(library.paths, blobPath(library.paths, sha256, format))
    if (hasSidecar) await moveToQuarantine(library.paths, sidecarPath(library.paths, sha256))
  }
  return { adoptedCount, quarantinedCount: strangers.length, unsweptOrphanCount: 0 }
}

/** What this run has saved itself is left alone: its rows may be on their way. */
async function findOrphans({ db, blobs }: Library, files: readonly BlobFiles[]): Promise<readonly BlobFiles[]> {
  const orphans: BlobFiles[] = []
  for (const lot of inLots(files, 500)) {
    const unknown = unknownAmong(db, lot)
    orphans.push(...lot.filter(({ sha256 }) => unknown.has(sha256) && !blobs.savedNow.has(sha256)))
    await setImmediate()
  }
  return orphans
}

const unknownAmong = (db: Db, files: readonly BlobFiles[]): ReadonlySet<string> =>
  new Set(
    db
      .prepare<[string], { readonly value: string }>(
        'SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM images WHERE sha256 = value)',
      )
      .all(JSON.stringify(files.map(({ sha256 }) => sha256)))
      .map(({ value }) => value),
  )

async function adoptOrphan(library: Library, orphan: BlobFiles): Promise<'adopted' | 'stranger' | 'on its way'> {
  const sidecar = await readSidecar(library.paths, orphan.sha256)
  if (sidecar === null || !(await isWhole(library, orphan, sidecar))) return 'stranger'
  if (sidecar.images.some((image) => image.kind === 'generated' && isOut(library.db, image.generation.id)))
    return 'on its way'
  const { imageIds } = adoptSidecar(library, sidecar, { fromLibraryId: sidecar.libraryId ?? library.id })
  if (imageIds.length === 0) return 'stranger'
  library.sidecars.touch(imageIds)
  return 'adopted'
}

async function isWhole({ paths }: Library, { sha256, formats }: BlobFiles, sidecar: Sidecar): Promise<boolean> {
  if (sidecar.images.length === 0) return false
  if (formats.includes(sidecar.format)) return (await hashFile(blobPath(paths, sha256, sidecar.format))) === sha256
  return sidecar.images.every(({ marks }) => marks.pixelsDroppedAtMs !== null)
}

const isOut = (db: Db, generationId: number): boolean =>
  db.prepare<[number]>(`SELECT 1 FROM generations WHERE id = ? AND ${isOutSql}`).get(generationId) !== undefined
