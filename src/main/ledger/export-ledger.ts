import { dirname } from 'node:path'
import type { Failure } from '#shared/failure.ts'
import type { Purpose } from '#shared/ledger.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { TaskOutcome } from '#shared/task.ts'
import { type Cell, csvHead, csvRow } from '../export/csv.ts'
import { isInside } from '../export/is-inside.ts'
import { toExportFailure } from '../export/to-export-failure.ts'
import { writeWholeFile } from '../export/write-whole-file.ts'
import type { ReadLibrary } from '../library/read-library.ts'
import type { TaskContext } from '../tasks/task-context.ts'

interface EntryRow {
  readonly id: number
  readonly created_at_ms: number
  readonly purpose: Purpose
  readonly provider: string
  readonly connection_label: string
  readonly model: string
  readonly generation_id: number | null
  readonly experiment_id: number | null
  readonly is_batch: 0 | 1
  readonly usage: string | null
  readonly price_version: string | null
  readonly cost_micro_usd: number | null
}

/** An allow-list: a key, an address or the id of a connection has no place in it. An empty cost is an unknown one. */
const columns: Readonly<Record<string, (row: EntryRow) => Cell>> = {
  entry: ({ id }) => id,
  created_at: ({ created_at_ms }) => new Date(created_at_ms).toISOString(),
  purpose: ({ purpose }) => purpose,
  provider: ({ provider }) => provider,
  connection: ({ connection_label }) => connection_label,
  model: ({ model }) => model,
  generation: ({ generation_id }) => generation_id,
  experiment: ({ experiment_id }) => experiment_id,
  batch: ({ is_batch }) => is_batch === 1,
  usage: ({ usage }) => usage,
  price_version: ({ price_version }) => price_version,
  cost_micro_usd: ({ cost_micro_usd }) => cost_micro_usd,
  cost_usd: ({ cost_micro_usd }) => (cost_micro_usd === null ? null : (cost_micro_usd / 1_000_000).toFixed(6)),
}

const lot = 1000

/** Writes every entry into one CSV file, oldest first. */
export async function exportLedger(
  { db, paths }: ReadLibrary,
  { path }: { readonly path: string },
  context: TaskContext,
): Promise<Result<TaskOutcome, Failure>> {
  const next = db.prepare<[number, number], EntryRow>(
    `SELECT id, created_at_ms, purpose, provider, connection_label, model, generation_id, experiment_id, is_batch, usage,
       price_version, cost_micro_usd
     FROM ledger_entries WHERE id > ? ORDER BY id LIMIT ?`,
  )
  const total = db.prepare<[], number>('SELECT count(*) FROM ledger_entries').pluck().get() ?? 0
  try {
    if (await isInside(paths.folder, dirname(path))) return err({ kind: 'bad-request', field: 'path' })
    const bytes = await writeWholeFile(path, async (sink) => {
      await sink.write(csvHead(Object.keys(columns)))
      let done = 0
      for (let rows = next.all(0, lot); rows.length > 0; rows = next.all(rows.at(-1)?.id ?? 0, lot)) {
        context.signal.throwIfAborted()
        await sink.write(rows.map((row) => csvRow(Object.values(columns).map((cellOf) => cellOf(row)))).join(''))
        done += rows.length
        context.report({ done, total: Math.max(done, total) })
      }
    })
    return ok({ kind: 'export', path, fileCount: 1, bytes, refused: [], refusedCount: 0 })
  } catch (cause) {
    const failure = toExportFailure(cause)
    if (failure === null) throw cause
    return err(failure)
  }
}
