import { z } from 'zod'
import { Generation } from '../generation.ts'
import { GridCard, Image, ImageId, Rating } from '../image.ts'
import { Arrangement, Facets, ImageList, ImageQuery, SavedSearch } from '../image-query.ts'
import { ImportedMetadata } from '../imported-metadata.ts'
import { maxImportBytes, maxNoteLength } from '../limits.ts'
import { CollectionId, SourceRole, Tag, TagName } from '../organising.ts'
import { call, nothing } from './call.ts'

const ids = z.array(ImageId).min(1).max(1_000_000)
const imageIds = z.strictObject({ ids })
/** Takes the change back (`changes.undo`) while the studio runs; `null` = nothing was changed. */
const Undoable = z.strictObject({ undoId: z.number().int().nullable() })

export const imageCalls = {
  'images.get': call(
    z.strictObject({ id: ImageId }),
    z.strictObject({
      image: Image,
      generation: Generation.nullable(),
      tags: z.array(z.string()).readonly(),
      collectionIds: z.array(CollectionId).readonly(),
      metadata: ImportedMetadata.nullable(),
    }),
    ['not-found'],
  ),

  /** Everything that matches, in order. Runs beside the pages, on the reading connection. */
  'images.list': call(z.strictObject({ query: ImageQuery, arrangement: Arrangement }), ImageList),
  /** The first places of a list, ahead of the list itself. */
  'images.first': call(
    z.strictObject({ query: ImageQuery, arrangement: Arrangement, limit: z.number().int().min(1).max(500) }),
    z.strictObject({ cards: z.array(GridCard) }),
  ),
  /** In the order asked for; those that are no longer there are left out. Negative ids as in `ImageList`. */
  'images.cards': call(
    z.strictObject({ ids: z.array(z.number().int()).max(500) }),
    z.strictObject({ cards: z.array(GridCard) }),
  ),
  'images.countFacets': call(z.strictObject({ query: ImageQuery }), z.strictObject({ facets: Facets })),
  /** What a picture came from and what came of it, a few steps either way. */
  'images.lineage': call(
    z.strictObject({ id: ImageId }),
    z.strictObject({
      cards: z.array(GridCard),
      /** From the picture that was used to one that was made with it. */
      edges: z.array(z.strictObject({ fromId: ImageId, toId: ImageId, role: SourceRole })),
    }),
    ['not-found'],
  ),

  /** One change to any number of pictures, in one transaction, with one undo. */
  'images.mark': call(
    z.strictObject({
      ids,
      change: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('favorite'), isFavorite: z.boolean() }),
        z.strictObject({ kind: z.literal('rating'), rating: Rating.nullable() }),
        z.strictObject({ kind: z.literal('note'), note: z.string().max(maxNoteLength).nullable() }),
        z.strictObject({ kind: z.literal('add-tags'), tags: z.array(TagName).min(1).max(100) }),
        z.strictObject({ kind: z.literal('remove-tags'), tags: z.array(TagName).min(1).max(100) }),
      ]),
    }),
    Undoable,
  ),
  'images.trash': call(imageIds, Undoable),
  'images.restore': call(imageIds, Undoable),
  /** Deletes the originals of these pictures and keeps their records. Cannot be taken back. */
  'images.dropPixels': call(imageIds, z.strictObject({ count: z.number().int(), freedBytes: z.number().int() })),
  /** Deletes what is in the Trash, for good. */
  'images.emptyTrash': call(
    z.strictObject({
      /** Only what was put there before; `null` = everything. */
      deletedBeforeMs: z.number().int().nullable(),
    }),
    z.strictObject({ count: z.number().int(), freedBytes: z.number().int() }),
  ),
  /** What `images.emptyTrash` with the same input would delete. */
  'images.measureTrash': call(
    z.strictObject({ deletedBeforeMs: z.number().int().nullable() }),
    z.strictObject({ count: z.number().int(), bytes: z.number().int() }),
  ),
  /** Deletes these for good, as far as they are in the Trash. Cannot be taken back. */
  'images.deleteForGood': call(imageIds, z.strictObject({ count: z.number().int(), freedBytes: z.number().int() })),
  /** Many pictures at once: how much they take and cost, and how many of them have which tag, the most frequent first. */
  'images.summarise': call(
    imageIds,
    z.strictObject({
      count: z.number().int(),
      bytes: z.number().int(),
      /** `null` = not known of any. */
      costMicroUsd: z.number().int().nullable(),
      tags: z.array(Tag).readonly(),
    }),
  ),
  /** Takes one change back. `not-found`: it was taken back already, or the studio was restarted since. */
  'changes.undo': call(z.strictObject({ undoId: z.number().int() }), nothing, ['not-found']),

  'savedSearches.list': call(nothing, z.strictObject({ searches: z.array(SavedSearch) })),
  'savedSearches.save': call(
    z.strictObject({ name: z.string().trim().min(1).max(200), query: ImageQuery }),
    SavedSearch,
  ),
  'savedSearches.remove': call(z.strictObject({ id: z.number().int().positive() }), nothing, ['not-found']),

  'images.import': call(
    z.strictObject({
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= maxImportBytes, 'larger than 50 MB'),
      fileName: z.string().max(500).nullable(),
    }),
    Image,
    ['unsupported-file', 'damaged-file', 'too-large', 'disk-full', 'library-read-only'],
  ),
  'images.saveAs': call(z.strictObject({ id: ImageId }), z.strictObject({ path: z.string() }), [
    'not-found',
    'cancelled',
    'disk-full',
    'bad-request',
  ]),
  'images.showInFolder': call(z.strictObject({ id: ImageId }), nothing, ['not-found']),
  /** Hands the originals to the system's drag and drop. Only while a drag that began in the page goes on. */
  'images.startDrag': call(z.strictObject({ ids: z.array(ImageId).min(1).max(500) }), nothing, ['not-found']),
} as const
