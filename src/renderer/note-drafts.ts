import { ask } from './data/ask.ts'
import { sayFailure } from './say-failure.ts'
import { recordChange } from './undo.ts'

/**
 * Notes that are typed and not yet on disk, by picture. They live outside the field, so that neither another picture that
 * is chosen nor a refused write takes the words away.
 */
const unsaved = new Map<number, string>()
/** On their way: leaving the field and leaving the picture are two reasons to write the same words once. */
const underWay = new Map<number, string>()

export const unsavedNote = (imageId: number): string | undefined => unsaved.get(imageId)

export const keepNote = (imageId: number, text: string): void => void unsaved.set(imageId, text)

/** Writes what is typed for a picture, if anything is. What main refuses stays, for the next time. */
export async function saveNote(imageId: number): Promise<void> {
  const text = unsaved.get(imageId)
  if (text === undefined || underWay.get(imageId) === text) return
  underWay.set(imageId, text)
  try {
    const note = text.trim() === '' ? null : text
    const { undoId } = await ask('images.mark', { ids: [imageId], change: { kind: 'note', note } })
    recordChange({ undoId, kind: 'note', count: 1 })
    // More may have been typed in the meantime.
    if (unsaved.get(imageId) === text) unsaved.delete(imageId)
  } catch (problem) {
    sayFailure(problem)
  } finally {
    if (underWay.get(imageId) === text) underWay.delete(imageId)
  }
}

addEventListener('pagehide', () => {
  for (const imageId of unsaved.keys()) void saveNote(imageId)
})
