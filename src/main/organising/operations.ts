import type { ParsedInput } from '#shared/contract.ts'
import { ok, type Result } from '#shared/result.ts'
import { namedOriginals } from '../images/drag-out.ts'
import { dropPixels, finishDropping } from '../images/drop-pixels.ts'
import { deleteForGood, emptyTrash } from '../images/empty-trash.ts'
import { markImages, restoreImages, trashImages } from '../images/mark.ts'
import type { Library } from '../library/library.ts'
import {
  addToCollection,
  createCollection,
  moveCollection,
  removeCollection,
  removeFromCollection,
  renameCollection,
} from './collections.ts'
import { createIndexing } from './indexing.ts'
import { removeTag, renameTag } from './tags.ts'
import { type Change, type Changed, createChanges } from './undo.ts'

type Nothing = Readonly<Record<never, never>>

/** What a person does with the pictures once they are there. Each change answers with what takes it back. */
export function createOrganisingOperations(library: Library) {
  const { db, paths, world } = library
  const indexing = createIndexing(library)
  const changes = createChanges(library, indexing)
  /** Makes a change that can be refused before anything is written. */
  const tryTo = <Problem>(act: () => Result<Change | null, Problem>): Result<Changed, Problem> => {
    let refused: { readonly ok: false; readonly failure: Problem } | null = null
    const changed = changes.make(() => {
      const result = act()
      if (result.ok) return result.value
      refused = result
      return null
    })
    return refused ?? ok(changed)
  }

  return {
    markImages: (marking: ParsedInput<'images.mark'>) => changes.make(() => markImages(db, marking)),
    trashImages: ({ ids, nowMs }: { readonly ids: readonly number[]; readonly nowMs: number }) =>
      changes.make(() => trashImages(db, ids, nowMs)),
    restoreImages: ({ ids }: ParsedInput<'images.restore'>) => changes.make(() => restoreImages(db, ids)),
    emptyTrash: (what: ParsedInput<'images.emptyTrash'>) => emptyTrash(library, what),
    deleteForGood: (what: ParsedInput<'images.deleteForGood'>) => deleteForGood(library, what),
    dropPixels: (what: { readonly ids: readonly number[]; readonly nowMs: number }) => dropPixels(library, what),
    /** Resolves when the search index has followed all changes. */
    finishIndexing: (_: Nothing) => indexing.finish(),
    /** What an earlier run began and did not come to the end of. */
    finishChanges: async (_: Nothing) => {
      await indexing.finish()
      await finishDropping(library)
    },
    undoChange: ({ undoId }: ParsedInput<'changes.undo'>) => changes.takeBack(undoId),

    renameTag: ({ name, newName }: ParsedInput<'tags.rename'>) => tryTo(() => renameTag(db, name, newName)),
    removeTag: ({ name }: ParsedInput<'tags.remove'>) => tryTo(() => removeTag(db, name)),

    createCollection: (created: ParsedInput<'collections.create'>) =>
      createCollection(db, { ...created, nowMs: world.nowMs() }),
    renameCollection: ({ id, name }: ParsedInput<'collections.rename'>) => tryTo(() => renameCollection(db, id, name)),
    moveCollection: ({ id, parentId }: ParsedInput<'collections.move'>) =>
      tryTo(() => moveCollection(db, id, parentId)),
    removeCollection: ({ id }: ParsedInput<'collections.remove'>) => tryTo(() => removeCollection(db, id)),
    addToCollection: ({ collectionId, ids }: ParsedInput<'collections.addImages'>) =>
      tryTo(() => addToCollection(db, { id: collectionId, imageIds: ids, nowMs: world.nowMs() })),
    removeFromCollection: ({ collectionId, ids }: ParsedInput<'collections.removeImages'>) =>
      tryTo(() => removeFromCollection(db, collectionId, ids)),

    namedOriginals: ({ ids }: ParsedInput<'images.startDrag'>) => namedOriginals(db, paths, ids),
  }
}
