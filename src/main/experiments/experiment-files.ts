import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../library/database.ts'
import { replaceTextFile } from '../library/durable-file.ts'
import type { LibraryPaths } from '../library/library-paths.ts'
import { toLibraryProblem } from '../library/library-problem.ts'
import { parseJson } from '../library/parse-json.ts'
import { adoptRecord, composeRecord, ExperimentRecord } from './experiment-record.ts'

/**
 * Keeps `experiments/<id>.json` as new as the rows: a library whose database is lost gets its experiments back, votes and
 * all, as it gets its pictures back from the files beside them.
 */
export interface ExperimentFiles {
  /** After a commit that changed this experiment: its file is written soon, at the latest on closing. */
  readonly touch: (id: number) => void
  /** Resolves when everything touched so far is durable; rejects with what the disk refused. */
  readonly flush: () => Promise<void>
  readonly close: () => Promise<void>
}

const idleMs = 1000

export function createExperimentFiles(options: {
  readonly db: Db
  readonly libraryId: string
  readonly paths: LibraryPaths
  readonly report: (cause: unknown) => void
}): ExperimentFiles {
  const { db, libraryId, paths, report } = options
  const due = new Set<number>()
  let timer: NodeJS.Timeout | null = null
  let lastFlush: Promise<void> = Promise.resolve()

  async function writeAll(): Promise<void> {
    if (due.size > 0) await mkdir(paths.experiments, { recursive: true })
    for (const id of due) {
      // Taken off first, so that what changes meanwhile is written once more.
      due.delete(id)
      const record = composeRecord(db, libraryId, id)
      if (record === null) continue
      const file = { folder: paths.experiments, name: `${id}.json`, text: JSON.stringify(record), tmpFolder: paths.tmp }
      try {
        await replaceTextFile(file)
      } catch (cause) {
        due.add(id)
        throw cause
      }
    }
  }

  const flush = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    // One that was refused is tried again.
    lastFlush = lastFlush.catch(() => undefined).then(writeAll)
    return lastFlush
  }
  return {
    touch: (id) => {
      due.add(id)
      timer ??= setTimeout(() => {
        flush().catch(report)
      }, idleMs).unref()
    },
    flush,
    close: () => flush().catch(report),
  }
}

/** Brings the experiments up to what their files know, once the generations are there. The file is as new as the rows or newer. */
export async function adoptExperimentFiles(options: {
  readonly db: Db
  readonly libraryId: string
  readonly paths: LibraryPaths
  readonly report: (cause: unknown) => void
}): Promise<void> {
  const { db, libraryId, paths, report } = options
  if (!existsSync(paths.experiments)) return
  const ids = (await readdir(paths.experiments)).flatMap((name) => {
    const [, id] = /^([1-9]\d{0,15})\.json$/.exec(name) ?? []
    return id === undefined ? [] : [Number(id)]
  })
  for (const id of ids.sort((one, other) => one - other)) {
    const record = ExperimentRecord.safeParse(parseJson(await readFile(join(paths.experiments, `${id}.json`), 'utf8')))
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
