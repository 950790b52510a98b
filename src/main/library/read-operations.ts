import { createArchiveReadOperations } from '../archive/read-operations.ts'
import { createBackupReadOperations } from '../backup/read-operations.ts'
import { createExperimentReadOperations } from '../experiments/read-operations.ts'
import { createExportOperations } from '../export/read-operations.ts'
import { createFindReadOperations } from '../images/read-operations.ts'
import { createLedgerReadOperations } from '../ledger/read-operations.ts'
import { createOrganisingReadOperations } from '../organising/read-operations.ts'
import { guardOperations } from './guard-operations.ts'
import { createKeepingReadOperations } from './keeping-read-operations.ts'
import type { ReadLibrary } from './read-library.ts'

type Nothing = Readonly<Record<never, never>>

/** The types that main sees are derived from this table, as with `createOperations`. */
export type ReadOperations = ReturnType<typeof createReadOperations>

/**
 * Everything main can ask of the reading connection: what takes long, or grows with the library. An operation that takes
 * a `TaskContext` reports its progress and can be stopped.
 */
export function createReadOperations(library: ReadLibrary) {
  return guardOperations(library, {
    close: (_: Nothing) => library.close(),
    ...createKeepingReadOperations(library),
    ...createFindReadOperations(library),
    ...createOrganisingReadOperations(library),
    ...createExperimentReadOperations(library),
    ...createExportOperations(library),
    ...createArchiveReadOperations(library),
    ...createBackupReadOperations(library),
    ...createLedgerReadOperations(library),
  })
}
