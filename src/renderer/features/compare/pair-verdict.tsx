import { useTranslation } from 'react-i18next'
import type { PairResult } from '#shared/experiments/pair-results.ts'
import { IntervalBar } from './interval-bar.tsx'
import { useResultWords } from './use-result-words.ts'

interface PairVerdictProps {
  readonly result: PairResult
  readonly firstName: string
  readonly secondName: string
}

/** Two arms against each other: a sentence first, then the figures that it stands on. */
export function PairVerdict({ result, firstName, secondName }: PairVerdictProps) {
  const { t } = useTranslation('compare')
  const words = useResultWords()
  const { reading } = result
  // Of the second arm, which stands to the right as in the title: mostly what is tried against what is usual.
  const rate = reading.winRate === null ? null : 1 - reading.winRate
  const interval = { low: 1 - reading.interval.high, high: 1 - reading.interval.low }
  const percents = { low: words.percent(interval.low), high: words.percent(interval.high) }
  const title = t('pairTitle', { first: firstName, second: secondName })
  return (
    <article aria-label={title} className="space-y-4 rounded-lg border border-line bg-raised p-5">
      <h3 className="text-sm font-medium text-ink-soft">{title}</h3>
      <p className="text-lg font-medium" data-selectable>
        {words.conclusion(result, firstName, secondName)}
      </p>
      {reading.n > 0 && (
        <>
          {rate !== null && (
            <div className="max-w-2xl">
              <IntervalBar
                value={rate}
                interval={interval}
                middle={0.5}
                label={t('winRateOf', { name: secondName, rate: words.percent(rate), ...percents })}
              />
              <div className="mt-1 flex justify-between text-xs text-ink-soft" aria-hidden>
                <span>{t('allFor', { name: firstName })}</span>
                <span>{t('evenly')}</span>
                <span>{t('allFor', { name: secondName })}</span>
              </div>
            </div>
          )}
          <dl className="flex flex-wrap gap-x-8 gap-y-3" data-selectable>
            {(
              [
                [t('n'), words.number(reading.n)],
                [t('winsOf', { name: firstName }), words.number(reading.wins)],
                [t('winsOf', { name: secondName }), words.number(reading.losses)],
                [t('ties'), words.number(reading.ties)],
                [t('bothBadCount'), words.number(reading.bothBad)],
                [
                  t('winRateFor', { name: secondName }),
                  rate === null ? '–' : `${words.percent(rate)} (${percents.low}–${percents.high})`,
                ],
                [t('signTest'), words.p(reading.p)],
              ] as const
            ).map(([term, value]) => (
              <div key={term}>
                <dt className="text-sm text-ink-soft">{term}</dt>
                <dd className="font-medium tabular-nums">{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </article>
  )
}
