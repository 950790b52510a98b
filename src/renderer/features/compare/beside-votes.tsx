import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Experiment } from '#shared/experiment.ts'
import { type ArmMeasures, measureArms } from '#shared/experiments/measure-arms.ts'
import { useVariety } from '../../data/experiments.ts'
import { formatUsd } from '../../format-usd.ts'
import { Explained } from './explained.tsx'
import { useArmNames } from './use-arm-names.ts'
import { useResultWords } from './use-result-words.ts'

/** What is counted, not judged. It stands apart, because none of it says which pictures are better. */
export function BesideVotes({ experiment }: { readonly experiment: Experiment }) {
  const { t } = useTranslation('compare')
  const headingId = useId()
  const words = useResultWords()
  const names = useArmNames(experiment.arms)
  const measures = measureArms(experiment)
  const variety = useVariety(experiment.id)
  const none = '–'
  const orNone = (value: number | null, say: (known: number) => string): string => (value === null ? none : say(value))
  const rows: readonly (readonly [term: string, say: (arm: ArmMeasures) => string])[] = [
    [
      t('costPerPicture'),
      ({ microUsdPerPicture, pictureCount }) =>
        pictureCount === 0 ? none : microUsdPerPicture === null ? t('costUnknown') : formatUsd(microUsdPerPicture),
    ],
    [
      t('secondsPerPicture'),
      ({ msPerPicture }) => orNone(msPerPicture, (ms) => t('seconds', { seconds: words.decimal(ms / 1000, 1) })),
    ],
    [
      t('refusalRate'),
      ({ refusedCount, endedCount }) =>
        endedCount === 0
          ? none
          : t('ofSettled', {
              rate: words.percent(refusedCount / endedCount),
              refused: words.number(refusedCount),
              settled: words.number(endedCount),
            }),
    ],
    [t('promptLength'), ({ medianSentChars }) => orNone(medianSentChars, (chars) => t('characters', { count: chars }))],
    [t('wordsAdded'), ({ wordsAdded }) => orNone(wordsAdded, (count) => words.decimal(count, 1))],
    [t('wordsDropped'), ({ wordsDropped }) => orNone(wordsDropped, (count) => words.decimal(count, 1))],
    [
      t('obedience'),
      ({ honouredCount, alteredCount }) =>
        honouredCount + alteredCount === 0
          ? t('notReported')
          : t('honouredAltered', { honoured: words.number(honouredCount), altered: words.number(alteredCount) }),
    ],
    [
      t('variety'),
      ({ armId }) => {
        if (variety.isPending) return '…'
        if (variety.isError) return t('varietyUnknown')
        return orNone(variety.data.find((arm) => arm.armId === armId)?.variety ?? null, words.percent)
      },
    ],
  ]
  return (
    <section aria-labelledby={headingId} className="space-y-3">
      <div>
        <h2 id={headingId} className="text-lg font-semibold">
          {t('besideVotes')}
        </h2>
        <p className="text-sm text-ink-soft">{t('besideVotesBody')}</p>
      </div>
      <div className="overflow-x-auto">
        <table className="w-full border-collapse text-sm">
          <caption className="sr-only">{t('besideVotes')}</caption>
          <thead>
            <tr className="border-b border-line text-left">
              <th scope="col" className="py-2 pr-3">
                <span className="sr-only">{t('measure')}</span>
              </th>
              {names.map((name, index) => (
                <th key={experiment.arms[index]?.id} scope="col" className="px-2 py-2 text-right font-semibold">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody data-selectable>
            {rows.map(([term, say]) => (
              <tr key={term} className="border-b border-line last:border-b-0">
                <th scope="row" className="py-2 pr-3 text-left font-normal text-ink-soft">
                  {term}
                </th>
                {measures.map((arm, index) => (
                  <td key={experiment.arms[index]?.id} className="px-2 py-2 text-right tabular-nums">
                    {say(arm)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Explained
        terms={[
          [t('costPerPicture'), t('explain_cost')],
          [t('secondsPerPicture'), t('explain_seconds')],
          [t('refusalRate'), t('explain_refusal')],
          [t('promptLength'), t('explain_length')],
          [t('wordsAdded'), t('explain_words')],
          [t('obedience'), t('explain_obedience')],
          [t('variety'), t('explain_variety')],
        ]}
      />
    </section>
  )
}
