import type { ArmVariety, Experiment, Vote } from '#shared/experiment.ts'
import { type ArmMeasures, measureArms } from '#shared/experiments/measure-arms.ts'
import { csvHead, csvRow } from '../export/csv.ts'
import { isoTime } from '../export/exported-record.ts'

/** One vote outside the studio, in words instead of a library's own numbers. */
export interface ExportedVote {
  readonly number: number
  readonly votedAt: string
  readonly typedPrompt: string
  readonly leftArm: string
  readonly rightArm: string
  readonly leftSha256: string
  readonly rightSha256: string
  readonly verdict: Vote['verdict']
  /** Label of the arm that was preferred; `null` = neither. */
  readonly winner: string | null
  readonly reasons: readonly string[]
  readonly note: string | null
  readonly judge: string
  readonly isStale: boolean
}

/** What was counted of an arm beside the votes. `null` = not known. */
export interface ExportedArm extends Omit<ArmMeasures, 'armId'> {
  readonly arm: string
  readonly kind: Experiment['arms'][number]['kind']
  /** Mean distance of its repeats of one prompt, 0–1; see `armVarieties`. */
  readonly variety: number | null
}

const armNamer =
  (arms: Experiment['arms']) =>
  (id: number): string => {
    const index = arms.findIndex((arm) => arm.id === id)
    const arm = arms[index]
    return arm === undefined ? '' : arm.label || `${String.fromCharCode(65 + index)} ${arm.kind}`
  }

export function exportedArms(experiment: Experiment, varieties: readonly ArmVariety[]): readonly ExportedArm[] {
  const nameOf = armNamer(experiment.arms)
  return measureArms(experiment).flatMap(({ armId, ...measures }) => {
    const arm = experiment.arms.find(({ id }) => id === armId)
    const variety = varieties.find((one) => one.armId === armId)?.variety ?? null
    return arm === undefined ? [] : [{ arm: nameOf(armId), kind: arm.kind, ...measures, variety }]
  })
}

export function exportedVotes({ arms, prompts }: Experiment, votes: readonly Vote[]): readonly ExportedVote[] {
  const nameOf = armNamer(arms)
  return votes.map((vote, index) => {
    const [leftArm, rightArm] = [nameOf(vote.leftArmId), nameOf(vote.rightArmId)]
    return {
      number: index + 1,
      votedAt: isoTime(vote.createdAtMs),
      typedPrompt: prompts.find(({ id }) => id === vote.promptId)?.text ?? '',
      leftArm,
      rightArm,
      leftSha256: vote.leftSha256,
      rightSha256: vote.rightSha256,
      verdict: vote.verdict,
      winner: vote.verdict === 'left' ? leftArm : vote.verdict === 'right' ? rightArm : null,
      reasons: vote.reasons,
      note: vote.note,
      judge: vote.judge,
      isStale: vote.isStale,
    }
  })
}

/** One row a vote; how varied the two arms are stands in each. */
export function votesAsCsv(votes: readonly ExportedVote[], arms: readonly ExportedArm[]): string {
  const names = [
    'number',
    'votedAt',
    'typedPrompt',
    'leftArm',
    'rightArm',
    'leftSha256',
    'rightSha256',
    'verdict',
    'winner',
    'reasons',
    'note',
    'judge',
    'isStale',
  ] as const
  const varietyOf = (name: string): number | null => arms.find(({ arm }) => arm === name)?.variety ?? null
  const rows = votes.map((vote) =>
    csvRow([
      ...names.map((name) => (name === 'reasons' ? vote.reasons.join(' ') : vote[name])),
      varietyOf(vote.leftArm),
      varietyOf(vote.rightArm),
    ]),
  )
  return [csvHead([...names, 'leftArmVariety', 'rightArmVariety']), ...rows].join('')
}
