import { z } from 'zod'

export const SortOrder = z.enum(['newest', 'oldest', 'rating', 'cost'])
export type SortOrder = z.infer<typeof SortOrder>
export const Grouping = z.enum(['none', 'day', 'prompt', 'experiment'])
export type Grouping = z.infer<typeof Grouping>

/** Which pictures to find. */
export const ImageQuery = z
  .strictObject({
    /** In the query language (`query-language.ts`); empty = all. */
    text: z.string().max(2000),
    place: z.enum(['library', 'trash']),
    /** `null` = whatever collection they are in. Those inside it count as in it. */
    collectionId: z.number().int().positive().nullable(),
  })
  .readonly()
export type ImageQuery = z.infer<typeof ImageQuery>

/** In which order, and how put together. */
export const Arrangement = z
  .strictObject({
    sort: SortOrder,
    groupBy: Grouping,
    /** A generation's pictures take one place. */
    isStacked: z.boolean(),
  })
  .readonly()
export type Arrangement = z.infer<typeof Arrangement>

/**
 * Everything a query finds, in order: enough for an exact scrollbar, for a jump anywhere and for choosing a range. The
 * pictures themselves are asked for as they come into sight (`images.cards`).
 */
export const ImageList = z
  .strictObject({
    /** Image ids; a negative one is a generation that made no picture, by its id (`is:failed`). */
    ids: z.instanceof(Int32Array),
    /** How many pictures stand behind each place; `null` when nothing is stacked. */
    stackSizes: z.instanceof(Int32Array).nullable(),
    /** In order; each runs to the start of the next. Empty when nothing is grouped. */
    groups: z.array(
      z.discriminatedUnion('kind', [
        /** `YYYY-MM-DD`, in the time of this computer. */
        z.strictObject({ kind: z.literal('day'), start: z.number().int(), day: z.string() }),
        /** First 200 characters; `null` = imported, without one. */
        z.strictObject({ kind: z.literal('prompt'), start: z.number().int(), prompt: z.string().nullable() }),
        z.strictObject({ kind: z.literal('experiment'), start: z.number().int(), id: z.number().int().nullable() }),
      ]),
    ),
  })
  .readonly()
export type ImageList = z.infer<typeof ImageList>

export const FacetField = z.enum(['model', 'provider', 'tag', 'rating', 'size', 'is'])
export type FacetField = z.infer<typeof FacetField>
/** Most frequent first, at most 200 values a field. */
export const Facets = z.record(
  FacetField,
  z.array(z.strictObject({ value: z.string(), count: z.number().int() })).readonly(),
)
export type Facets = z.infer<typeof Facets>

export const SavedSearch = z
  .strictObject({
    id: z.number().int().positive(),
    name: z.string(),
    query: ImageQuery,
    createdAtMs: z.number().int(),
  })
  .readonly()
export type SavedSearch = z.infer<typeof SavedSearch>
