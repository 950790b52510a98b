import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { copyFile, mkdir, open, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Failure } from '#shared/failure.ts'
import type { ImageFormat } from '#shared/image.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { RefusedFile, TaskOutcome } from '#shared/task.ts'
import { placeBackup } from '../library/backup-files.ts'
import { sha256Of } from '../library/blob-store.ts'
import { problemsOfFile } from '../library/check-database.ts'
import { openDatabaseReadOnly, userVersion } from '../library/database.ts'
import { syncFolder, temporaryName, writeNewFile } from '../library/durable-file.ts'
import { inLots } from '../library/in-lots.ts'
import { isMissing } from '../library/is-missing.ts'
import { blobPath, type LibraryPaths, libraryPaths, shardPath, sidecarPath } from '../library/library-paths.ts'
import { writeManifest } from '../library/manifest.ts'
import { knownVersion } from '../library/migrate.ts'
import type { ReadLibrary } from '../library/read-library.ts'
import { parseSidecar } from '../library/sidecar.ts'
import { isOutSql } from '../library/status-sql.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import { readMarker } from './backup-folder.ts'

const lot = 8
const maxListed = 1000

/**
 * Fills an empty library from a backup, so that the next opening makes it the library that was backed up: same id, same
 * rows, same files.
 *
 * The rows are not put into the database that is open, because everything that runs knows this library by the id it
 * has. The copy of the database becomes one of the library's own backups, and `library.json` names its library: the
 * opening then finds a database that is of another library than its folder, and does what it does for any damage
 * (`library/restore.ts`). Ended at any moment before, the library is still the empty one.
 */
export async function restoreBackup(
  library: ReadLibrary,
  { folder }: { readonly folder: string },
  context: TaskContext,
): Promise<Result<TaskOutcome, Failure>> {
  const { paths, world } = library
  const from = libraryPaths(folder)
  const marker = await readMarker(folder)
  if (marker === null) return err({ kind: 'bad-request', field: 'folder', detail: 'No backup' })
  if (marker === 'newer') return err({ kind: 'library-newer', path: folder, version: 0 })
  if (!isEmpty(library)) return err({ kind: 'bad-request', field: 'library', detail: 'This library is not empty' })

  const temporary = join(paths.tmp, temporaryName())
  try {
    const taken = await takeDatabase(from, temporary, marker.libraryId)
    if (!taken.ok) return taken
    const copied = await copyContents(from, paths, taken.value, context)
    if (!isEmpty(library)) return err({ kind: 'bad-request', field: 'library', detail: 'This library is not empty' })
    await placeBackup(paths, { from: temporary, reason: 'daily', madeAtMs: marker.lastAtMs ?? world.nowMs() })
    await writeManifest(paths, marker.libraryId)
    const imageCount = taken.value.reduce((count, content) => count + content.image_count, 0)
    return ok({ kind: 'restore', imageCount, ...copied })
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(temporary + suffix, { force: true })
  }
}

/** Nothing that would be lost with the database, and nothing under way. */
const isEmpty = ({ db }: ReadLibrary): boolean =>
  db
    .prepare<[], { readonly is_empty: 0 | 1 }>(
      `SELECT NOT EXISTS (SELECT 1 FROM images) AND NOT EXISTS (SELECT 1 FROM generations WHERE ${isOutSql})
         AND NOT EXISTS (SELECT 1 FROM collections) AND NOT EXISTS (SELECT 1 FROM saved_searches) AS is_empty`,
    )
    .get()?.is_empty === 1

interface Content {
  readonly sha256: string
  readonly format: ImageFormat
  readonly has_pixels: 0 | 1
  readonly image_count: number
}

/** A copy of the backup's database that can be relied on, and the contents that it tells of. */
async function takeDatabase(
  from: LibraryPaths,
  to: string,
  libraryId: string,
): Promise<Result<readonly Content[], Failure>> {
  // Not `library-damaged`: that is said of the library that is open, and would have it restored with the next opening.
  const damaged = (detail: string) => err({ kind: 'damaged-file', fileName: basename(from.database), detail } as const)
  try {
    await copyFile(from.database, to)
  } catch (cause) {
    if (isMissing(cause)) return damaged('The backup was never finished: diptych.db is missing')
    throw cause
  }
  const file = await open(to, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    const problems = problemsOfFile(to)
    if (problems.length > 0) return damaged(problems.join('\n').slice(0, 4000))
    const db = openDatabaseReadOnly(to)
    try {
      db.pragma('trusted_schema = OFF')
      const version = userVersion(db)
      if (version > knownVersion) return err({ kind: 'library-newer', path: from.folder, version })
      const id = db.prepare<[], { readonly id: string }>('SELECT id FROM library').get()?.id
      if (id !== libraryId) return damaged('Its parts are of different libraries')
      const { count } = db
        .prepare<[], { readonly count: number }>(
          `SELECT count(*) AS count FROM sqlite_schema WHERE type NOT IN ('table', 'index')`,
        )
        .get() ?? { count: 1 }
      // The studio makes none; someone else's would run with every row that is written.
      if (count > 0) return damaged('It holds triggers or views')
      return ok(contentsOf(db, version))
    } finally {
      db.close()
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_'))
      return damaged(cause.message)
    throw cause
  }
}

const contentsOf = (db: ReturnType<typeof openDatabaseReadOnly>, version: number): readonly Content[] =>
  db
    .prepare<[], Content>(
      `SELECT sha256, format, count(*) AS image_count,
         ${version >= 2 ? 'max(pixels_dropped_at_ms IS NULL)' : '1'} AS has_pixels
       FROM images GROUP BY sha256 ORDER BY min(id)`,
    )
    .all()

async function copyContents(
  from: LibraryPaths,
  to: LibraryPaths,
  contents: readonly Content[],
  context: TaskContext,
): Promise<{ readonly refused: readonly RefusedFile[]; readonly refusedCount: number }> {
  const refused: RefusedFile[] = []
  let [refusedCount, done] = [0, 0]
  const shards = new Set<string>()
  for (const some of inLots(contents, lot)) {
    context.signal.throwIfAborted()
    for (const { sha256 } of some) {
      mkdirSync(shardPath(to, sha256), { recursive: true })
      shards.add(shardPath(to, sha256))
    }
    const failures = await Promise.all(some.map((content) => copyContent(from, to, content)))
    for (const refusal of failures.flatMap((one) => one ?? [])) {
      refusedCount += 1
      if (refused.length < maxListed) refused.push(refusal)
    }
    done += some.length
    context.report({ done, total: contents.length })
  }
  for (const shard of shards) await syncFolder(shard)
  if (shards.size > 0) await syncFolder(to.blobs)
  return { refused, refusedCount }
}

/** `null` = it is here now. What the backup holds under a name is believed only when its bytes say the same. */
async function copyContent(
  from: LibraryPaths,
  to: LibraryPaths,
  { sha256, format, has_pixels: hasPixels }: Content,
): Promise<RefusedFile | null> {
  const sidecar = await readIfThere(sidecarPath(from, sha256))
  // One that cannot be read is written anew from the rows.
  if (sidecar !== null && parseSidecar(sidecar.toString())?.sha256 === sha256)
    await put(sidecarPath(to, sha256), sidecar, to)
  if (hasPixels === 0) return null
  const fileName = `${sha256}.${format}`
  const original = await readIfThere(blobPath(from, sha256, format))
  if (original === null) return { fileName, failure: { kind: 'not-found', what: 'original' } }
  if (sha256Of(original) !== sha256) return { fileName, failure: { kind: 'damaged-file', fileName } }
  await put(blobPath(to, sha256, format), original, to)
  return null
}

async function put(path: string, bytes: Uint8Array, { tmp }: LibraryPaths): Promise<void> {
  await mkdir(tmp, { recursive: true })
  const temporary = join(tmp, temporaryName())
  await writeNewFile(temporary, bytes)
  renameSync(temporary, path)
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (cause) {
    if (isMissing(cause)) return null
    throw cause
  }
}
