import { type ArmKind, ArmSettings, type Trial, type TrialCounts, type TrialImage } from '#shared/experiment.ts'
import { Failure } from '#shared/failure.ts'
import type { GenerationStatus } from '#shared/generation-status.ts'
import type { ImageFormat } from '#shared/image.ts'
import type { Db } from '../library/database.ts'

export interface PlannedTrial {
  readonly armId: number
  readonly promptId: number
  /** From 0. */
  readonly repeat: number
}

/** Adds what is wanted, in the order given, behind what was wanted before. */
export function insertTrials(db: Db, experimentId: number, planned: readonly PlannedTrial[]): void {
  const before = db
    .prepare<[number], number>('SELECT coalesce(max(run_order) + 1, 0) FROM trials WHERE experiment_id = ?')
    .pluck()
    .get(experimentId)
  const insert = db.prepare<[number, number, number, number, number]>(
    'INSERT INTO trials (experiment_id, arm_id, prompt_id, repeat, run_order) VALUES (?, ?, ?, ?, ?)',
  )
  for (const [index, { armId, promptId, repeat }] of planned.entries())
    insert.run(experimentId, armId, promptId, repeat, (before ?? 0) + index)
}

/** A trial that nothing was asked for yet, and everything that it sends. */
export interface NextTrial {
  readonly trialId: number
  readonly armId: number
  readonly kind: ArmKind
  readonly settings: ArmSettings
  readonly typedPrompt: string
  readonly rewritten: string | null
  /** From 0. */
  readonly repeat: number
}

/** The next in their order. Those of an augmented arm wait until their words are there. */
export const nextTrials = (db: Db, experimentId: number, limit: number): readonly NextTrial[] =>
  db
    .prepare<[number, number], Omit<NextTrial, 'settings'> & { readonly settings: string }>(
      `SELECT t.id AS trialId, a.id AS armId, a.kind, a.settings, p.text AS typedPrompt, r.output_text AS rewritten, t.repeat
       FROM trials t JOIN arms a ON a.id = t.arm_id JOIN experiment_prompts p ON p.id = t.prompt_id
         LEFT JOIN rewrites r ON r.id = t.rewrite_id
       WHERE t.experiment_id = ? AND t.generation_id IS NULL AND (a.kind <> 'augmented' OR r.id IS NOT NULL)
       ORDER BY t.run_order LIMIT ?`,
    )
    .all(experimentId, limit)
    .map(({ settings, ...row }) => ({ ...row, settings: ArmSettings.parse(JSON.parse(settings)) }))

/** Within the transaction that begins the generation. A trial that has one already is a defect: it would be bought twice. */
export function assignGeneration(db: Db, trialId: number, generationId: number): void {
  const { changes } = db
    .prepare<[number, number]>('UPDATE trials SET generation_id = ? WHERE id = ? AND generation_id IS NULL')
    .run(generationId, trialId)
  if (changes !== 1) throw new Error(`Trial ${trialId} has a generation already`)
}

/** Lets go of generations that came to nothing, so that they are asked for again. Answers how many. */
export const releaseFailed = (db: Db, experimentId: number): number =>
  db
    .prepare<[number]>(
      `UPDATE trials SET generation_id = NULL WHERE experiment_id = ? AND generation_id IN
         (SELECT id FROM generations WHERE status IN ('refused', 'failed', 'cancelled', 'maybe-billed'))`,
    )
    .run(experimentId).changes

/** Lets go of those that never left: cancelled while they waited. */
export const releaseUnsent = (db: Db, experimentId: number): number =>
  db
    .prepare<[number]>(
      `UPDATE trials SET generation_id = NULL WHERE experiment_id = ? AND generation_id IN
         (SELECT id FROM generations WHERE status = 'cancelled' AND attempts = 0)`,
    )
    .run(experimentId).changes

/** Of generations that wait for their turn. */
export const waitingGenerationIds = (db: Db, experimentId: number): readonly number[] =>
  db
    .prepare<[number], number>(
      `SELECT g.id FROM trials t JOIN generations g ON g.id = t.generation_id
       WHERE t.experiment_id = ? AND g.status = 'queued' ORDER BY g.id`,
    )
    .pluck()
    .all(experimentId)

interface CountRow {
  readonly experimentId: number
  readonly wanted: number
  readonly succeeded: number
  readonly failed: number
  readonly out: number
}

/** By experiment. */
export const trialCounts = (db: Db, experimentId: number | null = null): ReadonlyMap<number, TrialCounts> =>
  new Map(
    db
      .prepare<[{ readonly id: number | null }], CountRow>(
        `SELECT t.experiment_id AS experimentId, count(*) AS wanted,
           count(CASE WHEN g.status = 'succeeded' THEN 1 END) AS succeeded,
           count(CASE WHEN g.status IN ('refused', 'failed', 'cancelled', 'maybe-billed') THEN 1 END) AS failed,
           count(CASE WHEN g.status IN ('queued', 'sent', 'streaming') THEN 1 END) AS out
         FROM trials t LEFT JOIN generations g ON g.id = t.generation_id
         WHERE :id IS NULL OR t.experiment_id = :id GROUP BY t.experiment_id`,
      )
      .all({ id: experimentId })
      .map(({ experimentId: id, ...counts }) => [id, counts]),
  )

interface TrialRow {
  readonly id: number
  readonly armId: number
  readonly promptId: number
  readonly repeat: number
  readonly generationId: number | null
  readonly status: GenerationStatus | null
  readonly failure: string | null
  readonly sentPrompt: string | null
  readonly durationMs: number | null
}

interface ImageRow {
  readonly generationId: number
  readonly id: number
  readonly sha256: string
  readonly format: ImageFormat
  readonly width: number
  readonly height: number
  readonly revisedPrompt: string | null
  readonly costMicroUsd: number | null
  readonly isGone: 0 | 1
}

/** In the order in which they are asked for, each with its pictures. */
export function trialsOf(db: Db, experimentId: number): readonly Trial[] {
  const images = new Map<number, TrialImage[]>()
  const imageRows = db
    .prepare<[number], ImageRow>(
      `SELECT i.generation_id AS generationId, i.id, i.sha256, i.format, i.width, i.height,
         i.revised_prompt AS revisedPrompt, i.cost_micro_usd AS costMicroUsd,
         i.deleted_at_ms IS NOT NULL OR i.pixels_dropped_at_ms IS NOT NULL AS isGone
       FROM trials t JOIN images i ON i.generation_id = t.generation_id
       WHERE t.experiment_id = ? ORDER BY i.generation_id, i.position`,
    )
    .all(experimentId)
  for (const { generationId, isGone, ...image } of imageRows) {
    const of = images.get(generationId) ?? []
    of.push({ ...image, isGone: isGone === 1 })
    images.set(generationId, of)
  }
  return db
    .prepare<[number], TrialRow>(
      `SELECT t.id, t.arm_id AS armId, t.prompt_id AS promptId, t.repeat, t.generation_id AS generationId, g.status,
         g.failure, g.sent_prompt AS sentPrompt, g.duration_ms AS durationMs
       FROM trials t LEFT JOIN generations g ON g.id = t.generation_id
       WHERE t.experiment_id = ? ORDER BY t.run_order`,
    )
    .all(experimentId)
    .map(({ failure, ...row }) => ({
      ...row,
      failure: failure === null ? null : Failure.parse(JSON.parse(failure)),
      images: row.generationId === null ? [] : (images.get(row.generationId) ?? []),
    }))
}
