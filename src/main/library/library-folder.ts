import { constants, existsSync, rmSync } from 'node:fs'
import { access, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { err, ok, type Result } from '#shared/result.ts'
import { type Db, openDatabase, openDatabaseReadOnly, userVersion } from './database.ts'
import { replaceTextFile, syncFolder, temporaryName } from './durable-file.ts'
import type { LibraryPaths } from './library-paths.ts'
import type { LibraryProblem } from './library-problem.ts'
import { knownVersion, migrate } from './migrate.ts'

/** `library.json`. Its id is also in the database: blobs and rows that do not belong together are noticed. */
const Manifest = z.object({ id: z.uuid(), formatVersion: z.number().int() })
type Manifest = z.infer<typeof Manifest>

/** The layout of the folder, apart from the shape of the database. */
const knownFormat = 1

/** Makes sure the folder is there and can be written to. */
export async function prepareFolder(
  paths: LibraryPaths,
  isCreationAllowed: boolean,
): Promise<Result<null, LibraryProblem>> {
  const found = await stat(paths.folder).catch(nullIfMissing)
  if (found === null && isCreationAllowed) await mkdir(paths.folder, { recursive: true })
  else if (found?.isDirectory() !== true) return err({ kind: 'library-missing', path: paths.folder })
  await access(paths.folder, constants.R_OK | constants.W_OK | constants.X_OK)
  return ok(null)
}

/**
 * Opens the database of a locked folder, making a new library where nothing is. A library that is newer, damaged or
 * half missing is refused before anything in it is opened for writing: not a byte of it changes.
 */
export async function openLibraryDatabase(
  paths: LibraryPaths,
  isCreationAllowed: boolean,
): Promise<Result<{ readonly db: Db; readonly id: string }, LibraryProblem>> {
  const damaged = (detail: string) => err({ kind: 'library-damaged', path: paths.folder, detail } as const)
  const newer = (version: number) => err({ kind: 'library-newer', path: paths.folder, version } as const)

  const manifest = await readManifest(paths)
  if (manifest === 'unreadable') return damaged('library.json cannot be read')
  if (manifest !== null && manifest.formatVersion > knownFormat) return newer(manifest.formatVersion)

  const databaseBytes = (await stat(paths.database).catch(nullIfMissing))?.size ?? 0
  if (databaseBytes === 0) {
    // Never an empty database where there was a library: it would look as if everything had been deleted.
    if (manifest !== null || (await hasBlobs(paths))) return damaged('diptych.db is missing or empty')
    if (!isCreationAllowed) return err({ kind: 'library-missing', path: paths.folder })
    await createDatabase(paths)
  }

  const { version, id } = inspectDatabase(paths)
  if (version > knownVersion) return newer(version)
  if (id === null || (manifest !== null && manifest.id !== id))
    return damaged('library.json and diptych.db belong to different libraries')

  const db = openDatabase(paths.database)
  try {
    migrate(db)
    if (manifest === null) await writeManifest(paths, { id, formatVersion: knownFormat })
    return ok({ db, id })
  } catch (cause) {
    db.close()
    throw cause
  }
}

/** Makes the folders a library works in, and clears what an unclean end left in `tmp/`. */
export async function tidyFolders(paths: LibraryPaths): Promise<void> {
  for (const folder of [paths.blobs, paths.tmp, paths.spool, paths.quarantine]) await mkdir(folder, { recursive: true })
  for (const name of await readdir(paths.tmp)) await rm(join(paths.tmp, name), { recursive: true, force: true })
}

/** Built under another name and renamed whole: `diptych.db` is never seen half made. */
async function createDatabase(paths: LibraryPaths): Promise<void> {
  await mkdir(paths.tmp, { recursive: true })
  const temporary = join(paths.tmp, temporaryName())
  const db = openDatabase(temporary)
  try {
    migrate(db)
    db.prepare<[string]>('INSERT INTO library (singleton, id) VALUES (1, ?)').run(crypto.randomUUID())
  } finally {
    // The last connection moves the log into the file and deletes it.
    db.close()
  }
  await rename(temporary, paths.database)
  await syncFolder(paths.folder)
}

/**
 * Looks at the database through a connection that cannot write, so that one which is refused stays as it is, log and
 * all. Throws for one that is damaged; a newer one need not have an id where this program looks for it.
 */
function inspectDatabase(paths: LibraryPaths): { readonly version: number; readonly id: string | null } {
  const sideFiles = ['-wal', '-shm'].map((suffix) => paths.database + suffix).filter((path) => !existsSync(path))
  const db = openDatabaseReadOnly(paths.database)
  try {
    const version = userVersion(db)
    if (version > knownVersion) return { version, id: null }
    return { version, id: db.prepare<[], { readonly id: string }>('SELECT id FROM library').get()?.id ?? null }
  } finally {
    db.close()
    // Made by the reading, empty, and left behind by it.
    for (const path of sideFiles) rmSync(path, { force: true })
  }
}

const writeManifest = (paths: LibraryPaths, manifest: Manifest): Promise<void> =>
  replaceTextFile({
    folder: paths.folder,
    name: basename(paths.manifest),
    text: `${JSON.stringify(manifest, null, 2)}\n`,
    tmpFolder: paths.folder,
  })

async function readManifest(paths: LibraryPaths): Promise<Manifest | 'unreadable' | null> {
  const text = await readFile(paths.manifest, 'utf8').catch(nullIfMissing)
  if (text === null) return null
  try {
    return Manifest.parse(JSON.parse(text))
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof z.ZodError) return 'unreadable'
    throw cause
  }
}

const hasBlobs = async (paths: LibraryPaths): Promise<boolean> =>
  ((await readdir(paths.blobs).catch(nullIfMissing)) ?? []).length > 0

function nullIfMissing(cause: unknown): null {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
  throw cause
}
