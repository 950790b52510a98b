import type { ReadLibrary } from '../library/read-library.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import { exportLedger } from './export-ledger.ts'
import { summariseLedger } from './summarise.ts'

export const createLedgerReadOperations = (library: ReadLibrary) => ({
  summariseLedger: (asked: Parameters<typeof summariseLedger>[1]) => summariseLedger(library.db, asked),
  exportLedger: (order: Parameters<typeof exportLedger>[1], context: TaskContext) =>
    exportLedger(library, order, context),
})
