import Sqlite from 'better-sqlite3'
import { insertSources } from '#main/generations/sources.ts'
import { insertQueued, markSent, settleRow } from '#main/generations/table.ts'
import { insertImage } from '#main/images/table.ts'
import type { Db } from '#main/library/database.ts'
import { openInMemory } from '#main/library/database.ts'
import { migrate } from '#main/library/migrate.ts'
import { reindexFailedGeneration, reindexImages } from '#main/library/search.ts'
import type { Draft } from '#shared/generation.ts'
import type { ImportedMetadata } from '#shared/imported-metadata.ts'

/** Rows without bytes: enough for everything that only reads the database. */
export function openRows(): Db {
  const db = openInMemory()
  migrate(db)
  return db
}

/** One picture for each of these prompts, with ids from 1, in a database of its own. */
export function openPrompts(prompts: readonly string[]): Db {
  template ??= openRows().serialize()
  const db = new Sqlite(template)
  db.prepare(
    `INSERT INTO generations (status, provider, connection_id, connection_label, model, typed_prompt, sent_prompt,
       requested_params, actual_params, created_at_ms, settled_at_ms)
     SELECT 'succeeded', 'sketch', 'c1', 'Sketch', 'sketch', value, value, '{}', '{}', 1, 1 FROM json_each(?)`,
  ).run(JSON.stringify(prompts.map((prompt) => prompt.toWellFormed())))
  db.prepare(
    `INSERT INTO images (generation_id, position, sha256, width, height, bytes, format, created_at_ms)
     SELECT id, 0, ?, 1024, 1024, 1, 'png', 1 FROM generations`,
  ).run(bytes.sha256)
  reindexImages(
    db,
    prompts.map((_, index) => index + 1),
  )
  return db
}
let template: Buffer | null = null

interface Marks {
  readonly isFavorite?: boolean
  readonly isJudgedBlind?: boolean
  readonly rating?: number
  readonly note?: string
  readonly deletedAtMs?: number
  readonly tags?: readonly string[]
}

/** A generation with `count` pictures. Answers with their ids. */
export function addGenerated(
  db: Db,
  generated: Marks & {
    readonly typedPrompt: string
    readonly sentPrompt?: string
    readonly revisedPrompt?: string
    readonly count?: number
    readonly model?: string
    readonly provider?: string
    readonly size?: readonly [width: number, height: number]
    readonly costMicroUsd?: number
    readonly createdAtMs?: number
    readonly experimentId?: number
    readonly sources?: Draft['sources']
  },
): readonly number[] {
  const { count = 1, size = [1024, 1024], createdAtMs = 1000 } = generated
  const generationId = addSent(db, generated)
  settleRow(db, generationId, {
    outcome: { status: 'succeeded', actualParams: {} },
    usage: null,
    cost: null,
    requestId: null,
    responseId: null,
    rawResponse: null,
    durationMs: null,
    settledAtMs: createdAtMs,
  })
  const ids = Array.from({ length: count }, (_, position) =>
    insertImage(db, {
      ...bytes,
      generationId,
      position,
      width: size[0],
      height: size[1],
      revisedPrompt: generated.revisedPrompt ?? null,
      importedFileName: null,
      costMicroUsd: generated.costMicroUsd ?? null,
      createdAtMs,
    }),
  )
  for (const id of ids) mark(db, id, generated)
  db.prepare('UPDATE generations SET experiment_id = ? WHERE id = ?').run(generated.experimentId ?? null, generationId)
  reindexImages(db, ids)
  return ids
}

export function addImported(
  db: Db,
  imported: Marks & {
    readonly fileName?: string | null
    readonly metadata?: ImportedMetadata
    readonly createdAtMs?: number
  },
): number {
  const { fileName = 'picture.png', metadata = null, createdAtMs = 1000 } = imported
  const id = insertImage(
    db,
    {
      ...bytes,
      generationId: null,
      position: 0,
      width: 640,
      height: 480,
      revisedPrompt: null,
      importedFileName: fileName,
      costMicroUsd: null,
      createdAtMs,
    },
    metadata,
  )
  mark(db, id, imported)
  reindexImages(db, [id])
  return id
}

/** Answers with the id under which it stands in a list. */
export function addFailed(
  db: Db,
  failed: {
    readonly typedPrompt: string
    readonly model?: string
    readonly createdAtMs?: number
    readonly sources?: Draft['sources']
  },
): number {
  const generationId = addSent(db, failed)
  settleRow(db, generationId, {
    outcome: { status: 'failed', failure: { kind: 'offline' } },
    usage: null,
    cost: null,
    requestId: null,
    responseId: null,
    rawResponse: null,
    durationMs: null,
    settledAtMs: 2000,
  })
  reindexFailedGeneration(db, generationId)
  return -generationId
}

const bytes = { sha256: '0'.repeat(64), format: 'png', bytes: 1, hasContentCredentials: false } as const

function addSent(
  db: Db,
  sent: {
    readonly typedPrompt: string
    readonly sentPrompt?: string
    readonly model?: string
    readonly provider?: string
    readonly createdAtMs?: number
    readonly sources?: Draft['sources']
  },
): number {
  const id = insertQueued(db, {
    provider: sent.provider ?? 'sketch',
    connectionId: 'c1',
    connectionLabel: 'Sketch',
    model: sent.model ?? 'sketch',
    typedPrompt: sent.typedPrompt,
    sentPrompt: sent.sentPrompt ?? sent.typedPrompt,
    requestedParams: { size: '1024x1024', n: 1 },
    createdAtMs: sent.createdAtMs ?? 1000,
    previousGenerationId: null,
  })
  markSent(db, id, sent.createdAtMs ?? 1000)
  insertSources(db, id, sent.sources ?? [])
  return id
}

function mark(db: Db, id: number, marks: Marks): void {
  db.prepare(
    'UPDATE images SET is_favorite = ?, is_judged_blind = ?, rating = ?, note = ?, deleted_at_ms = ? WHERE id = ?',
  ).run(
    marks.isFavorite === true ? 1 : 0,
    marks.isJudgedBlind === true ? 1 : 0,
    marks.rating ?? null,
    marks.note ?? null,
    marks.deletedAtMs ?? null,
    id,
  )
  for (const tag of marks.tags ?? []) {
    db.prepare('INSERT OR IGNORE INTO tags (name, name_key) VALUES (?, ?)').run(tag, tag.toLowerCase())
    db.prepare('INSERT INTO image_tags SELECT ?, id FROM tags WHERE name_key = ?').run(id, tag.toLowerCase())
  }
}

/** Answers with the collection's id. */
export function addCollection(
  db: Db,
  collection: { readonly name: string; readonly parentId?: number; readonly imageIds?: readonly number[] },
): number {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO collections (parent_id, name, created_at_ms) VALUES (?, ?, 1)')
    .run(collection.parentId ?? null, collection.name)
  for (const imageId of collection.imageIds ?? [])
    db.prepare('INSERT INTO collection_images VALUES (?, ?, 1)').run(lastInsertRowid, imageId)
  return Number(lastInsertRowid)
}
