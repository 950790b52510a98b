import { constants, existsSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { LibraryPaths } from './library-paths.ts'

/**
 * For a library in which nothing can be written: its database copied to where something can, with everything else that
 * an opening writes. Originals, backups and spools are read where they are. (SQLite cannot read a database with a log
 * in a read-only folder: it shares memory through a file beside it.)
 */
export async function makePrivateCopy(
  paths: LibraryPaths,
): Promise<{ readonly paths: LibraryPaths; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'diptych-'))
  const at = (path: string): string => join(folder, basename(path))
  const copy: LibraryPaths = {
    ...paths,
    manifest: at(paths.manifest),
    database: at(paths.database),
    tmp: at(paths.tmp),
    quarantine: at(paths.quarantine),
    sidecarsDue: at(paths.sidecarsDue),
    damage: at(paths.damage),
    ballast: at(paths.ballast),
    thumbnails: at(paths.thumbnails),
  }
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    for (const path of [paths.manifest, paths.database, `${paths.database}-wal`, paths.damage])
      if (existsSync(path)) {
        await cp(path, at(path), { recursive: true, mode: constants.COPYFILE_FICLONE })
        await chmod(at(path), 0o700)
      }
    await mkdir(copy.tmp)
    return { paths: copy, remove }
  } catch (cause) {
    await remove()
    throw cause
  }
}

/** Whether a studio that can write there has the library open; as far as can be seen without writing. */
export function isLockedElsewhere({ lock }: LibraryPaths): boolean {
  if (!existsSync(lock)) return false
  const db = new Sqlite(lock, { readonly: true, timeout: 0 })
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    return false
  } catch (cause) {
    if (cause instanceof Sqlite.SqliteError) return cause.code.startsWith('SQLITE_BUSY')
    throw cause
  } finally {
    db.close()
  }
}
