import type { Arrangement, ImageQuery } from '#shared/image-query.ts'
import type { Library } from '../library/library.ts'
import { imageCards } from './cards.ts'
import { firstImages } from './first-images.ts'
import { listSavedSearches, removeSavedSearch, saveSearch } from './saved-searches.ts'

type Nothing = Readonly<Record<never, never>>

/** What is answered while a person waits for it, on the writing connection, which is never busy for long. */
export const createFindOperations = ({ db, world }: Library) => ({
  /** For what `isQuick`. */
  firstImages: (asked: { readonly query: ImageQuery; readonly arrangement: Arrangement; readonly limit: number }) =>
    firstImages(db, asked, world.nowMs()),
  imageCards: ({ ids }: { readonly ids: readonly number[] }) => imageCards(db, ids),

  listSavedSearches: (_: Nothing) => listSavedSearches(db),
  saveSearch: (saved: { readonly name: string; readonly query: ImageQuery }) =>
    saveSearch(db, { ...saved, nowMs: world.nowMs() }),
  removeSavedSearch: ({ id }: { readonly id: number }) => removeSavedSearch(db, id),
})
