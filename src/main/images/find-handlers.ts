import type { Handlers } from '#shared/contract.ts'
import { err, ok } from '#shared/result.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import type { WhenOpen } from '../library/when-open.ts'
import { isQuick } from './first-images.ts'

export const createFindHandlers = (options: { readonly whenOpen: WhenOpen; readonly broadcast: Broadcast }) => {
  const { whenOpen, broadcast } = options
  const notFound = err({ kind: 'not-found', what: 'image' } as const)
  const announce = (): void => broadcast('organising.changed', {})

  return {
    'images.list': (input) => whenOpen(async (library) => ok(await library.reader.listImages(input))),
    'images.first': (input) =>
      whenOpen(async (library) => {
        const { firstImages } = isQuick(input) ? library : library.reader
        return ok({ cards: await firstImages(input) })
      }),
    'images.cards': (input) => whenOpen(async (library) => ok({ cards: await library.imageCards(input) })),
    'images.countFacets': (input) =>
      whenOpen(async (library) => ok({ facets: await library.reader.countFacets(input) })),
    'images.lineage': (input) =>
      whenOpen(async (library) => {
        const lineage = await library.reader.findLineage(input)
        return lineage === null ? notFound : ok(lineage)
      }),
    'images.get': (input) =>
      whenOpen(async (library) => {
        const found = await library.getImage(input)
        return found === null ? notFound : ok(found)
      }),

    'savedSearches.list': () => whenOpen(async (library) => ok({ searches: await library.listSavedSearches({}) })),
    'savedSearches.save': (input) =>
      whenOpen(async (library) => {
        const search = await library.saveSearch(input)
        announce()
        return ok(search)
      }),
    'savedSearches.remove': (input) =>
      whenOpen(async (library) => {
        const wasThere = await library.removeSavedSearch(input)
        if (!wasThere) return err({ kind: 'not-found', what: 'saved-search' } as const)
        announce()
        return ok({})
      }),
  } satisfies Partial<Handlers>
}
