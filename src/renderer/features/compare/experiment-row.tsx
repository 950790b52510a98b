import { Copy, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ExperimentSummary } from '#shared/experiment.ts'
import { useCompareStore } from '../../compare-store.ts'
import { useExperiment, useVotes } from '../../data/experiments.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { glance } from './glance.ts'
import { useArmNames } from './use-arm-names.ts'
import { useExperimentActions } from './use-experiment-actions.ts'

interface ExperimentRowProps {
  readonly experiment: ExperimentSummary
  readonly onRename: () => void
}

/** One experiment: what it is about, how far it is, and what its votes say. */
export function ExperimentRow({ experiment, onRename }: ExperimentRowProps) {
  const { t, i18n } = useTranslation('compare')
  const showExperiment = useCompareStore((state) => state.showExperiment)
  const { remove, duplicate } = useExperimentActions()
  const names = useArmNames(experiment.arms)
  const { id, title, status, counts, promptCount, repeats, isImported, voteCount, createdAtMs } = experiment
  const facts = [
    names.join(t('against')),
    t('promptCount', { count: promptCount }),
    t('repeatCount', { count: repeats }),
    new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(createdAtMs),
  ]
  return (
    <li className="relative flex items-center gap-4 px-4 py-3 hover:bg-ink/4">
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          {/* The whole row opens it; what else there is to press lies above. */}
          <button
            type="button"
            onClick={() => showExperiment(id)}
            className="min-w-0 truncate rounded-sm text-left font-medium after:absolute after:inset-0"
          >
            {title}
          </button>
          <Badge text={t(`status_${status}`)} tone="neutral" />
          {isImported && <Badge text={t('imported')} tone="neutral" />}
          {counts.failed > 0 && <Badge text={t('failedCount', { count: counts.failed })} tone="warning" />}
        </div>
        <p className="truncate text-sm text-ink-soft">{facts.join(' · ')}</p>
      </div>
      <div className="w-64 shrink-0 text-right text-sm max-[900px]:w-40">
        {voteCount === 0 ? (
          <p className="text-ink-soft">{t('noVotes')}</p>
        ) : (
          <>
            <Glance experiment={experiment} names={names} />
            <p className="text-ink-soft tabular-nums">{t('voteCount', { count: voteCount })}</p>
          </>
        )}
      </div>
      <div className="relative">
        <Menu
          trigger={<IconButton label={t('moreOf', { title })} icon={Ellipsis} size="small" />}
          items={[
            { id: 'rename', label: t('renameMenu'), icon: Pencil, run: onRename },
            { id: 'duplicate', label: t('duplicate'), icon: Copy, run: () => duplicate(id) },
            { kind: 'separator', id: 'separator' },
            { id: 'remove', label: t('remove'), icon: Trash2, isDanger: true, run: () => void remove(id, title) },
          ]}
        />
      </div>
    </li>
  )
}

function Glance({ experiment, names }: { readonly experiment: ExperimentSummary; readonly names: readonly string[] }) {
  const { t } = useTranslation('compare')
  const whole = useExperiment(experiment.id)
  const votes = useVotes(experiment.id)
  if (whole.data === undefined || votes.data === undefined) return <p className="text-ink-soft">…</p>
  const seen = glance(whole.data, votes.data)
  if (seen.kind === 'leads')
    return (
      <p className="truncate font-medium">
        {t('leads', { name: names[experiment.arms.findIndex(({ id }) => id === seen.armId)] ?? '' })}
      </p>
    )
  return <p className="truncate">{t(seen.kind === 'no-difference' ? 'glanceNoDifference' : 'glanceTooFew')}</p>
}
