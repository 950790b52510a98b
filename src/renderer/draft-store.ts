import { create, type StoreApi, type UseBoundStore } from 'zustand'
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

/** The picture's generation that a conversation goes on from: only who made it knows it. */
export interface TurnBefore {
  readonly generationId: number
  readonly provider: string
  readonly connectionId: string
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
  /** References in the order in which they are sent. */
  readonly sources: readonly DraftSource[]
  /** `null` = begins anew. */
  readonly turnBefore: TurnBefore | null
}

export interface DraftState extends DraftContent {
  /** Taking the last letter away is a new beginning: whose words it came from is forgotten with it. */
  readonly setPrompt: (typedPrompt: string) => void
  readonly setModel: (connectionId: string, model: string) => void
  /** The model stays what was chosen: the new connection may have it, and the one before does when it comes back. */
  readonly setConnection: (connectionId: string) => void
  readonly setParams: (params: Partial<ImageParams>) => void
  readonly setSize: (size: string, isCustomSize: boolean) => void
  /** Forgets these wishes, so that the model's own way applies. */
  readonly forgetParams: (names: readonly (keyof ImageParams)[]) => void
  readonly removeReference: (imageId: number) => void
  /** To the place of its neighbour, `by` = 1 later or -1 earlier. */
  readonly moveReference: (imageId: number, by: 1 | -1) => void
  readonly startAnew: () => void
  /** These replace what is being composed and return the way back. `imageId`: the picture it is taken from. */
  readonly useAsPrompt: (text: string, imageId?: number | null) => () => void
  readonly useEverything: (generation: Generation, imageId?: number | null) => () => void
  readonly useAsReference: (imageId: number) => () => void
  readonly goOnFrom: (generation: Generation) => () => void
  readonly startOver: () => () => void
}

export const emptyDraft: DraftContent = {
  typedPrompt: '',
  connectionId: null,
  model: null,
  params: { size: 'auto', n: 1 },
  isCustomSize: false,
  sources: [],
  turnBefore: null,
}

const storageKey = 'draft'
const saveAfterMs = 300
const storedAtStart = localStorage.getItem(storageKey)

export type DraftStore = UseBoundStore<StoreApi<DraftState>>

/** A draft that begins with `content`. */
export const createDraftStore = (content: DraftContent): DraftStore =>
  create<DraftState>()((set, get) => {
    const replace = (content: Partial<DraftContent>): (() => void) => {
      const before = contentOf(get())
      set(content)
      return () => set(before)
    }
    return {
      ...content,
      setPrompt: (typedPrompt) =>
        set((state) => (typedPrompt === '' ? { typedPrompt, sources: referencesOf(state) } : { typedPrompt })),
      setModel: (connectionId, model) => set({ connectionId, model }),
      setConnection: (connectionId) => set({ connectionId }),
      setParams: (params) => set((state) => ({ params: { ...state.params, ...params } })),
      setSize: (size, isCustomSize) => set((state) => ({ params: { ...state.params, size }, isCustomSize })),
      forgetParams: (names) =>
        set((state) => ({
          params: {
            ...emptyDraft.params,
            ...Object.fromEntries(
              Object.entries(state.params).filter(([name]) => !names.some((gone) => gone === name)),
            ),
          },
          isCustomSize: state.isCustomSize && !names.includes('size'),
        })),
      removeReference: (imageId) =>
        set(({ sources }) => ({ sources: sources.filter((source) => !isReference(source, imageId)) })),
      moveReference: (imageId, by) => set((state) => ({ sources: moved(state, imageId, by) })),
      startAnew: () => set({ turnBefore: null }),
      useAsPrompt: (typedPrompt, imageId = null) =>
        replace({ typedPrompt, sources: [...sourceFrom(imageId, 'prompt'), ...referencesOf(get())] }),
      useEverything: ({ typedPrompt, connectionId, model, requestedParams }, imageId = null) =>
        replace({
          typedPrompt,
          connectionId,
          model,
          params: requestedParams,
          isCustomSize: false,
          sources: sourceFrom(imageId, 'recipe'),
          turnBefore: null,
        }),
      useAsReference: (imageId) =>
        replace({
          sources: [
            ...get().sources.filter((source) => !isReference(source, imageId)),
            ...sourceFrom(imageId, 'reference'),
          ],
        }),
      goOnFrom: ({ id: generationId, provider, connectionId, model, requestedParams }) =>
        replace({
          typedPrompt: '',
          connectionId,
          model,
          params: requestedParams,
          isCustomSize: false,
          sources: [],
          turnBefore: { generationId, provider, connectionId },
        }),
      startOver: () =>
        replace({ typedPrompt: '', params: emptyDraft.params, isCustomSize: false, sources: [], turnBefore: null }),
    }
  })

/** Create's. It lives outside the rooms: leaving Create, a reload or a crash does not lose what was typed. */
export const useDraftStore: DraftStore = createDraftStore(readStoredDraft(storedAtStart) ?? emptyDraft)

const sourceFrom = (imageId: number | null, role: SourceRole): readonly DraftSource[] =>
  imageId === null ? [] : [{ imageId, role }]

const isReference = ({ imageId, role }: DraftSource, id: number): boolean => role === 'reference' && imageId === id

/** The pictures that go along, in their order. */
export const referencesOf = ({ sources }: Pick<DraftContent, 'sources'>): readonly DraftSource[] =>
  sources.filter(({ role }) => role === 'reference')

function moved(draft: Pick<DraftContent, 'sources'>, imageId: number, by: 1 | -1): readonly DraftSource[] {
  const references = [...referencesOf(draft)]
  const from = references.findIndex((source) => isReference(source, imageId))
  const to = from + by
  if (from < 0 || to < 0 || to >= references.length) return draft.sources
  references.splice(to, 0, ...references.splice(from, 1))
  return [...draft.sources.filter(({ role }) => role !== 'reference'), ...references]
}

export function contentOf(state: DraftContent): DraftContent {
  const { typedPrompt, connectionId, model, params, isCustomSize, sources, turnBefore } = state
  return { typedPrompt, connectionId, model, params, isCustomSize, sources, turnBefore }
}

let pendingSave: ReturnType<typeof setTimeout> | null = null
function savePending(): void {
  if (pendingSave === null) return
  clearTimeout(pendingSave)
  pendingSave = null
  const text = JSON.stringify({ ...contentOf(useDraftStore.getState()), savedAtMs: Date.now() })
  localStorage.setItem(storageKey, text)
  // Main logs what keeps it from writing; the copy above is there all the same.
  void call('draft.keep', { of: 'create', text })
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
  const kept = await call('draft.get', { of: 'create' })
  if (!kept.ok || readSavedAtMs(kept.value.text) <= readSavedAtMs(storedAtStart)) return
  const content = readStoredDraft(kept.value.text)
  if (content === null) return
  const { typedPrompt: typedSince } = useDraftStore.getState()
  const isUntouched = typedSince === (readStoredDraft(storedAtStart)?.typedPrompt ?? '')
  useDraftStore.setState(isUntouched ? content : { ...content, typedPrompt: `${content.typedPrompt}\n${typedSince}` })
}
