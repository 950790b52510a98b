import type { Library } from '../library/library.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import { importFromDisk } from './import-from-disk.ts'

/** What main can ask of the writer for importing. */
export const createImportOperations = (library: Library) => ({
  importFromDisk: ({ paths }: { readonly paths: readonly string[] }, context: TaskContext) =>
    importFromDisk(library, paths, context),
})
