import { z } from 'zod'
import { ArmKind, ArmSettings, Verdict, VoteReason } from '#shared/experiment.ts'
import { Sha256 } from '#shared/image.ts'
import { findByOrigin } from '../library/adopt-generation.ts'
import type { Db } from '../library/database.ts'
import { parseJson } from '../library/parse-json.ts'
import { insertRewrite } from './rewrites.ts'
import {
  allExperimentIds,
  armsOf,
  findExperimentRow,
  insertExperiment,
  promptsOf,
  setExperimentStatus,
} from './table.ts'
import { type VoteRow, voteColumns } from './votes.ts'

/** A picture, named so that every library finds it. */
const PictureName = z.strictObject({ origin: z.string(), position: z.number().int().min(0), sha256: Sha256 }).readonly()

const place = z.number().int().min(0)
const atMs = z.number().int().min(0).max(253_402_300_799_999)

/**
 * An experiment by itself: everything its rows hold, with places in lists instead of a library's own numbers, and
 * generations by '<library id>/<id>'.
 */
export const ExperimentRecord = z
  .strictObject({
    /** '<library id>/<experiment id>' of where it was made. */
    origin: z.string().max(100),
    title: z.string().min(1).max(200),
    repeats: z.number().int().min(1).max(50),
    seed: z.number().int(),
    createdAtMs: atMs,
    deletedAtMs: atMs.nullable(),
    hasBegun: z.boolean(),
    references: z.array(PictureName.nullable()).max(16).readonly(),
    prompts: z.array(z.string().max(100_000)).min(1).max(500).readonly(),
    arms: z
      .array(z.strictObject({ kind: ArmKind, label: z.string().max(100), settings: ArmSettings }))
      .min(2)
      .max(4)
      .readonly(),
    rewrites: z
      .array(
        z.strictObject({
          inputText: z.string(),
          outputText: z.string(),
          additions: z.array(z.string()).readonly(),
          provider: z.string(),
          connectionId: z.string(),
          connectionLabel: z.string(),
          model: z.string(),
          templateVersion: z.string(),
          instructions: z.string().nullable(),
          editedFrom: place.nullable(),
          createdAtMs: atMs,
        }),
      )
      .readonly(),
    trials: z
      .array(
        z.strictObject({
          arm: place,
          prompt: place,
          repeat: place,
          rewrite: place.nullable(),
          /** `null` = nothing was asked for. */
          generation: z.string().nullable(),
        }),
      )
      .max(50_000)
      .readonly(),
    votes: z
      .array(
        z.strictObject({
          prompt: place,
          leftArm: place,
          rightArm: place,
          /** `null` = its row is gone; the vote stays. */
          left: PictureName.nullable(),
          right: PictureName.nullable(),
          leftSha256: Sha256,
          rightSha256: Sha256,
          verdict: Verdict,
          reasons: z.array(VoteReason).readonly(),
          note: z.string().max(20_000).nullable(),
          judge: z.string().min(1).max(200),
          fingerprint: z.string().max(100),
          createdAtMs: atMs,
          withdrawnAtMs: atMs.nullable(),
        }),
      )
      .readonly(),
  })
  .readonly()
export type ExperimentRecord = z.infer<typeof ExperimentRecord>

interface RewriteRow {
  readonly id: number
  readonly inputText: string
  readonly outputText: string
  readonly additions: string
  readonly provider: string
  readonly connectionId: string
  readonly connectionLabel: string
  readonly model: string
  readonly templateVersion: string
  readonly instructions: string | null
  readonly editedFromId: number | null
  readonly createdAtMs: number
}

interface TrialRow {
  readonly armId: number
  readonly promptId: number
  readonly repeat: number
  readonly rewriteId: number | null
  readonly generationId: number | null
  readonly origin: string | null
}

/** `null` = there is no such experiment. */
export function composeRecord(db: Db, libraryId: string, id: number): ExperimentRecord | null {
  const row = findExperimentRow(db, id)
  if (row === null) return null
  const arms = armsOf(db, id)
  const prompts = promptsOf(db, id)
  const rewrites = rewriteRowsOf(db, id)
  const placeIn = (list: readonly { readonly id: number }[], wanted: number): number =>
    list.findIndex((one) => one.id === wanted)
  const nameOf = pictureNamer(db, libraryId)
  return ExperimentRecord.parse({
    origin: row.origin ?? `${libraryId}/${id}`,
    title: row.title,
    repeats: row.repeats,
    seed: row.seed,
    createdAtMs: row.createdAtMs,
    deletedAtMs: row.deletedAtMs,
    hasBegun: row.status !== 'draft',
    references: z.array(z.number()).parse(JSON.parse(row.referenceIds)).map(nameOf),
    prompts: prompts.map(({ text }) => text),
    arms: arms.map(({ kind, label, settings }) => ({ kind, label, settings })),
    rewrites: rewrites.map(({ id: _, editedFromId, additions, ...rewrite }) => ({
      ...rewrite,
      additions: parseJson(additions),
      editedFrom: editedFromId === null ? null : placeIn(rewrites, editedFromId),
    })),
    trials: db
      .prepare<[number], TrialRow>(
        `SELECT t.arm_id AS armId, t.prompt_id AS promptId, t.repeat, t.rewrite_id AS rewriteId,
           t.generation_id AS generationId, g.origin
         FROM trials t LEFT JOIN generations g ON g.id = t.generation_id
         WHERE t.experiment_id = ? ORDER BY run_order`,
      )
      .all(id)
      .map(({ armId, promptId, repeat, rewriteId, generationId, origin }) => ({
        arm: placeIn(arms, armId),
        prompt: placeIn(prompts, promptId),
        repeat,
        rewrite: rewriteId === null ? null : placeIn(rewrites, rewriteId),
        generation: generationId === null ? null : (origin ?? `${libraryId}/${generationId}`),
      })),
    votes: db
      .prepare<[number], VoteRow & { readonly withdrawnAtMs: number | null }>(
        `SELECT ${voteColumns}, withdrawn_at_ms AS withdrawnAtMs FROM votes WHERE experiment_id = ? ORDER BY id`,
      )
      .all(id)
      .map(({ id: _, promptId, leftArmId, rightArmId, leftImageId, rightImageId, reasons, ...vote }) => ({
        ...vote,
        prompt: placeIn(prompts, promptId),
        leftArm: placeIn(arms, leftArmId),
        rightArm: placeIn(arms, rightArmId),
        left: nameOf(leftImageId),
        right: nameOf(rightImageId),
        reasons: parseJson(reasons),
      })),
  })
}

/** Of all experiments, those that were put away among them. */
export const composeAllRecords = (db: Db, libraryId: string): readonly ExperimentRecord[] =>
  allExperimentIds(db).flatMap((id) => composeRecord(db, libraryId, id) ?? [])

const rewriteRowsOf = (db: Db, experimentId: number): readonly RewriteRow[] =>
  db
    .prepare<[number], RewriteRow>(
      `WITH used AS (SELECT DISTINCT rewrite_id AS id FROM trials WHERE experiment_id = ? AND rewrite_id IS NOT NULL)
       SELECT id, input_text AS inputText, output_text AS outputText, additions, provider,
         connection_id AS connectionId, connection_label AS connectionLabel, model,
         template_version AS templateVersion, instructions, edited_from_id AS editedFromId,
         created_at_ms AS createdAtMs
       FROM rewrites
       WHERE id IN used OR id IN (SELECT edited_from_id FROM rewrites WHERE id IN used) ORDER BY id`,
    )
    .all(experimentId)

function pictureNamer(db: Db, libraryId: string) {
  const find = db.prepare<
    [number],
    {
      readonly generationId: number
      readonly origin: string | null
      readonly position: number
      readonly sha256: string
    }
  >(
    `SELECT g.id AS generationId, g.origin, i.position, i.sha256
     FROM images i JOIN generations g ON g.id = i.generation_id WHERE i.id = ?`,
  )
  return (imageId: number) => {
    const found = find.get(imageId)
    if (found === undefined) return null
    const { generationId, origin, position, sha256 } = found
    return { origin: origin ?? `${libraryId}/${generationId}`, position, sha256 }
  }
}

/**
 * Adds an experiment that a record tells of, unless it is here. Generations are linked where they are here: adopt those
 * first. One that was made here is this library's own again. Within the caller's transaction; answers whether it was added.
 */
export function adoptRecord(db: Db, libraryId: string, record: ExperimentRecord): boolean {
  const ownId = record.origin.startsWith(`${libraryId}/`)
    ? Number(record.origin.slice(libraryId.length + 1))
    : Number.NaN
  const isOwn = Number.isSafeInteger(ownId) && ownId > 0
  const known = db
    .prepare<[string, number | null, number], { readonly id: number }>(
      'SELECT id FROM experiments WHERE origin = ? OR (id = ? AND origin IS NULL AND created_at_ms = ?)',
    )
    .get(record.origin, isOwn ? ownId : null, record.createdAtMs)
  if (known !== undefined) return false
  const isIdFree = isOwn && findExperimentRow(db, ownId) === null
  const imageOf = pictureFinder(db, libraryId)
  const id = insertExperiment(
    db,
    {
      title: record.title,
      prompts: record.prompts,
      arms: record.arms,
      repeats: record.repeats,
      referenceIds: record.references.flatMap((name) => imageOf(name) ?? []),
    },
    {
      ...(isIdFree && { id: ownId }),
      seed: record.seed,
      createdAtMs: record.createdAtMs,
      origin: isIdFree ? null : record.origin,
    },
  )
  // What another studio was still asking for it does not ask for here.
  if (record.hasBegun) setExperimentStatus(db, id, 'paused')
  if (record.deletedAtMs !== null)
    db.prepare<[number, number]>('UPDATE experiments SET deleted_at_ms = ? WHERE id = ?').run(record.deletedAtMs, id)
  const armIds = armsOf(db, id).map((arm) => arm.id)
  const promptIds = promptsOf(db, id).map((prompt) => prompt.id)
  const rewriteIds: number[] = []
  for (const { editedFrom, ...rewrite } of record.rewrites)
    rewriteIds.push(insertRewrite(db, rewrite, editedFrom === null ? null : at(rewriteIds, editedFrom)))
  adoptTrials(db, { libraryId, id, armIds, promptIds, rewriteIds }, record)
  adoptVotes(db, { id, armIds, promptIds, imageOf }, record)
  return true
}

interface Ids {
  readonly id: number
  readonly armIds: readonly number[]
  readonly promptIds: readonly number[]
}

/** A record that names a place that its lists do not have is no record. */
function at(ids: readonly number[], index: number): number {
  const id = ids[index]
  if (id === undefined) throw new Error('The record of an experiment names what it does not have')
  return id
}

function adoptTrials(
  db: Db,
  {
    libraryId,
    id,
    armIds,
    promptIds,
    rewriteIds,
  }: Ids & { readonly libraryId: string; readonly rewriteIds: readonly number[] },
  { trials }: ExperimentRecord,
): void {
  const insert = db.prepare<[number, number, number, number, number, number | null, number | null]>(
    `INSERT INTO trials (experiment_id, arm_id, prompt_id, repeat, run_order, rewrite_id, generation_id)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const mark = db.prepare<[number, number, number]>('UPDATE generations SET arm_id = ?, experiment_id = ? WHERE id = ?')
  for (const [order, { arm, prompt, repeat, rewrite, generation }] of trials.entries()) {
    const generationId = generation === null ? null : findByOrigin(db, libraryId, generation)
    const armId = at(armIds, arm)
    const rewriteId = rewrite === null ? null : at(rewriteIds, rewrite)
    insert.run(id, armId, at(promptIds, prompt), repeat, order, rewriteId, generationId)
    if (generationId !== null) mark.run(armId, id, generationId)
  }
}

function adoptVotes(
  db: Db,
  { id, armIds, promptIds, imageOf }: Ids & { readonly imageOf: ReturnType<typeof pictureFinder> },
  { votes }: ExperimentRecord,
): void {
  const insert = db.prepare<[Record<string, string | number | null>]>(
    `INSERT INTO votes (experiment_id, prompt_id, left_arm_id, right_arm_id, left_image_id, right_image_id,
       left_sha256, right_sha256, verdict, reasons, note, judge, fingerprint, created_at_ms, withdrawn_at_ms)
     VALUES (:id, :promptId, :leftArmId, :rightArmId, :leftImageId, :rightImageId,
       :leftSha256, :rightSha256, :verdict, :reasons, :note, :judge, :fingerprint, :createdAtMs, :withdrawnAtMs)`,
  )
  for (const { prompt, leftArm, rightArm, left, right, reasons, ...vote } of votes)
    insert.run({
      ...vote,
      note: vote.note?.toWellFormed() ?? null,
      reasons: JSON.stringify(reasons),
      id,
      promptId: at(promptIds, prompt),
      leftArmId: at(armIds, leftArm),
      rightArmId: at(armIds, rightArm),
      leftImageId: imageOf(left) ?? noImage,
      rightImageId: imageOf(right) ?? noImage,
    })
}

/** No image has this id: the picture is not here, and the vote is. */
const noImage = 0

const pictureFinder =
  (db: Db, libraryId: string) =>
  (name: z.infer<typeof PictureName> | null): number | null => {
    const generationId = name === null ? null : findByOrigin(db, libraryId, name.origin)
    if (name === null || generationId === null) return null
    const found = db
      .prepare<[number, number, string], number>(
        'SELECT id FROM images WHERE generation_id = ? AND position = ? AND sha256 = ?',
      )
      .pluck()
      .get(generationId, name.position, name.sha256)
    return found ?? null
  }
