import { useWays, type Way } from '../../data/ways.ts'
import { contentOf, type DraftContent } from '../../draft-store.ts'
import { resolveTarget, resolveWay, type Target } from '../../resolve-target.ts'
import { type CheckedEdit, checkEdit } from './check-edit.ts'
import { type EditState, useEditDraft, useEditStore } from './edit-store.ts'
import { useEditor } from './editor-handle.ts'

export interface EditAim {
  readonly ways: readonly Way[]
  readonly way: Way
  /** `null` = a model must be named first. */
  readonly aim: { readonly target: Target; readonly checked: CheckedEdit } | null
}

type Settings = Pick<EditState, 'kind' | 'keepsEverythingElse' | 'featherPx'>

/** The edit of this picture held against what can be reached; `null` while that is not known. */
export function useEditAim(imageId: number): EditAim | null {
  const { data: ways } = useWays()
  const draft = useEditDraft()
  const kind = useEditStore((state) => state.kind)
  const keepsEverythingElse = useEditStore((state) => state.keepsEverythingElse)
  const featherPx = useEditStore((state) => state.featherPx)
  const isEmpty = useEditor((state) => state.drawing?.isEmpty ?? true)
  return ways === undefined
    ? null
    : aimAt(imageId, ways, contentOf(draft), { kind, keepsEverythingElse, featherPx }, isEmpty)
}

/** The same as things stand now, for what is sent later than it was drawn on screen. */
export const currentAim = (imageId: number, ways: readonly Way[]): EditAim =>
  aimAt(
    imageId,
    ways,
    contentOf(useEditDraft.getState()),
    useEditStore.getState(),
    useEditor.getState().drawing?.isEmpty ?? true,
  )

function aimAt(
  imageId: number,
  ways: readonly Way[],
  content: DraftContent,
  { kind, keepsEverythingElse, featherPx }: Settings,
  isEmpty: boolean,
): EditAim {
  const way = resolveWay(content, ways)
  // The sketch is built in, so there always is one.
  if (way === null) throw new Error('There is no connection at all.')
  const target = resolveTarget(content, ways)
  if (target === null) return { ways, way, aim: null }
  const edited = { imageId, kind, isEmpty, keepsEverythingElse, featherPx }
  return { ways, way, aim: { target, checked: checkEdit(content, target, edited, ways) } }
}
