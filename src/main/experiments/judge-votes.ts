import type { Verdict } from '#shared/experiment.ts'
import type { Db } from '../library/database.ts'
import { insertVote, type Pair, votesOf } from './votes.ts'

/** What a second judge has before it. */
export interface JudgePlan {
  /** Pairs that a person judged and whose pictures are there. */
  readonly pairCount: number
  /** Of those, not judged by it yet, sides as the person saw them. */
  readonly open: readonly Pair[]
  /** Of those, put to it once without an answer that could be read. They may be billed and are not put to it again. */
  readonly unansweredCount: number
}

const keyOf = (one: number, other: number): string => `${Math.min(one, other)} ${Math.max(one, other)}`

/** `isThere`: whether a picture can still be shown. */
export function judgePlan(
  db: Db,
  experimentId: number,
  judge: string,
  isThere: (imageId: number) => boolean,
): JudgePlan {
  const pairs = new Map(
    votesOf(db, experimentId)
      .filter((vote) => vote.judge === 'person' && !vote.isStale)
      .filter((vote) => isThere(vote.leftImageId) && isThere(vote.rightImageId))
      .map((vote): readonly [string, Pair] => [
        keyOf(vote.leftImageId, vote.rightImageId),
        {
          promptId: vote.promptId,
          left: { imageId: vote.leftImageId, armId: vote.leftArmId, sha256: vote.leftSha256 },
          right: { imageId: vote.rightImageId, armId: vote.rightArmId, sha256: vote.rightSha256 },
        },
      ]),
  )
  const asked = new Map(askedOf(db, experimentId, judge).map(({ key, isAnswered }) => [key, isAnswered]))
  return {
    pairCount: pairs.size,
    open: [...pairs].flatMap(([key, pair]) => (asked.has(key) ? [] : [pair])),
    unansweredCount: [...pairs.keys()].filter((key) => asked.get(key) === false).length,
  }
}

const askedOf = (db: Db, experimentId: number, judge: string) =>
  db
    .prepare<[number, string], { readonly one: number; readonly other: number; readonly isAnswered: 0 | 1 }>(
      `SELECT left_image_id AS one, right_image_id AS other, withdrawn_at_ms IS NULL AS isAnswered
       FROM votes WHERE experiment_id = ? AND judge = ?`,
    )
    .all(experimentId, judge)
    .map(({ one, other, isAnswered }) => ({ key: keyOf(one, other), isAnswered: isAnswered === 1 }))

/**
 * Before a pair leaves for a second judge: a row that counts for nothing until the answer is there, so that a crash in
 * between is known and the pair is not bought again. `null` = it was put to this judge already.
 */
export function askJudge(
  db: Db,
  asked: { readonly experimentId: number; readonly judge: string; readonly pair: Pair; readonly nowMs: number },
): number | null {
  const { experimentId, judge, pair, nowMs } = asked
  const key = keyOf(pair.left.imageId, pair.right.imageId)
  if (askedOf(db, experimentId, judge).some((one) => one.key === key)) return null

  const id = insertVote(db, { experimentId, pair, judge, nowMs, verdict: 'tie', reasons: [], note: null })
  db.prepare<[number, number]>('UPDATE votes SET withdrawn_at_ms = ? WHERE id = ?').run(nowMs, id)
  return id
}

/** Makes a vote of what was asked. */
export const answerJudge = (
  db: Db,
  answer: { readonly voteId: number; readonly verdict: Verdict; readonly note: string | null; readonly nowMs: number },
): void => {
  db.prepare<[string, string | null, number, number]>(
    `UPDATE votes SET verdict = ?, note = ?, created_at_ms = ?, withdrawn_at_ms = NULL WHERE id = ?`,
  ).run(answer.verdict, answer.note?.toWellFormed() ?? null, answer.nowMs, answer.voteId)
}

/** It was turned away before anything was made: it may be asked again. */
export const forgetAsked = (db: Db, voteId: number): void => {
  db.prepare<[number]>("DELETE FROM votes WHERE id = ? AND judge <> 'person' AND withdrawn_at_ms IS NOT NULL").run(
    voteId,
  )
}
