import type { Generation } from '#shared/generation.ts'
import { isOut, isUnmade } from '#shared/generation-status.ts'
import { err } from '#shared/result.ts'
import { imagesOfGenerations } from '../images/table.ts'
import type { Library } from '../library/library.ts'
import { failGeneration, isWhole, retireSpool, settleGeneration, settleWithDownloads } from './settle.ts'
import { findGeneration, resumableRows, sentIds } from './table.ts'

/** What became of the generations that were out when the studio ended. */
export interface Recovered {
  readonly succeeded: number
  readonly failed: number
  readonly maybeBilled: number
}

export const nothingRecovered: Recovered = { succeeded: 0, failed: 0, maybeBilled: 0 }

/**
 * Settles, on opening, every generation that had left: by its spool when the answer arrived, as interrupted when
 * it did not. Nothing is ever sent again. A full or read-only disk does not keep the library from opening: what cannot
 * be written is reported and stays for the next start.
 */
export async function recoverGenerations(library: Library): Promise<Recovered> {
  const ends: Generation[] = []
  const resumable = new Set(resumableRows(library.db).map(({ id }) => id))
  for (const id of sentIds(library.db)) {
    try {
      // The provider still has its answer: the queue fetches it.
      if (resumable.has(id) && (await dropBrokenSpool(library, id))) continue
      ends.push(await recoverGeneration(library, id))
    } catch (cause) {
      library.world.report(cause)
    }
  }
  await retireLeftSpools(library)
  const maybeBilled = ends.filter(({ status }) => status === 'maybe-billed').length
  return {
    succeeded: ends.filter(({ status }) => status === 'succeeded').length,
    failed: ends.filter(isUnmade).length - maybeBilled,
    maybeBilled,
  }
}

async function recoverGeneration(library: Library, id: number): Promise<Generation> {
  const settling = { id, nowMs: library.world.nowMs(), durationMs: null }
  const lost = { ...settling, requestId: null, rawResponse: null }
  const spool = await library.spools.read(id)
  if (spool === null) return failGeneration(library, { ...lost, failure: { kind: 'interrupted' } })
  if (spool === 'torn') return failGeneration(library, { ...lost, failure: { kind: 'incomplete' } })

  const settled = await settleGeneration(library, settling)
  if (settled.kind === 'settled') return settled.generation
  // There is no network here, and the addresses have mostly expired. The record keeps them.
  const failure = { kind: 'interrupted', detail: 'The pictures lay at addresses that were not fetched yet.' } as const
  const downloads = settled.links.map(({ position }) => ({ position, image: err(failure) }))
  return settleWithDownloads(library, { ...settling, downloads })
}

/** `false`: the answer is there whole. What of it had come otherwise comes again. */
async function dropBrokenSpool(library: Library, id: number): Promise<boolean> {
  const spool = await library.spools.read(id)
  if (spool !== null && spool !== 'torn' && isWhole(library, spool)) return false
  library.spools.remove(id)
  return true
}

/** A spool outlives its generation when the studio ends between the commit and the dropping. */
async function retireLeftSpools(library: Library): Promise<void> {
  for (const id of library.spools.list()) {
    try {
      const generation = findGeneration(library.db, id, (ids) => imagesOfGenerations(library.db, ids))
      // Of a generation this database does not know: an older copy of it was put back.
      if (generation === null) await library.spools.moveTo(id, library.paths.quarantine)
      else if (!isOut(generation)) await retireSpool(library, id)
    } catch (cause) {
      library.world.report(cause)
    }
  }
}
