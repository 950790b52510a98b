import { ask } from './data/ask.ts'
import { type ImageChange, useMark, useRestore, useTrash } from './data/images.ts'
import { sayFailure } from './say-failure.ts'
import { type ChangeKind, recordChange } from './undo.ts'

/**
 * Every change to any number of pictures that can be taken back. Each is one step for Undo, and says on screen when it did
 * not work; the promise tells whether it did.
 */
export function useChangePictures() {
  const mark = useMark()
  const trash = useTrash()
  const restore = useRestore()

  async function change(
    kind: ChangeKind,
    ids: readonly number[],
    work: () => Promise<{ readonly undoId: number | null }>,
    goBack?: () => void,
  ): Promise<boolean> {
    if (ids.length === 0) return false
    try {
      const { undoId } = await work()
      recordChange({ undoId, kind, count: ids.length, goBack })
      return true
    } catch (problem) {
      sayFailure(problem)
      return false
    }
  }

  return {
    mark: (ids: readonly number[], marked: ImageChange) =>
      change(kindOf(marked), ids, () => mark.mutateAsync({ ids, change: marked })),
    /** `goBack` as in `Change`. */
    trash: (ids: readonly number[], goBack?: () => void) => change('trash', ids, () => trash.mutateAsync(ids), goBack),
    restore: (ids: readonly number[], goBack?: () => void) =>
      change('restore', ids, () => restore.mutateAsync(ids), goBack),
    collect: (ids: readonly number[], collectionId: number) =>
      change('collect', ids, () => ask('collections.addImages', { collectionId, ids: [...ids] })),
    uncollect: (ids: readonly number[], collectionId: number, goBack?: () => void) =>
      change('uncollect', ids, () => ask('collections.removeImages', { collectionId, ids: [...ids] }), goBack),
  }
}

const kindOf = (change: ImageChange): ChangeKind =>
  change.kind === 'favorite' ? (change.isFavorite ? 'favorite' : 'unfavorite') : change.kind
