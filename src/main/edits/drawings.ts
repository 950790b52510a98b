import type { z } from 'zod'
import { MarkupHistory, MaskHistory } from '#shared/drawing-history.ts'
import type { DrawingKind } from '#shared/edit.ts'
import type { Db } from '../library/database.ts'

/** What is being drawn on a picture and was not kept yet. */
export interface UnfinishedDrawings {
  readonly mask: MaskHistory
  readonly markup: MarkupHistory
}

export const readDrawings = (db: Db, imageId: number): UnfinishedDrawings => ({
  mask: readHistory(db, imageId, 'mask', MaskHistory),
  markup: readHistory(db, imageId, 'markup', MarkupHistory),
})

function readHistory<History>(db: Db, imageId: number, kind: DrawingKind, schema: z.ZodType<History>): History {
  const changes = db
    .prepare<[number, string], string>(
      'SELECT change FROM drawing_changes WHERE image_id = ? AND kind = ? ORDER BY position',
    )
    .pluck()
    .all(imageId, kind)
    .map((change): unknown => JSON.parse(change))
  return schema.parse({ changes, position: positionOf(db, imageId, kind) })
}

const positionOf = (db: Db, imageId: number, kind: DrawingKind): number =>
  db
    .prepare<[number, string], number>('SELECT position FROM drawing_positions WHERE image_id = ? AND kind = ?')
    .pluck()
    .get(imageId, kind) ?? 0

const countChanges = (db: Db, imageId: number, kind: DrawingKind): number =>
  db
    .prepare<[number, string], number>('SELECT count(*) FROM drawing_changes WHERE image_id = ? AND kind = ?')
    .pluck()
    .get(imageId, kind) ?? 0

/**
 * Puts a change at a position and lets it count; what stood there and behind it is gone. `false` = there would be a gap
 * before it.
 */
export function addChange(
  db: Db,
  added: {
    readonly imageId: number
    readonly kind: DrawingKind
    readonly position: number
    readonly change: unknown
  },
): boolean {
  const { imageId, kind, position, change } = added
  const add = db.transaction(() => {
    if (position > countChanges(db, imageId, kind)) return false
    db.prepare<[number, string, number]>(
      'DELETE FROM drawing_changes WHERE image_id = ? AND kind = ? AND position >= ?',
    ).run(imageId, kind, position)
    db.prepare<[number, string, number, string]>(
      'INSERT INTO drawing_changes (image_id, kind, position, change) VALUES (?, ?, ?, ?)',
    ).run(imageId, kind, position, JSON.stringify(change).toWellFormed())
    setPosition(db, imageId, kind, position + 1)
    return true
  })
  return add.immediate()
}

/** So many changes count. `false` = there are not so many. */
export function moveTo(db: Db, imageId: number, kind: DrawingKind, position: number): boolean {
  const move = db.transaction(() => {
    if (position > countChanges(db, imageId, kind)) return false
    setPosition(db, imageId, kind, position)
    return true
  })
  return move.immediate()
}

const setPosition = (db: Db, imageId: number, kind: DrawingKind, position: number): void => {
  db.prepare<[number, string, number]>(
    `INSERT INTO drawing_positions (image_id, kind, position) VALUES (?, ?, ?)
     ON CONFLICT (image_id, kind) DO UPDATE SET position = excluded.position`,
  ).run(imageId, kind, position)
}
