import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Estimate } from '#shared/catalogue.ts'
import type { Draft } from '#shared/generation.ts'
import { assertNever } from '#shared/result.ts'
import { useEstimate } from '../data/catalogue.ts'
import { formatUsdRange } from '../format-usd.ts'

/** What the draft is expected to cost, always with its basis. `null` = it cannot be sent as it is. */
export function EstimateLine({ draft }: { readonly draft: Draft | null }) {
  const { t } = useTranslation('create')
  const { data, isError } = useEstimate(
    draft === null
      ? null
      : {
          connectionId: draft.connectionId,
          model: draft.model,
          params: draft.params,
          inputImageCount: (draft.sources ?? []).filter(({ role }) => role === 'edit' || role === 'reference').length,
        },
  )
  const words = isError ? { amount: t('estimateFailed'), basis: null } : data && describeEstimate(data, t)
  return (
    <div className="flex min-h-6 items-baseline justify-between gap-3 text-sm">
      <span className="shrink-0 text-ink-soft">{t('estimate')}</span>
      {words !== undefined && (
        <span className="min-w-0 text-right">
          <span className="font-medium tabular-nums">{words.amount}</span>
          {words.basis !== null && <span className="text-ink-soft"> · {words.basis}</span>}
        </span>
      )}
    </div>
  )
}

interface EstimateWords {
  readonly amount: string
  readonly basis: string | null
}

function describeEstimate(estimate: Estimate, t: TFunction<'create'>): EstimateWords {
  switch (estimate.kind) {
    case 'free':
      return { amount: t('estimateFree'), basis: t('estimateFreeBasis') }
    case 'published':
      return {
        amount: formatUsdRange(estimate.lowMicroUsd, estimate.highMicroUsd),
        basis: t('estimatePublishedBasis', { asOf: estimate.asOf }),
      }
    case 'own':
      return { amount: formatUsdRange(estimate.microUsd, estimate.microUsd), basis: t('estimateOwnBasis') }
    case 'measured':
      return {
        amount: formatUsdRange(estimate.lowMicroUsd, estimate.highMicroUsd),
        basis: t('estimateMeasuredBasis', { count: estimate.sampleCount }),
      }
    case 'unknown':
      return {
        amount: t('estimateUnknown'),
        basis:
          estimate.imageOutputUsdPerMillion === null
            ? t('estimateUnknownBasis')
            : t('estimateUnknownRate', { rate: `$${estimate.imageOutputUsdPerMillion}` }),
      }
    default:
      return assertNever(estimate)
  }
}
