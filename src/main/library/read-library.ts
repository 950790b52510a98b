import { type Db, openDatabaseReadOnly } from './database.ts'
import type { LibraryWorld } from './library.ts'
import { type LibraryPaths, libraryPaths } from './library-paths.ts'

/** An open library for those who only read: slow questions, checks, exports. */
export interface ReadLibrary {
  readonly paths: LibraryPaths
  /** Cannot write. Sees what was committed when its statement began. */
  readonly db: Db
  readonly world: LibraryWorld
  readonly close: () => void
}

export function openReadLibrary(
  { folder, databasePath }: { readonly folder: string; readonly databasePath: string },
  world: LibraryWorld,
): ReadLibrary {
  const db = openDatabaseReadOnly(databasePath)
  return { paths: libraryPaths(folder), db, world, close: () => db.close() }
}
