import { create } from 'zustand'
import type { Generation } from '#shared/generation.ts'
import { useAppStore } from './app-store.ts'
import { contentOf, type DraftContent, useDraftStore } from './draft-store.ts'
import { focusPrompt } from './focus-prompt.ts'
import { i18n } from './i18n/i18n.ts'
import { showToast } from './ui/toast.tsx'

/** Puts the prompt of a picture into the draft and goes there. What was being typed comes back with Undo. */
export function loadPrompt(text: string, imageId: number | null): void {
  arrive(useDraftStore.getState().useAsPrompt(text, imageId), i18n.t('promptReplaced', { ns: 'create' }))
}

/** The same for prompt, connection, model and parameters. `imageId`: `null` where the generation made no picture. */
export function loadEverything(generation: Generation, imageId: number | null): void {
  arrive(useDraftStore.getState().useEverything(generation, imageId), i18n.t('draftReplaced', { ns: 'create' }))
}

/** Sends a picture along with the words; the rest of the draft stays. Undo as above. */
export function addReference(imageId: number): void {
  arrive(useDraftStore.getState().useAsReference(imageId), i18n.t('referenceAdded', { ns: 'create' }))
}

/** Begins the next turn of a conversation; Undo as above. */
export function goOnFrom(generation: Generation): void {
  arrive(useDraftStore.getState().goOnFrom(generation), i18n.t('goesOnDone', { ns: 'create' }))
}

/** Empties the draft; Undo as above. */
export function startOver(): void {
  arrive(useDraftStore.getState().startOver(), i18n.t('newDraftDone', { ns: 'create' }))
}

/** A draft that took the place of another, and the way back. */
interface LoadedDraft {
  readonly content: DraftContent
  readonly undo: () => void
}

/** Nobody goes further back. */
const mostRemembered = 50

/** What was loaded into the draft, oldest first. */
export const useLoadedDrafts = create<{ readonly loaded: readonly LoadedDraft[] }>()(() => ({ loaded: [] }))

/** Whether the draft is still what was loaded last: then Mod+Z means the loading, and otherwise the words in the field. */
export function useIsDraftAsLoaded(): boolean {
  const last = useLoadedDrafts(({ loaded }) => loaded.at(-1))
  return useDraftStore((draft) => last !== undefined && isSame(last.content, contentOf(draft)))
}

/** Gives back what was being composed before the last loading. */
export const undoLoading = (): void => useLoadedDrafts.getState().loaded.at(-1)?.undo()

function arrive(goBack: () => void, title: string): void {
  const undo = (): void => {
    closeToast()
    useLoadedDrafts.setState(({ loaded }) => ({ loaded: loaded.filter((other) => other !== made) }))
    goBack()
    focusPrompt()
  }
  const made: LoadedDraft = { content: contentOf(useDraftStore.getState()), undo }
  useLoadedDrafts.setState(({ loaded }) => ({ loaded: [...loaded, made].slice(-mostRemembered) }))
  useAppStore.getState().goTo('create')
  focusPrompt()
  const closeToast = showToast({ title, action: { label: i18n.t('undo', { ns: 'create' }), run: undo } })
}

/** By value: what was changed and changed back is the same draft. */
const isSame = (one: DraftContent, other: DraftContent): boolean => JSON.stringify(one) === JSON.stringify(other)
