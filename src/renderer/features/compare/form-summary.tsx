import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExperimentPlan } from '#shared/experiment.ts'
import { useImage } from '../../data/images.ts'
import type { Way } from '../../data/ways.ts'
import { PictureThumbnail } from '../../picture-thumbnail.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Differences } from './differences.tsx'
import { useFormStore } from './form-store.ts'
import { PlanEstimate } from './plan-estimate.tsx'
import type { PlanProblem } from './plan-form.ts'
import { SharedSettings } from './shared-settings.tsx'
import { useProblemWords } from './use-problem-words.ts'

interface FormSummaryProps {
  readonly ways: readonly Way[]
  /** `null` = an arm is not complete. */
  readonly plan: ExperimentPlan | null
  readonly problems: readonly PlanProblem[]
  readonly wasSubmitted: boolean
  readonly footer: ReactNode
}

/** How often, what differs, what it will cost: in sight while the rest scrolls. */
export function FormSummary({ ways, plan, problems, wasSubmitted, footer }: FormSummaryProps) {
  const { t } = useTranslation('compare')
  const { repeats, referenceIds } = useFormStore((state) => state.form)
  const change = useFormStore((state) => state.change)
  const words = useProblemWords()
  return (
    <div className="space-y-5 rounded-lg border border-line bg-raised p-4 min-[1080px]:sticky min-[1080px]:top-4">
      <div>
        <NumberField
          label={t('repeats')}
          value={repeats}
          min={1}
          max={50}
          onChange={(next) => change({ repeats: next })}
        />
        <p className="mt-1 text-sm text-ink-soft">{t('repeatsBody')}</p>
      </div>
      <SharedSettings ways={ways} />
      {referenceIds.length > 0 && (
        <div>
          <p className="mb-1 text-sm font-medium text-ink-soft">{t('references')}</p>
          <ul className="flex flex-wrap gap-2">
            {referenceIds.map((imageId, index) => (
              <Reference key={imageId} imageId={imageId} number={index + 1} />
            ))}
          </ul>
        </div>
      )}
      {plan !== null && <Differences arms={plan.arms} />}
      <PlanEstimate plan={plan} />
      {wasSubmitted && problems.length > 0 && (
        <div role="alert" className="text-sm text-danger">
          <p className="font-medium">{t('notReady')}</p>
          <ul className="mt-1 list-disc pl-4">
            {[...new Set(problems.map(words))].map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="space-y-3">{footer}</div>
    </div>
  )
}

function Reference({ imageId, number }: { readonly imageId: number; readonly number: number }) {
  const { t } = useTranslation('compare')
  const { data } = useImage(imageId)
  const { form, change } = useFormStore.getState()
  return (
    <li className="relative">
      {data === undefined ? (
        <span className="block size-14 rounded-md bg-ink/8" />
      ) : (
        <PictureThumbnail
          sha256={data.image.sha256}
          hasPixels={data.image.pixelsDroppedAtMs === null}
          className="size-14 rounded-md bg-ink/8"
        />
      )}
      <IconButton
        label={t('removeReference', { number })}
        icon={X}
        size="small"
        className="absolute -top-2 -right-2 size-6! border border-line bg-raised"
        onClick={() => change({ referenceIds: form.referenceIds.filter((id) => id !== imageId) })}
      />
    </li>
  )
}
