import { FlaskConical, Plus, Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExperimentSummary } from '#shared/experiment.ts'
import { useCompareStore } from '../../compare-store.ts'
import { useExperiments } from '../../data/experiments.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { matchesName } from '../../match-name.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { inputClass } from '../../ui/field.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { ExperimentRow } from './experiment-row.tsx'
import { RenameDialog } from './rename-dialog.tsx'

/** Every experiment that was made here or came in a file, newest first. */
export function ExperimentList() {
  const { t } = useTranslation('compare')
  const beginForm = useCompareStore((state) => state.beginForm)
  const hasAny = (useExperiments().data ?? []).length > 0
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-5xl px-8 pt-8 pb-16 max-[700px]:px-5">
        <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0 flex-1 basis-80">
            <h1 className="text-xl font-semibold">{t('compare')}</h1>
            <p className="mt-1 text-ink-soft">{t('compareBody')}</p>
          </div>
          {hasAny && (
            <Button variant="primary" icon={Plus} onClick={() => beginForm(null)}>
              {t('newExperiment')}
            </Button>
          )}
        </header>
        <Experiments />
      </div>
    </div>
  )
}

function Experiments() {
  const { t } = useTranslation('compare')
  const experiments = useExperiments()
  const { search, setSearch, beginForm } = useCompareStore()
  const [renamed, setRenamed] = useState<ExperimentSummary | null>(null)
  if (experiments.isPending)
    return (
      <div className="flex min-h-80 items-center justify-center">
        <Spinner label={t('loading')} />
      </div>
    )
  if (experiments.isError)
    return (
      <FailureNotice failure={experiments.error.failure} steps={{ 'try-again': () => void experiments.refetch() }} />
    )
  if (experiments.data.length === 0)
    return (
      <EmptyState
        icon={FlaskConical}
        title={t('emptyTitle')}
        description={t('emptyBody')}
        action={
          <Button variant="primary" icon={Plus} onClick={() => beginForm(null)}>
            {t('newExperiment')}
          </Button>
        }
      />
    )
  const found = experiments.data.filter((one) => matchesName(searchedIn(one), search))
  return (
    <>
      <div className="relative mb-3">
        <Search size={15} aria-hidden className="absolute top-1/2 left-3 -translate-y-1/2 text-ink-soft" />
        <input
          type="search"
          aria-label={t('searchExperiments')}
          placeholder={t('searchExperiments')}
          value={search}
          spellCheck={false}
          onChange={(event) => setSearch(event.currentTarget.value)}
          className={`${inputClass} h-8.5 pr-3 pl-9`}
        />
      </div>
      <p role="status" className="sr-only">
        {t('foundCount', { count: found.length })}
      </p>
      {found.length === 0 ? (
        <p className="py-10 text-center text-ink-soft">{t('nothingFound', { search })}</p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-raised" aria-label={t('experiments')}>
          {found.map((experiment) => (
            <ExperimentRow key={experiment.id} experiment={experiment} onRename={() => setRenamed(experiment)} />
          ))}
        </ul>
      )}
      {renamed !== null && <RenameDialog experiment={renamed} onClose={() => setRenamed(null)} />}
    </>
  )
}

const searchedIn = ({ title, caption, arms }: ExperimentSummary): string =>
  [title, caption, ...arms.map(({ label }) => label)].join(' ')
