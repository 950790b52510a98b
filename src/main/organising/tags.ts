import type { Tag } from '#shared/organising.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { Db } from '../library/database.ts'
import { tagKey, tidyName } from './names.ts'
import type { Change, ChangeEvent } from './undo.ts'

/** Tags live as long as an image has them: the last one to lose a tag takes it along. */

type NoSuchTag = { readonly kind: 'not-found'; readonly what: 'tag' }
const noSuchTag = err<NoSuchTag>({ kind: 'not-found', what: 'tag' })

export function addTags(db: Db, imageIds: readonly number[], names: readonly string[]): Change | null {
  const tagged = names.map((name) => ({ name, imageIds: putTag(db, name, imageIds) }))
  return toChange(tagged, ({ name, imageIds: added }) => takeTag(db, name, added))
}

export function removeTags(db: Db, imageIds: readonly number[], names: readonly string[]): Change | null {
  const untagged = names.map((name) => ({ name: writtenName(db, name), imageIds: takeTag(db, name, imageIds) }))
  return toChange(untagged, ({ name, imageIds: removed }) => putTag(db, name, removed))
}

/** To the name of another tag: the two become one. */
export function renameTag(db: Db, name: string, newName: string): Result<Change | null, NoSuchTag> {
  const from = findTag(db, name)
  if (from === null) return noSuchTag
  const written = tidyName(newName)
  if (from.name === written) return ok(null)
  const imageIds = imagesOf(db, from.id)
  if (tagKey(newName) === tagKey(name)) {
    setName(db, from.id, written)
    return ok({ ...ofTags, imageIds, takeBack: () => setName(db, from.id, from.name) })
  }
  const added = putTag(db, newName, imageIds)
  takeTag(db, name, imageIds)
  const takeBack = (): void => {
    takeTag(db, newName, added)
    putTag(db, from.name, imageIds)
  }
  return ok({ ...ofTags, imageIds, takeBack })
}

export function removeTag(db: Db, name: string): Result<Change, NoSuchTag> {
  const tag = findTag(db, name)
  if (tag === null) return noSuchTag
  const imageIds = takeTag(db, name, imagesOf(db, tag.id))
  return ok({ ...ofTags, imageIds, takeBack: () => void putTag(db, tag.name, imageIds) })
}

/** Most used first. Those that only images in the Trash have are among them. */
export function listTags(db: Db): Tag[] {
  // Counting all and taking off those in the Trash reads two indexes from end to end and never an image's row.
  return db
    .prepare<[], Tag>(
      `WITH
         used (tag_id, count) AS (SELECT tag_id, count(*) FROM image_tags GROUP BY tag_id),
         trashed (tag_id, count) AS (
           SELECT tag_id, count(*) FROM images CROSS JOIN image_tags ON image_id = id
           WHERE deleted_at_ms IS NOT NULL GROUP BY tag_id)
       SELECT name, used.count - coalesce(trashed.count, 0) AS imageCount
       FROM tags JOIN used ON used.tag_id = id LEFT JOIN trashed ON trashed.tag_id = id
       ORDER BY imageCount DESC, name_key`,
    )
    .all()
}

/** For those that were left by the deletion of images. */
export const dropUnusedTags = (db: Db): void => {
  db.exec('DELETE FROM tags WHERE NOT EXISTS (SELECT 1 FROM image_tags WHERE tag_id = tags.id)')
}

/** Answers with the images that did not have it yet. Images that are not there are left out. */
export function putTag(db: Db, name: string, imageIds: readonly number[]): number[] {
  const id = findTag(db, name)?.id ?? insertTag(db, name)
  const added = db
    .prepare<[number, string], number>(
      `INSERT OR IGNORE INTO image_tags (image_id, tag_id)
       SELECT images.id, ? FROM json_each(?) CROSS JOIN images ON images.id = value RETURNING image_id`,
    )
    .pluck()
    .all(id, JSON.stringify(imageIds))
  dropIfUnused(db, id)
  return added
}

/** Answers with the images that had it. */
function takeTag(db: Db, name: string, imageIds: readonly number[]): number[] {
  const tag = findTag(db, name)
  if (tag === null) return []
  const removed = db
    .prepare<[number, string], number>(
      `DELETE FROM image_tags WHERE tag_id = ? AND image_id IN (SELECT value FROM json_each(?)) RETURNING image_id`,
    )
    .pluck()
    .all(tag.id, JSON.stringify(imageIds))
  dropIfUnused(db, tag.id)
  return removed
}

interface TagRow {
  readonly id: number
  readonly name: string
}
const findTag = (db: Db, name: string): TagRow | null =>
  db.prepare<[string], TagRow>('SELECT id, name FROM tags WHERE name_key = ?').get(tagKey(name)) ?? null

const writtenName = (db: Db, name: string): string => findTag(db, name)?.name ?? tidyName(name)

const insertTag = (db: Db, name: string): number =>
  Number(
    db.prepare<[string, string]>('INSERT INTO tags (name, name_key) VALUES (?, ?)').run(tidyName(name), tagKey(name))
      .lastInsertRowid,
  )

const setName = (db: Db, id: number, name: string): void => {
  db.prepare<[string, number]>('UPDATE tags SET name = ? WHERE id = ?').run(name, id)
}

const dropIfUnused = (db: Db, id: number): void => {
  db.prepare<[number, number]>(
    'DELETE FROM tags WHERE id = ? AND NOT EXISTS (SELECT 1 FROM image_tags WHERE tag_id = ?)',
  ).run(id, id)
}

const imagesOf = (db: Db, tagId: number): number[] =>
  db.prepare<[number], number>('SELECT image_id FROM image_tags WHERE tag_id = ?').pluck().all(tagId)

const ofTags = {
  events: ['images.changed', 'organising.changed'] satisfies ChangeEvent[],
  isTextChanged: true,
} as const

interface Tagged {
  readonly name: string
  readonly imageIds: readonly number[]
}

function toChange(tagged: readonly Tagged[], takeBackOne: (one: Tagged) => unknown): Change | null {
  const imageIds = [...new Set(tagged.flatMap((one) => one.imageIds))]
  if (imageIds.length === 0) return null
  const takeBack = (): void => {
    for (const one of tagged) if (one.imageIds.length > 0) takeBackOne(one)
  }
  return { ...ofTags, imageIds, takeBack }
}
