import type { Library } from '../library/library.ts'
import { reindexImages } from '../library/search.ts'

/** Keeps the search index in step with texts that change on many images at once. */
export interface Indexing {
  /** In the transaction that changed the texts of these images. Many of them only get noted down, for `finish`. */
  readonly follow: (imageIds: readonly number[]) => 'at once' | 'later'
  /** Resolves when nothing is noted down any more. */
  readonly finish: () => Promise<void>
}

/** A hundred thousand take ten seconds to index, in which nobody else could write; this many take a tenth of one. */
const atOnce = 1000
const partSize = 500

export function createIndexing({ db }: Pick<Library, 'db'>): Indexing {
  let finishing: Promise<void> | null = null

  const indexPart = db.transaction((): boolean => {
    const ids = db.prepare<[number], number>('SELECT image_id FROM search_due LIMIT ?').pluck().all(partSize)
    if (ids.length === 0) return false
    reindexImages(db, ids)
    db.prepare<[string]>('DELETE FROM search_due WHERE image_id IN (SELECT value FROM json_each(?))').run(
      JSON.stringify(ids),
    )
    return true
  })
  async function indexAll(): Promise<void> {
    // What a closed library leaves is done when it is opened again.
    while (db.open && indexPart.immediate()) await new Promise(setImmediate)
  }
  const finish = (): Promise<void> => {
    finishing ??= indexAll().finally(() => {
      finishing = null
    })
    return finishing
  }

  return {
    follow: (imageIds) => {
      if (imageIds.length <= atOnce) {
        reindexImages(db, imageIds)
        return 'at once'
      }
      db.prepare<[string]>('INSERT OR IGNORE INTO search_due (image_id) SELECT value FROM json_each(?)').run(
        JSON.stringify(imageIds),
      )
      return 'later'
    },
    finish,
  }
}
