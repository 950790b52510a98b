import type { Verdict } from '#shared/experiment.ts'
import type { Library } from '../library/library.ts'
import { answerJudge, askJudge, forgetAsked, type JudgePlan, judgePlan } from './judge-votes.ts'
import { readExperiment } from './read-experiment.ts'
import type { Pair } from './votes.ts'

type OfExperiment = { readonly experimentId: number }

export const createJudgeOperations = ({ db, experiments: files }: Library) => ({
  /** `null` = there is no such experiment. */
  judgePlan: ({ experimentId, judge }: OfExperiment & { readonly judge: string }): JudgePlan | null => {
    const experiment = readExperiment(db, experimentId)
    if (experiment === null) return null
    const there = new Set(
      experiment.trials.flatMap(({ images }) => images.filter(({ isGone }) => !isGone).map(({ id }) => id)),
    )
    return judgePlan(db, experimentId, judge, (id) => there.has(id))
  },
  askJudge: (asked: OfExperiment & { readonly judge: string; readonly pair: Pair; readonly nowMs: number }) => {
    const voteId = db.transaction(() => askJudge(db, asked)).immediate()
    files.touch(asked.experimentId)
    return voteId
  },
  answerJudge: (
    answer: OfExperiment & {
      readonly voteId: number
      readonly verdict: Verdict
      readonly note: string | null
      readonly nowMs: number
    },
  ): void => {
    db.transaction(() => answerJudge(db, answer)).immediate()
    files.touch(answer.experimentId)
  },
  forgetAsked: ({ experimentId, voteId }: OfExperiment & { readonly voteId: number }): void => {
    forgetAsked(db, voteId)
    files.touch(experimentId)
  },
})
