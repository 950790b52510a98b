import { existsSync } from 'node:fs'
import { copyFile, mkdir, open, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { FailureOf } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { databaseProblems } from './check-database.ts'
import { markClosed, openDatabase } from './database.ts'
import { syncFolder } from './durable-file.ts'
import { hashFile } from './hash-file.ts'
import type { Library } from './library.ts'
import { libraryPaths } from './library-paths.ts'
import { catchLibraryProblem, type LibraryProblem } from './library-problem.ts'

/**
 * Copies an open library into an empty folder: database, originals, spools and quarantine, each file compared by its
 * hash with what it was copied from, `library.json` last, so that half a copy is never taken for a library. The
 * thumbnails are left out; they are made again. What a failed copy left is removed.
 */
export async function copyLibrary(
  library: Library,
  folder: string,
): Promise<Result<{ readonly path: string }, FailureOf<'bad-request'> | LibraryProblem>> {
  return catchLibraryProblem(folder, async () => {
    await mkdir(folder, { recursive: true })
    if ((await readdir(folder)).length > 0) return err({ kind: 'bad-request', field: 'folder' })
    try {
      await copyInto(library, folder)
      return ok({ path: folder })
    } catch (cause) {
      for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true })
      throw cause
    }
  })
}

async function copyInto({ db, paths, sidecars, experiments, masks }: Library, folder: string): Promise<void> {
  await sidecars.flush()
  await experiments.flush()
  await masks.flush()
  const target = libraryPaths(folder)
  await db.backup(target.database)
  const copy = openDatabase(target.database)
  try {
    const problems = databaseProblems(copy)
    if (problems.length > 0) throw new Error(`The copied database is damaged: ${problems.join('; ')}`)
    markClosed(copy)
  } finally {
    copy.close()
  }
  // After the database: whatever its rows refer to was in place before it was copied.
  for (const source of [paths.blobs, paths.experiments, paths.masks, paths.spool, paths.quarantine])
    if (existsSync(source)) await copyFolder(source, join(folder, basename(source)))
  await copyVerified(paths.manifest, target.manifest)
  await syncFolder(folder)
}

async function copyFolder(source: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true })
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const [from, to] = [join(source, entry.name), join(target, entry.name)]
    if (entry.isDirectory()) await copyFolder(from, to)
    else await copyVerified(from, to)
  }
  await syncFolder(target)
}

async function copyVerified(from: string, to: string): Promise<void> {
  await copyFile(from, to)
  const file = await open(to, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
  if ((await hashFile(from)) !== (await hashFile(to)))
    throw new Error(`${basename(dirname(to))}/${basename(to)} was not copied faithfully`)
}
