import type { ReadLibrary } from '../library/read-library.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import { exportArchive } from './write-archive.ts'

export const createArchiveReadOperations = (library: ReadLibrary) => ({
  exportArchive: (order: Parameters<typeof exportArchive>[1], context: TaskContext) =>
    exportArchive(library, order, context),
})
