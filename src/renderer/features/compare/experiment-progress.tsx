import { useTranslation } from 'react-i18next'
import type { ExperimentSummary } from '#shared/experiment.ts'
import { Spinner } from '../../ui/spinner.tsx'

/** How many of the wanted pictures are there. */
export function ExperimentProgress({ experiment }: { readonly experiment: ExperimentSummary }) {
  const { t } = useTranslation('compare')
  const { status, counts } = experiment
  const { wanted, succeeded, failed, out } = counts
  const share = (count: number): string => `${wanted === 0 ? 0 : (count / wanted) * 100}%`
  const facts = [
    t('succeededOf', { succeeded, count: wanted }),
    ...(failed > 0 ? [t('failedCount', { count: failed })] : []),
    ...(out > 0 ? [t('outCount', { count: out })] : []),
  ].join(' · ')
  return (
    <div>
      <div className="mb-1.5 flex flex-wrap items-center gap-x-3 text-sm">
        <span className="inline-flex items-center gap-2 font-medium" role="status">
          {(status === 'running' || status === 'rewriting') && <Spinner size={13} />}
          {t(`status_${status}`)}
        </span>
        <span className="text-ink-soft tabular-nums">{facts}</span>
      </div>
      {status !== 'draft' && status !== 'rewriting' && (
        <>
          <progress
            className="sr-only"
            aria-label={t('progress')}
            max={Math.max(1, wanted)}
            value={succeeded + failed}
          />
          <div aria-hidden className="flex h-1.5 overflow-hidden rounded-full bg-ink/10">
            <span className="bg-accent transition-[width]" style={{ width: share(succeeded) }} />
            <span className="bg-warning transition-[width]" style={{ width: share(failed) }} />
            <span className="bg-ink-soft/40 transition-[width]" style={{ width: share(out) }} />
          </div>
        </>
      )}
    </div>
  )
}
