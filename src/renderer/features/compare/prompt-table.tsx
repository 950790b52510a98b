import { useTranslation } from 'react-i18next'
import type { Experiment, Vote } from '#shared/experiment.ts'
import { pairResults } from '#shared/experiments/pair-results.ts'
import { useResultWords } from './use-result-words.ts'

interface PromptTableProps {
  readonly experiment: Experiment
  readonly votes: readonly Vote[]
  readonly nameOf: (armId: number) => string
}

/** Whether it is the same for every prompt. */
export function PromptTable({ experiment, votes, nameOf }: PromptTableProps) {
  const { t } = useTranslation('compare')
  const words = useResultWords()
  const rows = experiment.prompts.flatMap((prompt, index) =>
    pairResults(experiment, votes, prompt.id).map((result) => ({ prompt, index, result })),
  )
  const isOnePair = experiment.arms.length === 2
  return (
    <section aria-label={t('byPrompt')} className="space-y-3">
      <h3 className="font-semibold">{t('byPrompt')}</h3>
      <p className="text-sm text-ink-soft">{t('byPromptBody')}</p>
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{t('byPrompt')}</caption>
        <thead>
          <tr className="border-b border-line text-left text-ink-soft">
            <th scope="col" className="py-2 pr-3 font-medium">
              {t('prompt')}
            </th>
            {!isOnePair && (
              <th scope="col" className="px-2 py-2 font-medium">
                {t('pair')}
              </th>
            )}
            {[t('n'), t('wins'), t('ties'), t('bothBadCount')].map((heading) => (
              <th key={heading} scope="col" className="px-2 py-2 text-right font-medium whitespace-nowrap">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody data-selectable>
          {rows.map(({ prompt, index, result: { firstArmId, secondArmId, reading } }) => (
            <tr key={`${prompt.id} ${firstArmId} ${secondArmId}`} className="border-b border-line last:border-b-0">
              <th scope="row" className="max-w-md py-2 pr-3 text-left font-normal">
                <span className="line-clamp-2">
                  {index + 1}. {prompt.text}
                </span>
              </th>
              {!isOnePair && (
                <td className="px-2 py-2">
                  {t('pairTitle', { first: nameOf(firstArmId), second: nameOf(secondArmId) })}
                </td>
              )}
              <td className="px-2 py-2 text-right tabular-nums">{words.number(reading.n)}</td>
              <td className="px-2 py-2 text-right tabular-nums">
                {t('winsEach', {
                  first: nameOf(firstArmId),
                  wins: words.number(reading.wins),
                  second: nameOf(secondArmId),
                  losses: words.number(reading.losses),
                })}
              </td>
              <td className="px-2 py-2 text-right tabular-nums">{words.number(reading.ties)}</td>
              <td className="px-2 py-2 text-right tabular-nums">{words.number(reading.bothBad)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
