import {
  ArrowLeft,
  ChevronDown,
  Copy,
  Ellipsis,
  FileDown,
  Pause,
  Pencil,
  Play,
  RotateCcw,
  Square,
  Trash2,
  Vote,
} from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '#shared/contract.ts'
import type { Experiment } from '#shared/experiment.ts'
import { pairResults, pairsLeftOf } from '#shared/experiments/pair-results.ts'
import { useCompareStore } from '../../compare-store.ts'
import {
  useExportExperiment,
  usePauseExperiment,
  useRetryFailed,
  useRewriteExperiment,
  useStartExperiment,
  useVotes,
} from '../../data/experiments.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { i18n } from '../../i18n/i18n.ts'
import { sayFailure } from '../../say-failure.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { ExperimentProgress } from './experiment-progress.tsx'
import { MoreRepeatsDialog } from './more-repeats-dialog.tsx'
import { PlanEstimate } from './plan-estimate.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { useArmNames } from './use-arm-names.ts'
import { useExperimentActions } from './use-experiment-actions.ts'

/** What it is called, how far it is, and what can be done with it. */
export function ExperimentHeader({ experiment }: { readonly experiment: Experiment }) {
  const { t } = useTranslation('compare')
  const showList = useCompareStore((state) => state.showList)
  const { remove, duplicate } = useExperimentActions()
  const names = useArmNames(experiment.arms)
  const [dialog, setDialog] = useState<'rename' | 'more' | null>(null)
  const { id, title, arms, prompts, repeats, referenceIds, status, isImported } = experiment
  return (
    <header className="space-y-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <IconButton
          label={t('backToList')}
          icon={ArrowLeft}
          tooltipSide="bottom"
          onClick={showList}
          className="-ml-2"
        />
        <div className="min-w-0 flex-1 basis-72">
          <h1 className="truncate text-xl font-semibold" title={title}>
            {title}
          </h1>
          <p className="text-sm text-ink-soft">
            {[
              names.join(t('against')),
              t('promptCount', { count: prompts.length }),
              t('repeatCount', { count: repeats }),
            ].join(' · ')}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Actions experiment={experiment} onMoreRepeats={() => setDialog('more')} />
          <ExportButtons id={id} />
          <Menu
            trigger={<IconButton label={t('more')} icon={Ellipsis} />}
            items={[
              { id: 'rename', label: t('renameMenu'), icon: Pencil, run: () => setDialog('rename') },
              { id: 'duplicate', label: t('duplicate'), icon: Copy, run: () => duplicate(id) },
              { kind: 'separator', id: 'separator' },
              { id: 'remove', label: t('remove'), icon: Trash2, isDanger: true, run: () => void remove(id, title) },
            ]}
          />
        </div>
      </div>
      {isImported && <p className="text-sm text-ink-soft">{t('importedBody')}</p>}
      {status === 'draft' && !isImported && (
        <PlanEstimate
          plan={{ title, prompts: prompts.map(({ text }) => text), arms: plansOf(arms), repeats, referenceIds }}
        />
      )}
      <ExperimentProgress experiment={experiment} />
      <Problem experiment={experiment} />
      {dialog === 'rename' && <RenameDialog experiment={experiment} onClose={() => setDialog(null)} />}
      {dialog === 'more' && <MoreRepeatsDialog experiment={experiment} onClose={() => setDialog(null)} />}
    </header>
  )
}

const plansOf = (arms: Experiment['arms']) => arms.map(({ kind, label, settings }) => ({ kind, label, settings }))

/** Prompts of augmented arms whose words are still to be made. */
export const missingRewriteCount = ({ arms, prompts, rewrites }: Experiment): number =>
  arms.filter(({ kind }) => kind === 'augmented').length * prompts.length - rewrites.length

interface ActionsProps {
  readonly experiment: Experiment
  readonly onMoreRepeats: () => void
}

function Actions({ experiment, onMoreRepeats }: ActionsProps) {
  const { t } = useTranslation('compare')
  const showVote = useCompareStore((state) => state.showVote)
  const rewrite = useRewriteExperiment()
  const start = useStart(experiment)
  const pause = usePauseExperiment()
  const retry = useRetryFailed()
  const votes = useVotes(experiment.id)
  const { id, status, counts, isImported } = experiment
  const isWordless = missingRewriteCount(experiment) > 0
  const canStart = !isImported && (status === 'draft' || status === 'paused')
  const hasPairs = votes.data !== undefined && pairsLeftOf(pairResults(experiment, votes.data)) > 0
  return (
    <>
      {canStart && isWordless && (
        <Button
          variant="primary"
          isBusy={rewrite.isPending}
          onClick={() => rewrite.mutate({ id, thenStart: false }, { onError: sayFailure })}
        >
          {t('rewriteFirst')}
        </Button>
      )}
      {canStart && (
        <Button
          variant={isWordless ? 'quiet' : 'primary'}
          icon={Play}
          isBusy={start.isBusy}
          // The second click of a double click would ask a second time.
          onClick={(event) => event.detail < 2 && start.run()}
        >
          {t('start')}
        </Button>
      )}
      {status === 'rewriting' && (
        <Button icon={Square} isBusy={pause.isPending} onClick={() => pause.mutate(id, { onError: sayFailure })}>
          {t(pause.isPending ? 'stopping' : 'stop')}
        </Button>
      )}
      {status === 'running' && (
        <Button icon={Pause} isBusy={pause.isPending} onClick={() => pause.mutate(id, { onError: sayFailure })}>
          {t('pause')}
        </Button>
      )}
      {!isImported && counts.failed > 0 && (
        <Button icon={RotateCcw} isBusy={retry.isPending} onClick={() => retry.mutate(id, { onError: sayFailure })}>
          {t('retryFailed', { count: counts.failed })}
        </Button>
      )}
      {!isImported && status === 'ended' && <Button onClick={onMoreRepeats}>{t('moreRepeats')}</Button>}
      {(hasPairs || experiment.voteCount > 0) && (
        <Button variant={hasPairs && !canStart ? 'primary' : 'quiet'} icon={Vote} onClick={() => showVote(id)}>
          {t('vote')}
        </Button>
      )}
    </>
  )
}

/** Makes the words first where some are missing. */
function useStart(experiment: Experiment): { readonly run: () => void; readonly isBusy: boolean } {
  const start = useStartExperiment()
  const rewrite = useRewriteExperiment()
  const { id } = experiment
  return {
    isBusy: start.isPending || rewrite.isPending,
    run: () =>
      missingRewriteCount(experiment) > 0
        ? rewrite.mutate({ id, thenStart: true }, { onError: sayFailure })
        : start.mutate(id, { onError: sayFailure }),
  }
}

/** Why it stopped by itself. */
function Problem({ experiment }: { readonly experiment: Experiment }) {
  const start = useStart(experiment)
  if (experiment.problem === null || experiment.status === 'rewriting' || experiment.status === 'running') return null
  return <FailureNotice failure={experiment.problem} steps={{ 'try-again': start.run }} />
}

const otherExports = ['votes-csv', 'votes-json', 'grid', 'archive'] as const

function ExportButtons({ id }: { readonly id: number }) {
  const { t } = useTranslation('compare')
  const exportIt = useExportExperiment()
  const run = (what: CallInput<'experiments.export'>['what']): void =>
    exportIt.mutate({ id, what, language: i18n.language === 'ko' ? 'ko' : 'en' }, { onError: sayFailure })
  return (
    <div className="flex">
      <Button icon={FileDown} isBusy={exportIt.isPending} className="rounded-r-none" onClick={() => run('report')}>
        {t('exportReport')}
      </Button>
      <Menu
        trigger={
          <IconButton
            label={t('otherExports')}
            icon={ChevronDown}
            className="rounded-l-none border border-l-0 border-line-strong/60 bg-raised"
          />
        }
        items={otherExports.map((what) => ({ id: what, label: t(`export_${what}`), run: () => run(what) }))}
      />
    </div>
  )
}
