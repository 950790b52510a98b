import { useTranslation } from 'react-i18next'
import type { Experiment, Vote } from '#shared/experiment.ts'
import { pairResults, pairsLeftOf } from '#shared/experiments/pair-results.ts'
import { useCompareStore } from '../../compare-store.ts'
import { useVotes } from '../../data/experiments.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { BesideVotes } from './beside-votes.tsx'
import { Explained } from './explained.tsx'
import { PairVerdict } from './pair-verdict.tsx'
import { PromptTable } from './prompt-table.tsx'
import { SecondJudge } from './second-judge.tsx'
import { Strengths } from './strengths.tsx'
import { useArmNames } from './use-arm-names.ts'

/** What the votes say, how far that can be believed, and what can be counted without them. */
export function ResultsPart({ experiment }: { readonly experiment: Experiment }) {
  const { t } = useTranslation('compare')
  const votes = useVotes(experiment.id)
  const names = useArmNames(experiment.arms)
  const nameOf = (armId: number): string => names[experiment.arms.findIndex(({ id }) => id === armId)] ?? ''
  if (votes.isPending) return <Spinner label={t('loading')} />
  if (votes.isError)
    return <FailureNotice failure={votes.error.failure} steps={{ 'try-again': () => void votes.refetch() }} />
  return (
    <div className="space-y-10">
      <Verdicts experiment={experiment} votes={votes.data} nameOf={nameOf} />
      <SecondJudge experiment={experiment} votes={votes.data} nameOf={nameOf} />
      <BesideVotes experiment={experiment} />
    </div>
  )
}

interface VerdictsProps {
  readonly experiment: Experiment
  readonly votes: readonly Vote[]
  readonly nameOf: (armId: number) => string
}

function Verdicts({ experiment, votes, nameOf }: VerdictsProps) {
  const { t } = useTranslation('compare')
  const showVote = useCompareStore((state) => state.showVote)
  const names = useArmNames(experiment.arms)
  const results = pairResults(experiment, votes)
  const pairsLeft = pairsLeftOf(results)
  const staleCount = votes.filter(({ judge, isStale }) => judge === 'person' && isStale).length
  return (
    <section aria-label={t('votes')} className="space-y-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-lg font-semibold">{t('votes')}</h2>
        {pairsLeft > 0 && (
          <p className="flex items-center gap-3 text-sm text-ink-soft">
            {t('pairsLeft', { count: pairsLeft })}
            <Button size="small" onClick={() => showVote(experiment.id)}>
              {t('goOnVoting')}
            </Button>
          </p>
        )}
      </div>
      {staleCount > 0 && (
        <Notice tone="warning" title={t('staleTitle', { count: staleCount })}>
          {t('staleBody')}
        </Notice>
      )}
      {results.map((result) => (
        <PairVerdict
          key={`${result.firstArmId} ${result.secondArmId}`}
          result={result}
          firstName={nameOf(result.firstArmId)}
          secondName={nameOf(result.secondArmId)}
        />
      ))}
      <Explained
        terms={[
          [t('n'), t('explain_n')],
          [t('winRate'), t('explain_winRate')],
          [t('interval'), t('explain_interval')],
          [t('signTest'), t('explain_signTest')],
          [t('ties'), t('explain_ties')],
          [t('bothBadCount'), t('explain_bothBad')],
          [t('conclusion'), t('explain_conclusion')],
        ]}
      />
      {experiment.arms.length > 2 && <Strengths experiment={experiment} votes={votes} names={names} />}
      {experiment.prompts.length > 1 && <PromptTable experiment={experiment} votes={votes} nameOf={nameOf} />}
    </section>
  )
}
