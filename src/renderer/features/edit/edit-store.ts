import { create } from 'zustand'
import type { Drawing } from '#shared/edit.ts'
import type { Failure } from '#shared/failure.ts'
import { maxFeatherPx } from '#shared/limits.ts'
import { call } from '../../bridge.ts'
import { contentOf, createDraftStore, emptyDraft } from '../../draft-store.ts'
import { readSavedAtMs, readStoredDraft } from '../../read-stored-draft.ts'
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
const storedAtStart = localStorage.getItem(draftKey)
const settingsKey = 'edit-settings'

/** What is being written in the Edit room. Its sources are references; the picture edited stands before them. */
export const useEditDraft = createDraftStore(readStoredDraft(storedAtStart) ?? emptyDraft)

export const useEditStore = create<EditState>()(() => ({
  ...readSettings(localStorage.getItem(settingsKey)),
  view: { kind: 'draw' },
  isRawShown: false,
  kept: null,
  pendingDrawing: null,
  isStarting: false,
  startFailure: null,
}))

const saveAfterMs = 300
let pendingSave: ReturnType<typeof setTimeout> | null = null
function savePending(): void {
  if (pendingSave === null) return
  clearTimeout(pendingSave)
  pendingSave = null
  const text = JSON.stringify({ ...contentOf(useEditDraft.getState()), savedAtMs: Date.now() })
  localStorage.setItem(draftKey, text)
  // Main logs what keeps it from writing; the copy above is there all the same.
  void call('draft.keep', { of: 'edit', text })
}
useEditDraft.subscribe(() => {
  pendingSave ??= setTimeout(savePending, saveAfterMs)
  // A refusal speaks of the draft as it was.
  if (useEditStore.getState().startFailure !== null) useEditStore.setState({ startFailure: null })
})
addEventListener('pagehide', savePending)

/** Takes main's copy where it is newer than the page's own: after a kill, which the browser's storage does not survive. */
export async function restoreEditDraft(): Promise<void> {
  const kept = await call('draft.get', { of: 'edit' })
  if (!kept.ok || readSavedAtMs(kept.value.text) <= readSavedAtMs(storedAtStart)) return
  const content = readStoredDraft(kept.value.text)
  // What was typed since stands.
  if (content !== null && useEditDraft.getState().typedPrompt === (readStoredDraft(storedAtStart)?.typedPrompt ?? ''))
    useEditDraft.setState(content)
}

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
