import { z } from 'zod'
import { ImageId } from '../image.ts'
import { Collection, CollectionId, CollectionName, Tag, TagName } from '../organising.ts'
import { call, nothing } from './call.ts'

const Undoable = z.strictObject({ undoId: z.number().int().nullable() })
const inCollection = z.strictObject({ collectionId: CollectionId, ids: z.array(ImageId).min(1).max(1_000_000) })

export const organisingCalls = {
  /** Most used first. */
  'tags.list': call(nothing, z.strictObject({ tags: z.array(Tag) })),
  /** To the name of another tag: the two become one. */
  'tags.rename': call(z.strictObject({ name: TagName, newName: TagName }), Undoable, ['not-found']),
  'tags.remove': call(z.strictObject({ name: TagName }), Undoable, ['not-found']),

  'collections.list': call(nothing, z.strictObject({ collections: z.array(Collection) })),
  'collections.create': call(z.strictObject({ name: CollectionName, parentId: CollectionId.nullable() }), Collection, [
    'not-found',
  ]),
  'collections.rename': call(z.strictObject({ id: CollectionId, name: CollectionName }), Undoable, ['not-found']),
  /** `bad-request`: into itself, or into what is inside it. */
  'collections.move': call(z.strictObject({ id: CollectionId, parentId: CollectionId.nullable() }), Undoable, [
    'not-found',
    'bad-request',
  ]),
  /** With what is inside it. The pictures stay. */
  'collections.remove': call(z.strictObject({ id: CollectionId }), Undoable, ['not-found']),
  'collections.addImages': call(inCollection, Undoable, ['not-found']),
  'collections.removeImages': call(inCollection, Undoable, ['not-found']),
} as const
