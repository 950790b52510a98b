import type { Db } from '../library/database.ts'
import type { LibraryPaths } from '../library/library-paths.ts'
import { toLibraryProblem } from '../library/library-problem.ts'
import { readRecordFiles } from '../library/record-files.ts'
import { adoptRecord, ExperimentRecord } from './experiment-record.ts'

/** Brings the experiments up to what their files know, once the generations are there. The file is as new as the rows or newer. */
export async function adoptExperimentFiles(options: {
  readonly db: Db
  readonly libraryId: string
  readonly paths: LibraryPaths
  readonly report: (cause: unknown) => void
}): Promise<void> {
  const { db, libraryId, paths, report } = options
  for await (const { id, json } of readRecordFiles(paths.experiments)) {
    const record = ExperimentRecord.safeParse(json)
    if (!record.success) {
      report(new Error(`experiments/${id}.json is no record of an experiment`))
      continue
    }
    const adopt = db.transaction(() => {
      if (isOlder(db, id, record.data)) db.prepare<[number]>('DELETE FROM experiments WHERE id = ?').run(id)
      adoptRecord(db, libraryId, record.data)
    })
    try {
      adopt.immediate()
    } catch (cause) {
      // One that the tables refuse does not keep the others from coming back.
      if (toLibraryProblem(cause, paths.folder) !== null) throw cause
      report(cause)
    }
  }
}

/** Whether the rows are those of the same experiment, from before the file was written. */
const isOlder = (db: Db, id: number, record: ExperimentRecord): boolean =>
  db
    .prepare<[number, number], { readonly id: number }>('SELECT id FROM experiments WHERE id = ? AND created_at_ms = ?')
    .get(id, record.createdAtMs) !== undefined
