import type { Generation } from '#shared/generation.ts'
import { useAppStore } from './app-store.ts'
import { useDraftStore } from './draft-store.ts'
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

/** Empties the draft; Undo as above. */
export function startOver(): void {
  arrive(useDraftStore.getState().startOver(), i18n.t('newDraftDone', { ns: 'create' }))
}

function arrive(undo: () => void, title: string): void {
  useAppStore.getState().goTo('create')
  focusPrompt()
  showToast({ title, action: { label: i18n.t('undo', { ns: 'create' }), run: undo } })
}
