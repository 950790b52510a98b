import type { Db } from './database.ts'
import { toSearchText } from './search-text.ts'
import { isUnmadeSql } from './status-sql.ts'

const ofGeneration = (column: string): string =>
  `(SELECT ${column} FROM generations WHERE generations.id = i.generation_id)`

/**
 * Every text by which an image `i` is found: prompts as typed, sent and revised, note, file name, what another program
 * wrote about prompts and model, tags. In SQL; `NULL` where there is none.
 */
export const imageTexts: readonly string[] = [
  ofGeneration('typed_prompt'),
  ofGeneration('nullif(sent_prompt, typed_prompt)'),
  'i.revised_prompt',
  'i.note',
  'i.imported_file_name',
  `i.imported_metadata ->> '$.prompt'`,
  `i.imported_metadata ->> '$.negativePrompt'`,
  `i.imported_metadata ->> '$.model'`,
  `(SELECT group_concat(name, char(10)) FROM image_tags JOIN tags ON tags.id = tag_id WHERE image_id = i.id)`,
]

/** The same of a generation `g` that made no picture. */
export const failedTexts: readonly string[] = ['g.typed_prompt', 'nullif(g.sent_prompt, g.typed_prompt)']

/**
 * Makes the index say what the rows of these images say now; those that are gone leave it. In the transaction that
 * changed their texts.
 */
export function reindexImages(db: Db, imageIds: readonly number[]): void {
  const index = openIndex(db)
  const read = db
    .prepare<[string], [id: number, ...texts: (string | null)[]]>(
      `SELECT i.id, ${imageTexts.join(', ')} FROM images i WHERE i.id IN (SELECT value FROM json_each(?))`,
    )
    .raw()
  // A part at a time: the texts of a million pictures do not fit into memory at once.
  for (let start = 0; start < imageIds.length; start += 1000) {
    const ids = imageIds.slice(start, start + 1000)
    const textsById = new Map(read.all(JSON.stringify(ids)).map(([id, ...texts]) => [id, texts]))
    for (const id of ids) index(id, textsById.get(id))
  }
}

/** The same for a generation that made no picture: it stands under its negative id. */
export function reindexFailedGeneration(db: Db, generationId: number): void {
  const texts = db
    .prepare<[number], (string | null)[]>(
      `SELECT ${failedTexts.join(', ')} FROM generations g WHERE g.id = ? AND g.${isUnmadeSql}`,
    )
    .raw()
    .get(generationId)
  openIndex(db)(-generationId, texts)
}

/** Fills the index anew, from whatever it was. */
export function reindexEverything(db: Db): void {
  db.exec(`INSERT INTO image_search (image_search) VALUES ('delete-all')`)
  reindexImages(db, db.prepare<[], number>('SELECT id FROM images').pluck().all())
  const failed = db.prepare<[], number>(`SELECT id FROM generations WHERE ${isUnmadeSql}`)
  for (const id of failed.pluck().all()) reindexFailedGeneration(db, id)
}

function openIndex(db: Db): (rowid: number, texts: readonly (string | null)[] | undefined) => void {
  const remove = db.prepare<[number]>('DELETE FROM image_search WHERE rowid = ?')
  const put = db.prepare<[number, string, string]>(
    'INSERT OR REPLACE INTO image_search (rowid, latin, grams) VALUES (?, ?, ?)',
  )
  return (rowid, texts) => {
    if (texts === undefined) {
      remove.run(rowid)
      return
    }
    const { latin, grams } = toSearchText(texts.filter((text) => text !== null))
    put.run(rowid, latin, grams)
  }
}
