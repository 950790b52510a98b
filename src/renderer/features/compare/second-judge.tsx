import { Eye, Square } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Experiment, Vote } from '#shared/experiment.ts'
import { type JudgeAgreement, judgeAgreements } from '#shared/experiments/judge-agreement.ts'
import { countedVotes } from '#shared/experiments/pair-results.ts'
import { readVerdict } from '#shared/experiments/read-verdict.ts'
import { useJudgeState, useStopJudge } from '../../data/experiments.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { sayFailure } from '../../say-failure.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Explained } from './explained.tsx'
import { JudgeDialog } from './judge-dialog.tsx'
import { useResultWords } from './use-result-words.ts'

interface SecondJudgeProps {
  readonly experiment: Experiment
  readonly votes: readonly Vote[]
  readonly nameOf: (armId: number) => string
}

/** What a model said of the pairs that a person judged: beside the votes, never among them. */
export function SecondJudge({ experiment, votes, nameOf }: SecondJudgeProps) {
  const { t } = useTranslation('compare')
  const headingId = useId()
  const [isAsking, setAsking] = useState(false)
  const { data: state } = useJudgeState(experiment.id)
  const stop = useStopJudge()
  const agreements = judgeAgreements(votes)
  const running = state?.running ?? null
  const judgeName = (judge: string): string => (judge === 'sketch' ? t('judgeRule') : judge)
  // A second judge without a first one has nobody to agree with.
  if (countedVotes(votes).length === 0 && agreements.length === 0 && running === null) return null
  return (
    <section aria-labelledby={headingId} className="space-y-3">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 flex-1 basis-80">
          <h2 id={headingId} className="text-lg font-semibold">
            {t('secondJudge')}
          </h2>
          <p className="text-sm text-ink-soft">{t('secondJudgeBody')}</p>
        </div>
        {running === null ? (
          <Button icon={Eye} onClick={() => setAsking(true)}>
            {t('askSecondJudge')}
          </Button>
        ) : (
          <Button
            icon={Square}
            isBusy={stop.isPending}
            onClick={() => stop.mutate(experiment.id, { onError: sayFailure })}
          >
            {t(stop.isPending ? 'stopping' : 'stop')}
          </Button>
        )}
      </div>
      {running !== null && (
        <p role="status" className="flex items-center gap-2 text-sm tabular-nums">
          <Spinner size={13} />
          {t('judging', { judge: judgeName(running.judge), done: running.doneCount, count: running.totalCount })}
        </p>
      )}
      {running === null && state !== undefined && state.problem !== null && (
        <FailureNotice failure={state.problem.failure} steps={{ 'try-again': () => setAsking(true) }} />
      )}
      {agreements.length > 0 && (
        <>
          {agreements.map((agreement) => (
            <JudgeCard
              key={agreement.judge}
              experiment={experiment}
              agreement={agreement}
              name={judgeName(agreement.judge)}
              nameOf={nameOf}
            />
          ))}
          <Explained
            terms={[
              [t('agreed'), t('explain_agreed')],
              [t('kappa'), t('explain_kappa')],
            ]}
          />
        </>
      )}
      {isAsking && <JudgeDialog experimentId={experiment.id} onClose={() => setAsking(false)} />}
    </section>
  )
}

interface JudgeCardProps {
  readonly experiment: Experiment
  readonly agreement: JudgeAgreement
  readonly name: string
  readonly nameOf: (armId: number) => string
}

function JudgeCard({ experiment, agreement, name, nameOf }: JudgeCardProps) {
  const { t } = useTranslation('compare')
  const words = useResultWords()
  const { pairCount, agreedCount, kappa, votes } = agreement
  const { arms } = experiment
  const armPairs = arms.flatMap((first, index) => arms.slice(index + 1).map((second) => [first.id, second.id] as const))
  const figures: readonly (readonly [term: string, value: string])[] = [
    [t('judgedByBoth'), words.number(pairCount)],
    [t('agreed'), pairCount === 0 ? '–' : words.percent(agreedCount / pairCount)],
    [t('kappa'), kappa === null ? '–' : kappa.toFixed(2)],
    ...armPairs.map(
      ([first, second]) =>
        [t('pairTitle', { first: nameOf(first), second: nameOf(second) }), counts(first, second)] as const,
    ),
  ]
  return (
    <article aria-label={name} className="space-y-3 rounded-lg border border-line bg-raised p-5">
      <h3 className="font-medium">{name}</h3>
      <dl className="flex flex-wrap gap-x-8 gap-y-3" data-selectable>
        {figures.map(([term, value]) => (
          <div key={term}>
            <dt className="text-sm text-ink-soft">{term}</dt>
            <dd className="font-medium tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </article>
  )

  function counts(first: number, second: number): string {
    const read = readVerdict({ votes, firstArmId: first, secondArmId: second, pairsLeft: 0 })
    return t('judgeCounts', {
      first: nameOf(first),
      wins: words.number(read.wins),
      second: nameOf(second),
      losses: words.number(read.losses),
      ties: words.number(read.ties),
      bothBad: words.number(read.bothBad),
    })
  }
}
