import type { Generation } from '#shared/generation.ts'
import { err } from '#shared/result.ts'
import { imagesOfGenerations } from '../images/table.ts'
import type { Library } from '../library/library.ts'
import { failGeneration, retireSpool, settleGeneration, settleWithDownloads } from './settle.ts'
import { findGeneration, sentIds } from './table.ts'

/** What became of the generations that were out when the studio ended. */
export interface Recovered {
  readonly succeeded: number
  readonly failed: number
  readonly maybeBilled: number
}

export const nothingRecovered: Recovered = { succeeded: 0, failed: 0, maybeBilled: 0 }

/**
 * Settles, on opening, every generation that is still `sent`: by its spool when the answer arrived, as interrupted when
 * it did not. Nothing is ever sent again. A full or read-only disk does not keep the library from opening: what cannot
 * be written is reported and stays for the next start.
 */
export async function recoverGenerations(library: Library): Promise<Recovered> {
  const ends: Generation['status'][] = []
  for (const id of sentIds(library.db)) {
    try {
      ends.push((await recoverGeneration(library, id)).status)
    } catch (cause) {
      library.world.report(cause)
    }
  }
  await retireLeftSpools(library)
  const count = (status: Generation['status']): number => ends.filter((end) => end === status).length
  return { succeeded: count('succeeded'), failed: count('failed'), maybeBilled: count('maybe-billed') }
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

/** A spool outlives its generation when the studio ends between the commit and the dropping. */
async function retireLeftSpools(library: Library): Promise<void> {
  for (const id of library.spools.list()) {
    try {
      const generation = findGeneration(library.db, id, (ids) => imagesOfGenerations(library.db, ids))
      // Of a generation this database does not know: an older copy of it was put back.
      if (generation === null) await library.spools.moveTo(id, library.paths.quarantine)
      else if (generation.status !== 'sent') await retireSpool(library, id)
    } catch (cause) {
      library.world.report(cause)
    }
  }
}
