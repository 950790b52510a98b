import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Experiment } from '#shared/experiment.ts'
import { useExtendExperiment } from '../../data/experiments.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { PlanEstimate } from './plan-estimate.tsx'

/** As many as one experiment makes of each prompt. */
const mostRepeats = 50

interface MoreRepeatsDialogProps {
  readonly experiment: Experiment
  readonly onClose: () => void
}

export function MoreRepeatsDialog({ experiment, onClose }: MoreRepeatsDialogProps) {
  const { t } = useTranslation('compare')
  const { t: tUi } = useTranslation('ui')
  const extend = useExtendExperiment()
  const { id, title, prompts, arms, referenceIds } = experiment
  const left = Math.max(1, mostRepeats - experiment.repeats)
  const [repeats, setRepeats] = useState(Math.min(4, left))
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('moreRepeatsTitle')}
      description={t('moreRepeatsBody')}
      footer={
        <>
          <Button onClick={onClose}>{tUi('cancel')}</Button>
          <Button
            variant="primary"
            isBusy={extend.isPending}
            onClick={() => extend.mutate({ id, repeats }, { onSuccess: onClose })}
          >
            {t('makeMore')}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <NumberField label={t('repeats')} value={repeats} min={1} max={left} onChange={setRepeats} className="w-40" />
        <PlanEstimate
          plan={{
            title,
            prompts: prompts.map(({ text }) => text),
            // The words are there already.
            arms: arms.map(({ kind, label, settings }) => ({ kind, label, settings })),
            repeats,
            referenceIds,
          }}
        />
        {extend.isError && <FailureNotice failure={extend.error.failure} />}
      </div>
    </Dialog>
  )
}
