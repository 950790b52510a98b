import { create } from 'zustand'
import { ask } from './data/ask.ts'
import { FailureError } from './data/failure-error.ts'
import { i18n } from './i18n/i18n.ts'
import { sayFailure } from './say-failure.ts'
import { showToast } from './ui/toast.tsx'

/** One change to the library that main can take back while the studio runs. */
export interface Change {
  readonly undoId: number
  readonly kind: ChangeKind
  /** Pictures it was about; 1 for a change to a name. */
  readonly count: number
  /** Puts the screen back to what it showed before, once the change is taken back. */
  readonly goBack?: (() => void) | undefined
}

/** What each kind of change is called, and what is said when it is done. */
const words = {
  favorite: { what: 'whatFavorite', done: 'doneFavorite' },
  unfavorite: { what: 'whatUnfavorite', done: 'doneUnfavorite' },
  rating: { what: 'whatRating', done: 'doneRating' },
  note: { what: 'whatNote', done: 'doneNote' },
  'add-tags': { what: 'whatAddTags', done: 'doneAddTags' },
  'remove-tags': { what: 'whatRemoveTags', done: 'doneRemoveTags' },
  trash: { what: 'whatTrash', done: 'doneTrash' },
  restore: { what: 'whatRestore', done: 'doneRestore' },
  collect: { what: 'whatCollect', done: 'doneCollect' },
  uncollect: { what: 'whatUncollect', done: 'doneUncollect' },
  'collection-rename': { what: 'whatCollectionRename', done: 'doneCollectionRename' },
  'collection-move': { what: 'whatCollectionMove', done: 'doneCollectionMove' },
  'collection-remove': { what: 'whatCollectionRemove', done: 'doneCollectionRemove' },
  'tag-rename': { what: 'whatTagRename', done: 'doneTagRename' },
  'tag-merge': { what: 'whatTagMerge', done: 'doneTagMerge' },
  'tag-remove': { what: 'whatTagRemove', done: 'doneTagRemove' },
} as const
export type ChangeKind = keyof typeof words

/** Done to one picture or collection, these are seen where they were done; words about them would only be in the way. */
const seenAtOnce: readonly ChangeKind[] = [
  'favorite',
  'unfavorite',
  'rating',
  'note',
  'add-tags',
  'remove-tags',
  'collection-rename',
  'collection-move',
]

/** As many as main remembers. */
const maxChanges = 200

interface RecordedChange extends Change {
  readonly closeToast: () => void
}

interface UndoState {
  /** Oldest first. */
  readonly changes: readonly RecordedChange[]
}

/** The changes that can be taken back, several steps deep. */
export const useUndoStore = create<UndoState>()(() => ({ changes: [] }))

/** For “Undo {{what}}” in menu and palette. */
export function describeChange({ kind, count }: Change, language: string = i18n.language): string {
  return i18n.getFixedT(language, 'organise')(words[kind].what, { count, shown: count.toLocaleString(language) })
}

/** Remembers a change and, where it is not seen at once, says that it is done and offers Undo. */
export function recordChange({ undoId, ...change }: Omit<Change, 'undoId'> & { readonly undoId: number | null }): void {
  // Nothing was changed: there is nothing to say and nothing to take back.
  if (undoId === null) return
  const { kind, count } = change
  const made: Change = { undoId, ...change }
  const t = i18n.getFixedT(i18n.language, 'organise')
  // One offer at a time; Mod+Z reaches the changes before it.
  useUndoStore.getState().changes.at(-1)?.closeToast()
  const isSeen = count === 1 && seenAtOnce.includes(kind)
  const closeToast = isSeen
    ? () => undefined
    : showToast({
        title: t(words[kind].done, { count, shown: count.toLocaleString(i18n.language) }),
        action: { label: t('undo'), run: () => void undo(made) },
      })
  useUndoStore.setState(({ changes }) => ({ changes: [...changes, { ...made, closeToast }].slice(-maxChanges) }))
}

/** Takes the newest change back; the next call the one before it. */
export async function undoLast(): Promise<void> {
  const last = useUndoStore.getState().changes.at(-1)
  if (last === undefined) return
  last.closeToast()
  const what = describeChange(last)
  if (await undo(last)) showToast({ title: i18n.t('undone', { ns: 'organise', what }) })
}

/** Answers whether it is taken back. */
async function undo(change: Change): Promise<boolean> {
  // At once, so that the next key press means the change before.
  useUndoStore.setState(({ changes }) => ({ changes: changes.filter(({ undoId }) => undoId !== change.undoId) }))
  try {
    await ask('changes.undo', { undoId: change.undoId })
  } catch (problem) {
    const isGone = problem instanceof FailureError && problem.failure.kind === 'not-found'
    if (isGone) showToast({ title: i18n.t('undoGone', { ns: 'organise' }) })
    else sayFailure(problem)
    return false
  }
  change.goBack?.()
  return true
}
