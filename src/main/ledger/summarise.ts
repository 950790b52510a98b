import type { LedgerGroup, LedgerPeriod, LedgerSummary, Spent } from '#shared/ledger.ts'
import type { Db } from '../library/database.ts'
import { type Span, slicesOf, spanOf } from './periods.ts'

interface SumRow {
  readonly microUsd: number | null
  readonly entryCount: number
  readonly unknownCount: number
}

const sums = `sum(cost_micro_usd) AS microUsd, count(*) AS entryCount, count(*) - count(cost_micro_usd) AS unknownCount`

const toSpent = ({ microUsd, entryCount, unknownCount }: SumRow): Spent => ({
  microUsd: microUsd ?? 0,
  entryCount,
  unknownCount,
})

/** A clock that was set wrong for a while leaves entries outside of any day of today; they are in “all”. */
const everything: Span = { startMs: Number.MIN_SAFE_INTEGER, endMs: Number.MAX_SAFE_INTEGER }

/** What was spent in a while. */
export function spentIn(db: Db, span: Span): Spent {
  const row = db
    .prepare<[Span], SumRow>(
      `SELECT ${sums} FROM ledger_entries WHERE created_at_ms >= :startMs AND created_at_ms < :endMs`,
    )
    .get(span)
  return toSpent(row ?? { microUsd: null, entryCount: 0, unknownCount: 0 })
}

/** Sums are of known costs, with how many are unknown beside them. Days and months are those of this computer. */
export function summariseLedger(db: Db, { period, nowMs }: { readonly period: LedgerPeriod; readonly nowMs: number }) {
  const { firstMs } = db
    .prepare<[], { readonly firstMs: number | null }>('SELECT min(created_at_ms) AS firstMs FROM ledger_entries')
    .get() ?? { firstMs: null }
  const spans = { today: spanOf('day', nowMs), month: spanOf('month', nowMs), all: everything }
  const by = (key: string, label: string) => groupsBy(db, spans[period], key, label)
  return {
    totals: {
      today: spentIn(db, spans.today),
      month: spentIn(db, spans.month),
      all: spentIn(db, spans.all),
    },
    period,
    groups: {
      model: by('model', 'model'),
      connection: by('connection_id', 'connection_label'),
      experiment: by(
        'CAST(experiment_id AS TEXT)',
        '(SELECT title FROM experiments WHERE id = ledger_entries.experiment_id)',
      ),
      purpose: by('purpose', 'NULL'),
    },
    slices: slicesOf(period, nowMs, firstMs).map((span) => ({ startMs: span.startMs, spent: spentIn(db, span) })),
  } satisfies LedgerSummary
}

/** With a single max(), SQLite takes the other columns of a group from that row: the label is the newest one. */
const groupsBy = (db: Db, span: Span, key: string, label: string): LedgerGroup[] =>
  db
    .prepare<[Span], SumRow & { readonly key: string | null; readonly label: string | null }>(
      `SELECT ${key} AS key, ${label} AS label, max(id), ${sums} FROM ledger_entries
       WHERE created_at_ms >= :startMs AND created_at_ms < :endMs
       GROUP BY 1 ORDER BY microUsd DESC, entryCount DESC, key`,
    )
    .all(span)
    .map((row) => ({ key: row.key, label: row.label, spent: toSpent(row) }))
