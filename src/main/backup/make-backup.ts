import { existsSync } from 'node:fs'
import { copyFile, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Failure } from '#shared/failure.ts'
import type { ImageFormat } from '#shared/image.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { RefusedFile, TaskOutcome } from '#shared/task.ts'
import { toExportFailure } from '../export/to-export-failure.ts'
import { sha256Of } from '../library/blob-store.ts'
import { problemsOfFile } from '../library/check-database.ts'
import { openDatabaseReadOnly } from '../library/database.ts'
import { temporaryName, writeNewFile } from '../library/durable-file.ts'
import { hashFile } from '../library/hash-file.ts'
import { inLots } from '../library/in-lots.ts'
import { isMissing } from '../library/is-missing.ts'
import { blobPath, type LibraryPaths, libraryPaths, shardPath, sidecarPath } from '../library/library-paths.ts'
import { listBlobs } from '../library/list-blobs.ts'
import { writeManifest } from '../library/manifest.ts'
import type { ReadLibrary } from '../library/read-library.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import { readMarker, syncFolderIfPossible, writeMarker } from './backup-folder.ts'

/** Copied side by side. */
const lot = 8
const maxListed = 1000

/**
 * Brings the backup in `folder` up to a copy of the database: first the originals and sidecars that it lacks, each
 * verified, then the database under its name. Ended in between, the backup is the one before, with a few files more.
 * Nothing is ever deleted from it: what the library lost or let go stays there, and is counted.
 */
export async function makeBackup(
  library: ReadLibrary,
  order: {
    readonly folder: string
    /** Made for this, and removed with it; `null` = there is nothing in the library yet. */
    readonly databaseCopy: string | null
    readonly libraryId: string
  },
  context: TaskContext,
): Promise<Result<TaskOutcome, Failure>> {
  const { folder, databaseCopy, libraryId } = order
  const target = libraryPaths(folder)
  try {
    const marker = await readMarker(folder)
    if (marker === 'newer' || (marker !== null && marker.libraryId !== libraryId))
      return err({ kind: 'bad-request', field: 'folder', detail: 'A backup of another library' })
    const started = { libraryId, lastAtMs: marker?.lastAtMs ?? null }
    await rm(target.tmp, { recursive: true, force: true })
    await mkdir(target.tmp, { recursive: true })
    await writeMarker(folder, started)

    const problems = databaseCopy === null ? [] : problemsOfFile(databaseCopy)
    if (problems.length > 0)
      return err({ kind: 'library-damaged', path: library.paths.folder, detail: problems.join('\n').slice(0, 4000) })
    const contents = databaseCopy === null ? [] : contentsIn(databaseCopy)
    const copied = await copyContents(library.paths, target, contents, context)
    if (databaseCopy !== null) {
      await placeDatabase(databaseCopy, target)
      await writeManifest(target, libraryId)
    }
    await rm(target.tmp, { recursive: true, force: true })
    await writeMarker(folder, { libraryId, lastAtMs: library.world.nowMs() })
    const known = new Set(contents.map(({ sha256 }) => sha256))
    const onlyInBackupCount = (await listBlobs(target)).filter(({ sha256 }) => !known.has(sha256)).length
    return ok({ kind: 'backup', path: folder, ...copied, onlyInBackupCount })
  } catch (cause) {
    const failure = toExportFailure(cause)
    if (failure === null) throw cause
    return err(failure)
  } finally {
    if (databaseCopy !== null) await rm(databaseCopy, { force: true })
  }
}

interface Content {
  readonly sha256: string
  readonly format: ImageFormat
  readonly bytes: number
  readonly has_pixels: 0 | 1
}

/** Of the copy, not of the library: every row in the backup finds its original there. */
function contentsIn(databasePath: string): readonly Content[] {
  const db = openDatabaseReadOnly(databasePath)
  try {
    return db
      .prepare<[], Content>(
        `SELECT sha256, format, bytes, max(pixels_dropped_at_ms IS NULL) AS has_pixels
         FROM images GROUP BY sha256 ORDER BY min(id)`,
      )
      .all()
  } finally {
    db.close()
  }
}

async function copyContents(
  from: LibraryPaths,
  to: LibraryPaths,
  contents: readonly Content[],
  context: TaskContext,
): Promise<Omit<Extract<TaskOutcome, { readonly kind: 'backup' }>, 'kind' | 'path' | 'onlyInBackupCount'>> {
  const refused: RefusedFile[] = []
  let [copiedCount, keptCount, bytes, refusedCount, done] = [0, 0, 0, 0, 0]
  const shards = new Set<string>()
  for (const some of inLots(contents, lot)) {
    context.signal.throwIfAborted()
    for (const { sha256 } of some) {
      const shard = shardPath(to, sha256)
      if (!shards.has(shard)) await mkdir(shard, { recursive: true })
      shards.add(shard)
    }
    const results = await Promise.all(some.map((content) => copyContent(from, to, content)))
    for (const [index, result] of results.entries()) {
      if (result.ok) {
        if (result.value > 0) copiedCount += 1
        else keptCount += 1
        bytes += result.value
      } else {
        refusedCount += 1
        const { sha256, format } = some[index] ?? { sha256: '', format: 'png' }
        if (refused.length < maxListed) refused.push({ fileName: `${sha256}.${format}`, failure: result.failure })
      }
    }
    done += some.length
    context.report({ done, total: contents.length })
  }
  for (const shard of shards) await syncFolderIfPossible(shard)
  if (shards.size > 0) await syncFolderIfPossible(to.blobs)
  return { copiedCount, keptCount, bytes, refused, refusedCount }
}

/** Answers with the bytes that were copied; 0 = all of it was there. */
async function copyContent(from: LibraryPaths, to: LibraryPaths, content: Content): Promise<Result<number, Failure>> {
  const { sha256, format } = content
  let bytes = await copySidecar(sidecarPath(from, sha256), sidecarPath(to, sha256), to.tmp)
  const path = blobPath(to, sha256, format)
  // The name is the hash, and only whole files ever got one.
  const isThere = existsSync(path) && (await stat(path)).size === content.bytes
  if (content.has_pixels === 0 || isThere) return ok(bytes)
  const original = await readIfThere(blobPath(from, sha256, format))
  if (original === null) return err({ kind: 'not-found', what: 'original' })
  if (sha256Of(original) !== sha256) return err({ kind: 'damaged-file', fileName: `${sha256}.${format}` })
  await writeThenRename(path, original, to.tmp)
  bytes += original.byteLength
  return ok(bytes)
}

async function copySidecar(from: string, to: string, tmp: string): Promise<number> {
  const sidecar = await readIfThere(from)
  if (sidecar === null || (await readIfThere(to))?.equals(sidecar) === true) return 0
  await writeThenRename(to, sidecar, tmp)
  return sidecar.byteLength
}

async function writeThenRename(path: string, bytes: Uint8Array, tmp: string): Promise<void> {
  const temporary = join(tmp, temporaryName())
  await writeNewFile(temporary, bytes)
  await rename(temporary, path)
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (cause) {
    if (isMissing(cause)) return null
    throw cause
  }
}

async function placeDatabase(from: string, to: LibraryPaths): Promise<void> {
  const temporary = join(to.tmp, temporaryName())
  await copyFile(from, temporary)
  const file = await open(temporary, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
  if ((await hashFile(from)) !== (await hashFile(temporary))) throw new Error('The database was not copied faithfully')
  await rename(temporary, to.database)
  await syncFolderIfPossible(dirname(to.database))
}
