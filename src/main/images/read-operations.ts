import type { Arrangement, ImageQuery } from '#shared/image-query.ts'
import type { ReadLibrary } from '../library/read-library.ts'
import { countFacets } from './facets.ts'
import { firstImages } from './first-images.ts'
import { findLineage } from './lineage.ts'
import { listImages } from './list.ts'
import { measureTrash, summariseImages } from './summarise.ts'

export interface Asked {
  readonly query: ImageQuery
  readonly arrangement: Arrangement
}

/** What grows with the library. */
export const createFindReadOperations = ({ db, world }: ReadLibrary) => ({
  listImages: (asked: Asked) => listImages(db, asked, world.nowMs()),
  /** For what is not `isQuick`. */
  firstImages: (asked: Asked & { readonly limit: number }) => firstImages(db, asked, world.nowMs()),
  countFacets: ({ query }: { readonly query: ImageQuery }) => countFacets(db, query, world.nowMs()),
  findLineage: ({ id }: { readonly id: number }) => findLineage(db, id),
  summariseImages: ({ ids }: { readonly ids: readonly number[] }) => summariseImages(db, ids),
  measureTrash: ({ deletedBeforeMs }: { readonly deletedBeforeMs: number | null }) => measureTrash(db, deletedBeforeMs),
})
