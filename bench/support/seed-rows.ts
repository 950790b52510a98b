import type { Db } from '#main/library/database.ts'
import { reindexFailedGeneration, reindexImages } from '#main/library/search.ts'
import { createSeededRandom } from '#shared/seeded-random.ts'
import { createPromptWriter } from './prompts.ts'

const models = ['sketch', 'gpt-image-1', 'gpt-image-1-mini', 'gpt-image-1.5', 'gpt-image-2'] as const
const sizes = [
  [1024, 1024],
  [1536, 1024],
  [1024, 1536],
] as const
const tagNames = ['바다', '인물', '풍경', 'poster', 'draft', '최종', 'client A', 'night', '따뜻함', 'logo']
const collectionNames = ['2025', '2026', '고객', 'Ideas']
const startMs = Date.UTC(2025, 0, 1)
const msBetweenGenerations = 90_000
const pictureBytes = 2_200_000
/** Rows a transaction: an index of words that grew grows in steps. */
const lot = 1000

/**
 * Fills an empty database with `rows` pictures: one to four a generation, prompts in Korean and English, ratings,
 * favourites, tags, collections, costs, edits, some in the Trash; and one generation in twenty-five that failed.
 */
export function seedRows(db: Db, rows: number, contentOf: (imageId: number) => string): void {
  const random = createSeededRandom(`library ${rows}`)
  const writePrompt = createPromptWriter(`prompts ${rows}`)
  const insertGeneration = db.prepare(
    `INSERT INTO generations (id, status, provider, connection_id, connection_label, model, typed_prompt, sent_prompt,
       requested_params, actual_params, cost_micro_usd, cost_source, cost_as_of, failure, created_at_ms, settled_at_ms,
       duration_ms)
     VALUES (?, ?, ?, 'c', 'c', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 900)`,
  )
  const insertImage = db.prepare(
    `INSERT INTO images (id, generation_id, position, sha256, width, height, bytes, format, is_favorite, rating,
       deleted_at_ms, created_at_ms, cost_micro_usd)
     VALUES (?, ?, ?, ?, ?, ?, ${pictureBytes}, 'png', ?, ?, ?, ?, ?)`,
  )
  const tagImage = db.prepare('INSERT INTO image_tags (image_id, tag_id) VALUES (?, ?)')
  const collectImage = db.prepare(
    'INSERT INTO collection_images (collection_id, image_id, added_at_ms) VALUES (?, ?, ?)',
  )
  const insertSource = db.prepare('INSERT INTO generation_sources (generation_id, image_id, role) VALUES (?, ?, ?)')
  let imageId = 0
  let generationId = 0

  function addGeneration(): void {
    generationId += 1
    const isFailed = random.chance(0.04)
    const count = isFailed ? 0 : Math.min(random.whole(1, 4), rows - imageId)
    const [width, height] = random.pick<readonly [number, number]>(sizes)
    const model = random.pick(models)
    const prompt = writePrompt()
    const cost = model === 'sketch' || isFailed ? null : random.whole(5_000, 250_000)
    const createdAtMs = startMs + generationId * msBetweenGenerations
    insertGeneration.run(
      generationId,
      isFailed ? 'failed' : 'succeeded',
      model === 'sketch' ? 'sketch' : 'openai-images',
      model,
      prompt,
      prompt,
      JSON.stringify({ size: `${width}x${height}`, n: Math.max(1, count) }),
      isFailed ? null : '{}',
      cost,
      cost === null ? null : 'bench',
      cost === null ? null : '2026-11',
      isFailed ? '{"kind":"timed-out"}' : null,
      createdAtMs,
      createdAtMs + 900,
    )
    if (imageId > 0 && random.chance(0.05)) insertSource.run(generationId, random.whole(1, imageId), 'edit')
    if (isFailed) reindexFailedGeneration(db, generationId)
    for (let position = 0; position < count; position += 1) {
      imageId += 1
      insertImage.run(
        imageId,
        generationId,
        position,
        contentOf(imageId),
        width,
        height,
        random.chance(0.05) ? 1 : 0,
        random.chance(0.15) ? random.whole(1, 5) : null,
        random.chance(0.02) ? createdAtMs : null,
        createdAtMs,
        cost === null ? null : Math.floor(cost / count),
      )
      if (random.chance(0.1)) tagImage.run(imageId, random.whole(1, tagNames.length))
      if (random.chance(0.05)) collectImage.run(random.whole(1, collectionNames.length), imageId, createdAtMs)
    }
  }

  const addLot = db.transaction((): void => {
    const first = imageId + 1
    while (imageId < Math.min(rows, first + lot - 1)) addGeneration()
    reindexImages(
      db,
      Array.from({ length: imageId - first + 1 }, (_, index) => first + index),
    )
  })
  addNames(db)
  while (imageId < rows) addLot()
}

function addNames(db: Db): void {
  const insertTag = db.prepare('INSERT INTO tags (name, name_key) VALUES (?, ?)')
  for (const name of tagNames) insertTag.run(name, name.toLowerCase())
  const insertCollection = db.prepare('INSERT INTO collections (name, created_at_ms) VALUES (?, 0)')
  for (const name of collectionNames) insertCollection.run(name)
}
