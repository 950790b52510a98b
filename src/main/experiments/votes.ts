import type { Verdict, Vote, VoteReason } from '#shared/experiment.ts'
import { VoteReason as Reason } from '#shared/experiment.ts'
import type { Db } from '../library/database.ts'
import { fingerprintOf } from './fingerprint.ts'
import { armsOf } from './table.ts'

/** Two pictures of one prompt and of different arms, sides drawn. */
export interface Pair {
  readonly promptId: number
  readonly left: PairSide
  readonly right: PairSide
}
interface PairSide {
  readonly imageId: number
  readonly armId: number
  readonly sha256: string
}

export interface NewVote {
  readonly experimentId: number
  readonly pair: Pair
  readonly verdict: Verdict
  readonly reasons: readonly VoteReason[]
  readonly note: string | null
  /** `person`, or the id of the model that judged. */
  readonly judge: string
  readonly nowMs: number
}

/** Commits a judgement; its pictures count as judged blind where a person judged them. */
export function insertVote(db: Db, vote: NewVote): number {
  const { experimentId, pair } = vote
  const { lastInsertRowid } = db
    .prepare<[Record<string, string | number | null>]>(
      `INSERT INTO votes (experiment_id, prompt_id, left_arm_id, right_arm_id, left_image_id, right_image_id,
         left_sha256, right_sha256, verdict, reasons, note, judge, fingerprint, created_at_ms)
       VALUES (:experimentId, :promptId, :leftArmId, :rightArmId, :leftImageId, :rightImageId,
         :leftSha256, :rightSha256, :verdict, :reasons, :note, :judge, :fingerprint, :nowMs)`,
    )
    .run({
      experimentId,
      promptId: pair.promptId,
      leftArmId: pair.left.armId,
      rightArmId: pair.right.armId,
      leftImageId: pair.left.imageId,
      rightImageId: pair.right.imageId,
      leftSha256: pair.left.sha256,
      rightSha256: pair.right.sha256,
      verdict: vote.verdict,
      reasons: JSON.stringify(vote.reasons),
      note: vote.note?.toWellFormed() ?? null,
      judge: vote.judge,
      fingerprint: currentFingerprint(db, experimentId, pair),
      nowMs: vote.nowMs,
    })
  if (vote.judge === 'person')
    db.prepare<[number, number]>('UPDATE images SET is_judged_blind = 1 WHERE id IN (?, ?)').run(
      pair.left.imageId,
      pair.right.imageId,
    )
  return Number(lastInsertRowid)
}

/** Of both arms as they are now, whichever stood where. */
function currentFingerprint(
  db: Db,
  experimentId: number,
  {
    promptId,
    left,
    right,
  }: {
    readonly promptId: number
    readonly left: { readonly armId: number }
    readonly right: { readonly armId: number }
  },
): string {
  const rewrittenOf = db
    .prepare<[number, number], string>(
      `SELECT r.output_text FROM trials t JOIN rewrites r ON r.id = t.rewrite_id
       WHERE t.arm_id = ? AND t.prompt_id = ? ORDER BY r.id DESC LIMIT 1`,
    )
    .pluck()
  return fingerprintOf(
    armsOf(db, experimentId)
      .filter(({ id }) => id === left.armId || id === right.armId)
      .map(({ id, kind, settings }) => ({ kind, settings, rewritten: rewrittenOf.get(id, promptId) ?? null })),
  )
}

/** A vote as the table holds it. */
export interface VoteRow {
  readonly id: number
  readonly promptId: number
  readonly leftArmId: number
  readonly rightArmId: number
  readonly leftImageId: number
  readonly rightImageId: number
  readonly leftSha256: string
  readonly rightSha256: string
  readonly verdict: Verdict
  readonly reasons: string
  readonly note: string | null
  readonly judge: string
  readonly fingerprint: string
  readonly createdAtMs: number
}

export const voteColumns = `id, prompt_id AS promptId, left_arm_id AS leftArmId, right_arm_id AS rightArmId,
  left_image_id AS leftImageId, right_image_id AS rightImageId, left_sha256 AS leftSha256,
  right_sha256 AS rightSha256, verdict, reasons, note, judge, fingerprint, created_at_ms AS createdAtMs`

/** All that were not taken back, oldest first. */
export function votesOf(db: Db, experimentId: number): readonly Vote[] {
  const fingerprints = new Map<string, string>()
  const fingerprintNow = (row: VoteRow): string => {
    const key = [row.promptId, ...[row.leftArmId, row.rightArmId].sort((one, other) => one - other)].join(' ')
    const known = fingerprints.get(key)
    if (known !== undefined) return known
    const now = currentFingerprint(db, experimentId, {
      promptId: row.promptId,
      left: { armId: row.leftArmId },
      right: { armId: row.rightArmId },
    })
    fingerprints.set(key, now)
    return now
  }
  return db
    .prepare<[number], VoteRow>(
      `SELECT ${voteColumns}
       FROM votes WHERE experiment_id = ? AND withdrawn_at_ms IS NULL ORDER BY id`,
    )
    .all(experimentId)
    .map((row) => {
      const { fingerprint, reasons, ...vote } = row
      return { ...vote, reasons: readReasons(reasons), isStale: fingerprint !== fingerprintNow(row) }
    })
}

const readReasons = (text: string): readonly VoteReason[] => Reason.array().catch([]).parse(JSON.parse(text))

/** By persons, by experiment. */
export const voteCounts = (db: Db): ReadonlyMap<number, number> =>
  new Map(
    db
      .prepare<[], { readonly id: number; readonly count: number }>(
        `SELECT experiment_id AS id, count(*) AS count FROM votes
         WHERE withdrawn_at_ms IS NULL AND judge = 'person' GROUP BY experiment_id`,
      )
      .all()
      .map(({ id, count }) => [id, count]),
  )

/** Takes a person's newest vote back. Answers with its pair; `null` = there is none. The row stays. */
export function withdrawNewest(db: Db, experimentId: number, nowMs: number): Pair | null {
  const newest = db
    .prepare<[number], Omit<VoteRow, 'reasons' | 'fingerprint'>>(
      `SELECT id, prompt_id AS promptId, left_arm_id AS leftArmId, right_arm_id AS rightArmId,
         left_image_id AS leftImageId, right_image_id AS rightImageId, left_sha256 AS leftSha256,
         right_sha256 AS rightSha256
       FROM votes WHERE experiment_id = ? AND withdrawn_at_ms IS NULL AND judge = 'person' ORDER BY id DESC LIMIT 1`,
    )
    .get(experimentId)
  if (newest === undefined) return null
  db.prepare<[number, number]>('UPDATE votes SET withdrawn_at_ms = ? WHERE id = ?').run(nowMs, newest.id)
  return {
    promptId: newest.promptId,
    left: { imageId: newest.leftImageId, armId: newest.leftArmId, sha256: newest.leftSha256 },
    right: { imageId: newest.rightImageId, armId: newest.rightArmId, sha256: newest.rightSha256 },
  }
}
