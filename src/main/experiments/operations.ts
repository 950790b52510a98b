import { randomInt, randomUUID } from 'node:crypto'
import type { BlindPair, ExperimentPlan, Verdict, Vote, VoteProgress, VoteReason } from '#shared/experiment.ts'
import { choosePair } from '#shared/experiments/choose-pair.ts'
import { interleave } from '#shared/experiments/interleave.ts'
import { matchUps } from '#shared/experiments/match-ups.ts'
import { createSeededRandom } from '#shared/seeded-random.ts'
import type { Library } from '../library/library.ts'
import {
  listExperiments,
  readExperiment,
  readPlan,
  readReferenceIds,
  type StoredExperiment,
} from './read-experiment.ts'
import { editRewrite, giveRewrite, insertRewrite, missingRewrites, type NewRewrite } from './rewrites.ts'
import {
  armsOf,
  findExperimentRow,
  insertExperiment,
  markDeleted,
  promptsOf,
  renameExperiment,
  runningExperimentIds,
  setExperimentStatus,
  setRepeats,
} from './table.ts'
import { insertTrials, nextTrials, releaseFailed, releaseUnsent, trialCounts, waitingGenerationIds } from './trials.ts'
import { insertVote, type Pair, votesOf, withdrawNewest } from './votes.ts'

type Nothing = Readonly<Record<never, never>>
type ById = { readonly id: number }
type Now = { readonly nowMs: number }

/** A pair before a person, under the name by which the page knows it. */
interface PendingPair {
  readonly token: string
  readonly pair: Pair
}

/** Pictures that can be put before a person. */
const liveImages = ({ trials }: StoredExperiment) =>
  new Map(
    trials.flatMap(({ armId, promptId, images }) =>
      images.filter(({ isGone }) => !isGone).map((image) => [image.id, { ...image, armId, promptId }] as const),
    ),
  )
type LiveImages = ReturnType<typeof liveImages>

export function createExperimentOperations(library: Library) {
  const { db, sidecars, experiments: files } = library
  /** Passes on what a change answered, once its experiment is to be written down. */
  const kept = <Value>(id: number, value: Value): Value => {
    files.touch(id)
    return value
  }
  const pending = new Map<number, PendingPair>()

  /** Which pictures can be judged, and which were. */
  function materialOf({ id, repeats }: StoredExperiment, images: LiveImages) {
    const shown = votesOf(db, id).filter(({ judge, isStale }) => judge === 'person' && !isStale)
    const seed = findExperimentRow(db, id)?.seed ?? 0
    // Every picture meets every one of the other arms over its prompt, once.
    return {
      images: [...images.values()],
      shown,
      rounds: repeats,
      random: createSeededRandom(`${seed} vote ${shown.length}`),
    }
  }

  function pendingPair(id: number, images: LiveImages, material: ReturnType<typeof materialOf>): PendingPair | null {
    const shown = pending.get(id)
    // One of its pictures may have been deleted meanwhile.
    if (shown !== undefined && images.has(shown.pair.left.imageId) && images.has(shown.pair.right.imageId)) return shown
    pending.delete(id)
    const chosen = choosePair(material)
    const left = chosen === null ? undefined : images.get(chosen.leftImageId)
    const right = chosen === null ? undefined : images.get(chosen.rightImageId)
    if (left === undefined || right === undefined) return null
    const drawn: PendingPair = {
      token: randomUUID(),
      pair: {
        promptId: left.promptId,
        left: { imageId: left.id, armId: left.armId, sha256: left.sha256 },
        right: { imageId: right.id, armId: right.armId, sha256: right.sha256 },
      },
    }
    pending.set(id, drawn)
    return drawn
  }

  return {
    listExperiments: (_: Nothing) => listExperiments(db),
    getExperiment: ({ id }: ById) => readExperiment(db, id),
    experimentPlan: ({ id }: ById) => readPlan(db, id),
    renameExperiment: ({ id, title }: ById & { readonly title: string }) => kept(id, renameExperiment(db, id, title)),
    setExperimentStatus: ({ id, status }: ById & { readonly status: 'running' | 'paused' }) =>
      kept(id, setExperimentStatus(db, id, status)),
    removeExperiment: ({ id, nowMs }: ById & Now) => kept(id, markDeleted(db, id, nowMs)),
    restoreExperiment: ({ id }: ById) => kept(id, markDeleted(db, id, null)),
    runningExperimentIds: (_: Nothing) => runningExperimentIds(db),

    /** Commits plan and trials together. */
    createExperiment: ({ plan, nowMs }: { readonly plan: ExperimentPlan } & Now) => {
      const seed = randomInt(2 ** 31)
      const create = db.transaction(() => {
        const id = insertExperiment(db, plan, { seed, createdAtMs: nowMs })
        insertTrials(db, id, orderOf(id, seed, { from: 0, to: plan.repeats }))
        return id
      })
      const id = create.immediate()
      return kept(id, id)
    },
    extendExperiment: ({ id, repeats }: ById & { readonly repeats: number }) => {
      const extend = db.transaction(() => {
        const row = findExperimentRow(db, id)
        if (row === null) return false
        const to = row.repeats + repeats
        insertTrials(db, id, orderOf(id, row.seed, { from: row.repeats, to }))
        setRepeats(db, id, to)
        inheritRewrites(id)
        return true
      })
      return kept(id, extend.immediate())
    },

    missingRewrites: ({ id }: ById) => missingRewrites(db, id),
    saveRewrite: (saved: {
      readonly experimentId: number
      readonly armId: number
      readonly promptId: number
      readonly rewrite: NewRewrite
    }) => {
      const { experimentId, armId, promptId, rewrite } = saved
      const save = db.transaction(() => {
        giveRewrite(db, { armId, promptId, rewriteId: insertRewrite(db, rewrite) })
      })
      kept(experimentId, save.immediate())
    },
    editRewrite: (edit: { readonly experimentId: number; readonly rewriteId: number; readonly text: string } & Now) =>
      kept(edit.experimentId, db.transaction(() => editRewrite(db, edit)).immediate()),

    /** The next that are to be asked for, and how many are out. */
    experimentWork: ({ id, limit }: ById & { readonly limit: number }) => {
      const row = findExperimentRow(db, id)
      return {
        // One that was put away asks for nothing, whatever it was doing.
        status: row === null || row.deletedAtMs !== null ? null : row.status,
        seed: row?.seed ?? 0,
        referenceIds: row === null ? [] : readReferenceIds(row),
        outCount: trialCounts(db, id).get(id)?.out ?? 0,
        next: nextTrials(db, id, limit),
      }
    },
    waitingGenerationIds: ({ id }: ById) => waitingGenerationIds(db, id),
    releaseFailed: ({ id }: ById) => kept(id, releaseFailed(db, id)),
    releaseUnsent: ({ id }: ById) => kept(id, releaseUnsent(db, id)),

    nextPair: ({ id }: ById): { readonly pair: BlindPair | null; readonly progress: VoteProgress } | null => {
      const experiment = readExperiment(db, id)
      if (experiment === null) return null
      const images = liveImages(experiment)
      const material = materialOf(experiment, images)
      const wanted = matchUps(material.images, material.rounds).reduce((sum, { wantedPairs }) => sum + wantedPairs, 0)
      const judged = material.shown.filter((vote) => images.has(vote.leftImageId) && images.has(vote.rightImageId))
      const progress = { voteCount: material.shown.length, leftCount: Math.max(0, wanted - judged.length) }
      const drawn = pendingPair(id, images, material)
      const side = (imageId: number) => {
        const image = images.get(imageId)
        if (image === undefined) throw new Error(`Image ${imageId} is not of experiment ${id}`)
        const { sha256, format, width, height } = image
        return { sha256, format, width, height }
      }
      return {
        pair:
          drawn === null
            ? null
            : { token: drawn.token, left: side(drawn.pair.left.imageId), right: side(drawn.pair.right.imageId) },
        progress,
      }
    },
    /** `null` = that pair is not before the person any more. */
    castVote: (cast: {
      readonly experimentId: number
      readonly token: string
      readonly verdict: Verdict
      readonly reasons: readonly VoteReason[]
      readonly note: string | null
      readonly nowMs: number
    }): Vote | null => {
      const shown = pending.get(cast.experimentId)
      if (shown === undefined || shown.token !== cast.token) return null
      const { pair } = shown
      const commit = db.transaction(() => insertVote(db, { ...cast, pair, judge: 'person' }))
      const id = commit.immediate()
      pending.delete(cast.experimentId)
      files.touch(cast.experimentId)
      sidecars.touch([pair.left.imageId, pair.right.imageId])
      return votesOf(db, cast.experimentId).find((vote) => vote.id === id) ?? null
    },
    undoVote: ({ id, nowMs }: ById & Now): boolean => {
      const pair = db.transaction(() => withdrawNewest(db, id, nowMs)).immediate()
      if (pair !== null) pending.set(id, { token: randomUUID(), pair })
      return kept(id, pair !== null)
    },
    listVotes: ({ id }: ById) => (findExperimentRow(db, id) === null ? null : votesOf(db, id)),
  }

  function orderOf(id: number, seed: number, { from, to }: { readonly from: number; readonly to: number }) {
    return interleave({
      armIds: armsOf(db, id).map((arm) => arm.id),
      promptIds: promptsOf(db, id).map((prompt) => prompt.id),
      repeats: Array.from({ length: to - from }, (_, index) => from + index),
      random: createSeededRandom(`${seed} order ${from}`),
    })
  }

  /** The new repeats of an augmented arm send the words of the earlier ones. */
  function inheritRewrites(id: number): void {
    db.prepare<[number]>(
      `UPDATE trials SET rewrite_id = (SELECT max(rewrite_id) FROM trials t
         WHERE t.arm_id = trials.arm_id AND t.prompt_id = trials.prompt_id)
       WHERE experiment_id = ? AND rewrite_id IS NULL AND generation_id IS NULL`,
    ).run(id)
  }
}
