import { z } from 'zod'
import { maxCollectionNameLength, maxTagLength } from './limits.ts'

/** Kept in NFC, without blanks around it; told apart without regard to upper and lower case. */
export const TagName = z.string().trim().min(1).max(maxTagLength)
export const CollectionId = z.number().int().positive()
export const CollectionName = z.string().trim().min(1).max(maxCollectionNameLength)

export const Tag = z.strictObject({ name: z.string(), imageCount: z.number().int() }).readonly()
export type Tag = z.infer<typeof Tag>

export const Collection = z
  .strictObject({
    id: CollectionId,
    /** `null` = at the top. */
    parentId: CollectionId.nullable(),
    name: z.string(),
    /** Live pictures in it and in what is inside it. */
    imageCount: z.number().int(),
  })
  .readonly()
export type Collection = z.infer<typeof Collection>

/** What came from what. */
export const SourceRole = z.enum(['prompt', 'recipe', 'reference', 'edit'])
export type SourceRole = z.infer<typeof SourceRole>

/** Pictures that look alike, or are the same file. */
export const DuplicateGroup = z
  .strictObject({ kind: z.enum(['same-file', 'look-alike']), imageIds: z.array(z.number().int()).readonly() })
  .readonly()
export type DuplicateGroup = z.infer<typeof DuplicateGroup>
