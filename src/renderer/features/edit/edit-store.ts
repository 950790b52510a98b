import { create } from 'zustand'
import type { Drawing } from '#shared/edit.ts'
import type { Failure } from '#shared/failure.ts'
import { maxFeatherPx } from '#shared/limits.ts'
import { createDraftStore, emptyDraft } from '../../draft-store.ts'
import { readStoredDraft } from '../../read-stored-draft.ts'
import { type EditKind, editKinds } from './edit-kind.ts'

/** What is on the stage: the picture to draw on, or what an edit made of it. */
export type EditView =
  | { readonly kind: 'draw' }
  | { readonly kind: 'attempt'; readonly generationId: number }
  | { readonly kind: 'candidate'; readonly generationId: number; readonly rawId: number }

export interface EditState {
  readonly kind: EditKind
  readonly keepsEverythingElse: boolean
  readonly featherPx: number
  readonly view: EditView
  /** The model's own picture instead of the one with the original put back. */
  readonly isRawShown: boolean
  /** The drawing as it was kept last: unchanged, it is not kept again. */
  readonly kept: { readonly drawing: Drawing; readonly maskId: number } | null
  /** To be taken up by the editor of that picture as soon as it can. */
  readonly pendingDrawing: { readonly imageId: number; readonly drawing: Drawing } | null
  /** A mask is being kept and its edit begun: a second press begins no second one. */
  readonly isStarting: boolean
  /** Why the last run started nothing. */
  readonly startFailure: Failure | null
}

const draftKey = 'edit-draft'
const settingsKey = 'edit-settings'

/** What is being written in the Edit room. Its sources are references; the picture edited stands before them. */
export const useEditDraft = createDraftStore(readStoredDraft(localStorage.getItem(draftKey)) ?? emptyDraft)

export const useEditStore = create<EditState>()(() => ({
  ...readSettings(localStorage.getItem(settingsKey)),
  view: { kind: 'draw' },
  isRawShown: false,
  kept: null,
  pendingDrawing: null,
  isStarting: false,
  startFailure: null,
}))

useEditDraft.subscribe((draft) => {
  const { typedPrompt, connectionId, model, params, isCustomSize, sources, turnBefore } = draft
  localStorage.setItem(
    draftKey,
    JSON.stringify({ typedPrompt, connectionId, model, params, isCustomSize, sources, turnBefore }),
  )
  // A refusal speaks of the draft as it was.
  if (useEditStore.getState().startFailure !== null) useEditStore.setState({ startFailure: null })
})
useEditStore.subscribe(({ kind, keepsEverythingElse, featherPx }) =>
  localStorage.setItem(settingsKey, JSON.stringify({ kind, keepsEverythingElse, featherPx })),
)

/** What was stored on an earlier day; what is not understood is as at the beginning. */
function readSettings(text: string | null): Pick<EditState, 'kind' | 'keepsEverythingElse' | 'featherPx'> {
  const usual = { kind: 'part', keepsEverythingElse: true, featherPx: 8 } as const
  if (text === null) return usual
  try {
    const stored: unknown = JSON.parse(text)
    if (typeof stored !== 'object' || stored === null) return usual
    const { kind, keepsEverythingElse, featherPx } = {
      kind: null,
      keepsEverythingElse: null,
      featherPx: null,
      ...stored,
    }
    return {
      kind: editKinds.find((known) => known === kind) ?? usual.kind,
      keepsEverythingElse: keepsEverythingElse !== false,
      featherPx:
        typeof featherPx === 'number' && featherPx >= 0 && featherPx <= maxFeatherPx
          ? Math.round(featherPx)
          : usual.featherPx,
    }
  } catch {
    // Cut off in the middle of a write.
    return usual
  }
}
