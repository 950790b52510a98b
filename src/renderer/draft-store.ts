import { create } from 'zustand'
import type { Generation } from '#shared/generation.ts'
import type { ImageParams } from '#shared/image-params.ts'
import type { SourceRole } from '#shared/organising.ts'
import { call } from './bridge.ts'
import { readSavedAtMs, readStoredDraft } from './read-stored-draft.ts'

/** A picture that the draft was begun from. Its generation will remember it. */
export interface DraftSource {
  readonly imageId: number
  readonly role: SourceRole
}

/** What the person is composing: wishes, not yet fitted to what the model takes. */
export interface DraftContent {
  readonly typedPrompt: string
  /** `null` = not chosen yet: OpenAI where there is a key for it, the sketch otherwise. */
  readonly connectionId: string | null
  /** `null` = not chosen yet: the connection's newest model that is alive. */
  readonly model: string | null
  readonly params: ImageParams
  /** The size was entered by hand, so it is kept (and checked) where a listed one would give way. */
  readonly isCustomSize: boolean
  readonly sources: readonly DraftSource[]
}

interface DraftState extends DraftContent {
  /** Taking the last letter away is a new beginning: what the draft came from is forgotten with it. */
  readonly setPrompt: (typedPrompt: string) => void
  readonly setModel: (connectionId: string, model: string) => void
  /** The model stays what was chosen: the new connection may have it, and the one before does when it comes back. */
  readonly setConnection: (connectionId: string) => void
  readonly setParams: (params: Partial<ImageParams>) => void
  readonly setSize: (size: string, isCustomSize: boolean) => void
  /** Forgets these wishes, so that the model's own way applies. */
  readonly forgetParams: (names: readonly (keyof ImageParams)[]) => void
  /** These three replace what is being composed and return the way back. `imageId`: the picture it is taken from. */
  readonly useAsPrompt: (text: string, imageId?: number | null) => () => void
  readonly useEverything: (generation: Generation, imageId?: number | null) => () => void
  readonly startOver: () => () => void
}

export const emptyDraft: DraftContent = {
  typedPrompt: '',
  connectionId: null,
  model: null,
  params: { size: 'auto', n: 1 },
  isCustomSize: false,
  sources: [],
}

const storageKey = 'draft'
const saveAfterMs = 300
const storedAtStart = localStorage.getItem(storageKey)

/** The draft lives outside the rooms: leaving Create, a reload or a crash does not lose what was typed. */
export const useDraftStore = create<DraftState>()((set, get) => {
  const replace = (content: Partial<DraftContent>): (() => void) => {
    const before = contentOf(get())
    set(content)
    return () => set(before)
  }
  return {
    ...(readStoredDraft(storedAtStart) ?? emptyDraft),
    setPrompt: (typedPrompt) => set(typedPrompt === '' ? { typedPrompt, sources: [] } : { typedPrompt }),
    setModel: (connectionId, model) => set({ connectionId, model }),
    setConnection: (connectionId) => set({ connectionId }),
    setParams: (params) => set((state) => ({ params: { ...state.params, ...params } })),
    setSize: (size, isCustomSize) => set((state) => ({ params: { ...state.params, size }, isCustomSize })),
    forgetParams: (names) =>
      set((state) => ({
        params: {
          ...emptyDraft.params,
          ...Object.fromEntries(Object.entries(state.params).filter(([name]) => !names.some((gone) => gone === name))),
        },
        isCustomSize: state.isCustomSize && !names.includes('size'),
      })),
    useAsPrompt: (typedPrompt, imageId = null) => replace({ typedPrompt, sources: sourceFrom(imageId, 'prompt') }),
    useEverything: ({ typedPrompt, connectionId, model, requestedParams }, imageId = null) =>
      replace({
        typedPrompt,
        connectionId,
        model,
        params: requestedParams,
        isCustomSize: false,
        sources: sourceFrom(imageId, 'recipe'),
      }),
    startOver: () => replace({ typedPrompt: '', params: emptyDraft.params, isCustomSize: false, sources: [] }),
  }
})

const sourceFrom = (imageId: number | null, role: SourceRole): readonly DraftSource[] =>
  imageId === null ? [] : [{ imageId, role }]

export function contentOf(state: DraftContent): DraftContent {
  const { typedPrompt, connectionId, model, params, isCustomSize, sources } = state
  return { typedPrompt, connectionId, model, params, isCustomSize, sources }
}

let pendingSave: ReturnType<typeof setTimeout> | null = null
function savePending(): void {
  if (pendingSave === null) return
  clearTimeout(pendingSave)
  pendingSave = null
  const text = JSON.stringify({ ...contentOf(useDraftStore.getState()), savedAtMs: Date.now() })
  localStorage.setItem(storageKey, text)
  // Main logs what keeps it from writing; the copy above is there all the same.
  void call('draft.keep', { text })
}
useDraftStore.subscribe(() => {
  pendingSave ??= setTimeout(savePending, saveAfterMs)
})
addEventListener('pagehide', savePending)

/**
 * Takes main's copy of the draft where it is newer than the page's own: after a kill, which the browser's storage does
 * not survive. What was typed in the meantime stays, below it.
 */
export async function restoreDraft(): Promise<void> {
  const kept = await call('draft.get', {})
  if (!kept.ok || readSavedAtMs(kept.value.text) <= readSavedAtMs(storedAtStart)) return
  const content = readStoredDraft(kept.value.text)
  if (content === null) return
  const { typedPrompt: typedSince } = useDraftStore.getState()
  const isUntouched = typedSince === (readStoredDraft(storedAtStart)?.typedPrompt ?? '')
  useDraftStore.setState(isUntouched ? content : { ...content, typedPrompt: `${content.typedPrompt}\n${typedSince}` })
}
