import type { Library } from '../library/library.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import { importArchive } from './import-archive.ts'

/** What main can ask of the writing worker about archives. */
export const createArchiveOperations = (library: Library) => ({
  importArchive: (order: Parameters<typeof importArchive>[1], context: TaskContext) =>
    importArchive(library, order, context),
})
