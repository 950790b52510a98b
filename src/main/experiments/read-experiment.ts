import { z } from 'zod'
import type { Experiment, ExperimentPlan, ExperimentSummary, TrialCounts } from '#shared/experiment.ts'
import type { Db } from '../library/database.ts'
import { rewritesOf } from './rewrites.ts'
import { armsOf, type ExperimentRow, experimentRows, findExperimentRow, promptsOf } from './table.ts'
import { trialCounts, trialsOf } from './trials.ts'
import { voteCounts } from './votes.ts'

/** What the rows know; that words are being made, and what went wrong, main adds. */
export type StoredExperiment = Omit<Experiment, 'problem'>

const noTrials: TrialCounts = { wanted: 0, succeeded: 0, failed: 0, out: 0 }
const captionChars = 200

const IdList = z.array(z.number().int().positive())

/** Pictures that go along in every arm, in their order. */
export const readReferenceIds = ({ referenceIds }: Pick<ExperimentRow, 'referenceIds'>): readonly number[] =>
  IdList.parse(JSON.parse(referenceIds))

export function listExperiments(db: Db): readonly ExperimentSummary[] {
  const counts = trialCounts(db)
  const votes = voteCounts(db)
  return experimentRows(db).map((row) => summaryOf(db, row, counts.get(row.id) ?? noTrials, votes.get(row.id) ?? 0))
}

function summaryOf(db: Db, row: ExperimentRow, counts: TrialCounts, voteCount: number): ExperimentSummary {
  const prompts = promptsOf(db, row.id)
  return {
    id: row.id,
    title: row.title,
    status: statusOf(row, counts),
    createdAtMs: row.createdAtMs,
    repeats: row.repeats,
    promptCount: prompts.length,
    caption: [...(prompts[0]?.text ?? '')].slice(0, captionChars).join(''),
    arms: armsOf(db, row.id).map(({ id, kind, label }) => ({ id, kind, label })),
    counts,
    voteCount,
    isImported: row.origin !== null,
  }
}

/** Nothing is left to ask for: that is no state of its own, because more repeats may be wanted. */
const statusOf = (
  { status }: ExperimentRow,
  { wanted, succeeded, failed }: TrialCounts,
): ExperimentSummary['status'] => (status !== 'draft' && wanted > 0 && succeeded + failed === wanted ? 'ended' : status)

export function readExperiment(db: Db, id: number): StoredExperiment | null {
  const row = findExperimentRow(db, id)
  if (row === null) return null
  const counts = trialCounts(db, id).get(id) ?? noTrials
  return {
    ...summaryOf(db, row, counts, voteCounts(db).get(id) ?? 0),
    prompts: promptsOf(db, id),
    arms: armsOf(db, id),
    referenceIds: readReferenceIds(row),
    trials: trialsOf(db, id),
    rewrites: rewritesOf(db, id),
  }
}

/** What it would take to make it again. */
export function readPlan(db: Db, id: number): ExperimentPlan | null {
  const row = findExperimentRow(db, id)
  if (row === null) return null
  return {
    title: row.title,
    prompts: promptsOf(db, id).map(({ text }) => text),
    arms: armsOf(db, id).map(({ kind, label, settings }) => ({ kind, label, settings })),
    repeats: row.repeats,
    referenceIds: readReferenceIds(row),
  }
}
