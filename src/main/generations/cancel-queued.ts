import type { Generation } from '#shared/generation.ts'
import type { Library } from '../library/library.ts'
import { reindexFailedGeneration } from '../library/search.ts'
import { findGeneration, settleRow } from './table.ts'

/** Ends what waits, all together or not at all: nothing of it leaves on the next start. Answers with the last of them. */
export function cancelQueued(
  { db }: Library,
  { ids, nowMs }: { readonly ids: readonly number[]; readonly nowMs: number },
): Generation | null {
  const cancel = db.transaction(() => {
    for (const id of ids) {
      settleRow(db, id, {
        outcome: { status: 'cancelled', failure: { kind: 'cancelled' } },
        usage: null,
        cost: null,
        requestId: null,
        responseId: null,
        rawResponse: null,
        durationMs: null,
        settledAtMs: nowMs,
      })
      reindexFailedGeneration(db, id)
    }
  })
  cancel.immediate()
  const last = ids.at(-1)
  // None of them has a picture.
  return last === undefined ? null : findGeneration(db, last, () => new Map())
}
