import { libraryIdOf } from '../export/chosen-contents.ts'
import type { ReadLibrary } from '../library/read-library.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import { findBackupPlace } from './backup-folder.ts'
import { makeBackup } from './make-backup.ts'
import { restoreBackup } from './restore-backup.ts'

/** Of the database these only read; the files of a backup are theirs to write. */
export const createBackupReadOperations = (library: ReadLibrary) => ({
  findBackupPlace: ({ chosen }: { readonly chosen: string }) =>
    findBackupPlace({ chosen, libraryFolder: library.paths.folder, libraryId: libraryIdOf(library.db) }),
  makeBackup: (order: Parameters<typeof makeBackup>[1], context: TaskContext) => makeBackup(library, order, context),
  restoreBackup: (order: Parameters<typeof restoreBackup>[1], context: TaskContext) =>
    restoreBackup(library, order, context),
})
