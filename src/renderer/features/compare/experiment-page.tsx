import { useTranslation } from 'react-i18next'
import type { Experiment } from '#shared/experiment.ts'
import { assertNever } from '#shared/result.ts'
import { type ExperimentPart, useCompareStore } from '../../compare-store.ts'
import { useExperiment } from '../../data/experiments.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { ExperimentHeader } from './experiment-header.tsx'
import { PicturesPart } from './pictures-part.tsx'
import { ResultsPart } from './results-part.tsx'
import { WordsPart } from './words-part.tsx'

interface ExperimentPageProps {
  readonly id: number
  readonly chosenPart: ExperimentPart | null
}

export function ExperimentPage({ id, chosenPart }: ExperimentPageProps) {
  const { t } = useTranslation('compare')
  const { showList, showExperiment } = useCompareStore.getState()
  const experiment = useExperiment(id)
  if (experiment.isPending)
    return (
      <div className="flex h-full items-center justify-center">
        <Spinner label={t('loading')} />
      </div>
    )
  if (experiment.isError)
    return (
      <div className="mx-auto max-w-xl space-y-4 px-8 pt-16">
        <FailureNotice failure={experiment.error.failure} steps={{ 'try-again': () => void experiment.refetch() }} />
        <Button onClick={showList}>{t('backToList')}</Button>
      </div>
    )
  const part = chosenPart ?? usualPart(experiment.data)
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-6xl px-8 pt-6 pb-16 max-[700px]:px-5">
        <ExperimentHeader experiment={experiment.data} />
        <div className="mt-5 mb-6">
          <Segmented<ExperimentPart>
            label={t('parts')}
            isLabelHidden
            value={part}
            onChange={(chosen) => showExperiment(id, chosen)}
            options={(['words', 'pictures', 'results'] as const).map((value) => ({ value, label: t(`part_${value}`) }))}
          />
        </div>
        <Part part={part} experiment={experiment.data} />
      </div>
    </div>
  )
}

/** Until something was asked for, the words are what there is to look at. */
const usualPart = ({ status }: Experiment): ExperimentPart =>
  status === 'draft' || status === 'rewriting' ? 'words' : 'pictures'

function Part({ part, experiment }: { readonly part: ExperimentPart; readonly experiment: Experiment }) {
  switch (part) {
    case 'words':
      return <WordsPart experiment={experiment} />
    case 'pictures':
      return <PicturesPart experiment={experiment} />
    case 'results':
      return <ResultsPart experiment={experiment} />
    default:
      return assertNever(part)
  }
}
