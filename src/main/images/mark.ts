import type { ParsedInput } from '#shared/contract.ts'
import { assertNever } from '#shared/result.ts'
import type { Db } from '../library/database.ts'
import { addTags, removeTags } from '../organising/tags.ts'
import type { Change, ChangeEvent } from '../organising/undo.ts'
import { type MarkColumn, type MarkValue, setColumn } from './set-column.ts'

/** One change to any number of images. `null` = they all were like that already. */
export function markImages(db: Db, { ids, change }: ParsedInput<'images.mark'>): Change | null {
  switch (change.kind) {
    case 'favorite':
      return mark(db, ids, 'is_favorite', change.isFavorite ? 1 : 0)
    case 'rating':
      return mark(db, ids, 'rating', change.rating)
    case 'note':
      return mark(db, ids, 'note', tidyNote(change.note))
    case 'add-tags':
      return addTags(db, ids, change.tags)
    case 'remove-tags':
      return removeTags(db, ids, change.tags)
    default:
      return assertNever(change)
  }
}

/** Into the Trash. Those already there keep the time since when they are. */
export function trashImages(db: Db, ids: readonly number[], nowMs: number): Change | null {
  const live = db
    .prepare<[string], number>(
      'SELECT id FROM images WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at_ms IS NULL',
    )
    .pluck()
    .all(JSON.stringify(ids))
  return mark(db, live, 'deleted_at_ms', nowMs)
}

/** Out of the Trash. */
export const restoreImages = (db: Db, ids: readonly number[]): Change | null => mark(db, ids, 'deleted_at_ms', null)

/** As it was written; one of nothing but blanks is none. */
const tidyNote = (note: string | null): string | null =>
  note === null || note.trim() === '' ? null : note.toWellFormed()

/** What is in the Trash counts for no tag and no collection. */
const eventsByColumn: Readonly<Record<MarkColumn, readonly ChangeEvent[]>> = {
  is_favorite: ['images.changed'],
  rating: ['images.changed'],
  note: ['images.changed'],
  deleted_at_ms: ['images.changed', 'organising.changed'],
}

function mark(db: Db, ids: readonly number[], column: MarkColumn, value: MarkValue): Change | null {
  const before = setColumn(db, column, ids, value)
  if (before.size === 0) return null
  const takeBack = (): void => {
    for (const [formerValue, group] of before) setColumn(db, column, group, formerValue)
  }
  return {
    events: eventsByColumn[column],
    imageIds: [...before.values()].flat(),
    isTextChanged: column === 'note',
    takeBack,
  }
}
