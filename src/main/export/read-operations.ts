import type { ReadLibrary } from '../library/read-library.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import { exportImages } from './export-images.ts'
import { exportRecords } from './export-records.ts'

/** Exports read only, and go on for long: they run beside the writing connection. */
export const createExportOperations = (library: ReadLibrary) => ({
  exportImages: (order: Parameters<typeof exportImages>[1], context: TaskContext) =>
    exportImages(library, order, context),
  exportRecords: (order: Parameters<typeof exportRecords>[1], context: TaskContext) =>
    exportRecords(library, order, context),
})
