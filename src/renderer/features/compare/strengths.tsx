import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Experiment, Vote } from '#shared/experiment.ts'
import { bradleyTerry } from '#shared/experiments/bradley-terry.ts'
import { countedVotes } from '#shared/experiments/pair-results.ts'
import { createSeededRandom } from '#shared/seeded-random.ts'
import { Explained } from './explained.tsx'
import { IntervalBar } from './interval-bar.tsx'
import { useResultWords } from './use-result-words.ts'

interface StrengthsProps {
  readonly experiment: Experiment
  readonly votes: readonly Vote[]
  readonly names: readonly string[]
}

/** Three or four arms on one scale. */
export function Strengths({ experiment, votes, names }: StrengthsProps) {
  const { t } = useTranslation('compare')
  const words = useResultWords()
  const { id, arms } = experiment
  const armKey = arms.map((arm) => arm.id).join(' ')
  const strengths = useMemo(
    () =>
      bradleyTerry({
        armIds: armKey.split(' ').map(Number),
        votes: countedVotes(votes),
        random: createSeededRandom(`strengths ${id}`),
      }),
    [armKey, votes, id],
  )
  if (countedVotes(votes).length === 0) return null
  return (
    <section aria-label={t('strengths')} className="space-y-3">
      <h3 className="font-semibold">{t('strengths')}</h3>
      <ul className="max-w-2xl space-y-2">
        {strengths.map(({ armId, strength, interval }, index) => {
          const range =
            interval === null ? t('noInterval') : `${words.percent(interval.low)}–${words.percent(interval.high)}`
          return (
            <li key={armId} className="grid grid-cols-[10rem_1fr_9rem] items-center gap-3 text-sm">
              <span className="truncate font-medium" title={names[index]}>
                {names[index]}
              </span>
              <IntervalBar
                value={strength}
                interval={interval}
                middle={1 / arms.length}
                label={t('strengthOf', { name: names[index] ?? '', strength: words.percent(strength), range })}
              />
              <span className="text-right tabular-nums" aria-hidden>
                {words.percent(strength)} <span className="text-ink-soft">({range})</span>
              </span>
            </li>
          )
        })}
      </ul>
      <Explained terms={[[t('strengths'), t('explain_strengths')]]} />
    </section>
  )
}
