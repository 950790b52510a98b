import type { Experiment } from '../experiment.ts'
import { readObedience } from './obedience.ts'
import { wordsAddedAndDropped } from './words-added-and-dropped.ts'
import { wordsOfArm } from './words-of-arm.ts'

/** What can be counted of an arm without anybody judging it. */
export interface ArmMeasures {
  readonly armId: number
  readonly pictureCount: number
  /** Trials that ended. */
  readonly endedCount: number
  /** Of those, without a picture. */
  readonly unmadeCount: number
  /** Of those, because the provider would not. */
  readonly refusedCount: number
  /** `null` = of some picture nobody knows it, or there is none. */
  readonly microUsdPerPicture: number | null
  /** `null` = nobody measured. */
  readonly msPerPicture: number | null
  readonly medianSentChars: number | null
  /** Means over the prompts, of what the arm asked for against what was typed. */
  readonly wordsAdded: number | null
  readonly wordsDropped: number | null
  /** Of pictures whose provider told its revised prompt. */
  readonly honouredCount: number
  readonly alteredCount: number
}

export function measureArms({
  arms,
  prompts,
  trials,
  rewrites,
}: Pick<Experiment, 'arms' | 'prompts' | 'trials' | 'rewrites'>): readonly ArmMeasures[] {
  return arms.map((arm) => {
    const { id: armId } = arm
    const asked = new Map(
      prompts.flatMap((prompt) => {
        const text = wordsOfArm({ rewrites }, arm, prompt)
        return text === null ? [] : [[prompt.id, { text, typed: prompt.text }] as const]
      }),
    )
    const own = trials.filter((trial) => trial.armId === armId)
    const images = own.flatMap((trial) => trial.images)
    // The sketch is made on this computer, so nobody notes what it costs.
    const costs = images.map(({ costMicroUsd }) => (arm.settings.provider === 'sketch' ? 0 : costMicroUsd))
    const known = costs.flatMap((cost) => (cost === null ? [] : [cost]))
    const timed = own.filter(({ durationMs, images: made }) => durationMs !== null && made.length > 0)
    const sentPrompts = own.flatMap(({ sentPrompt }) => sentPrompt ?? [])
    // Not by what was sent: that may hold the studio's own instruction to use the words as they are.
    const words = [...asked.values()].map(({ text, typed }) => wordsAddedAndDropped(typed, text))
    const obeyed = own.flatMap(({ images: made, promptId }) => {
      const given = asked.get(promptId)
      return made.flatMap(({ revisedPrompt }) =>
        revisedPrompt === null || given === undefined ? [] : [readObedience(given.text, revisedPrompt)],
      )
    })
    const ended = own.filter(({ status }) => status !== null && !['queued', 'sent', 'streaming'].includes(status))
    return {
      armId,
      pictureCount: images.length,
      endedCount: ended.length,
      unmadeCount: ended.filter(({ status }) => status !== 'succeeded').length,
      refusedCount: ended.filter(({ status }) => status === 'refused').length,
      microUsdPerPicture: known.length === 0 || known.length < costs.length ? null : Math.round(mean(known)),
      msPerPicture:
        timed.length === 0
          ? null
          : Math.round(
              timed.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0) /
                timed.reduce((sum, { images: made }) => sum + made.length, 0),
            ),
      medianSentChars: median(sentPrompts.map((text) => [...text].length)),
      wordsAdded: words.length === 0 ? null : mean(words.map(({ added }) => added)),
      wordsDropped: words.length === 0 ? null : mean(words.map(({ dropped }) => dropped)),
      honouredCount: obeyed.filter((one) => one === 'honoured').length,
      alteredCount: obeyed.filter((one) => one === 'altered').length,
    }
  })
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}
