import { copyDatabase } from '../library/backup.ts'
import type { Library } from '../library/library.ts'

type Nothing = Readonly<Record<never, never>>

export const createBackupOperations = (library: Library) => ({
  /** Sidecars as new as their rows, and a copy of the database for `makeBackup`; `null` = there is nothing in it yet. */
  prepareBackup: async (_: Nothing): Promise<{ readonly databaseCopy: string | null; readonly libraryId: string }> => {
    await library.sidecars.flush()
    return { databaseCopy: await copyDatabase(library.db, library.paths), libraryId: library.id }
  },
})
