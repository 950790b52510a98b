import { useTranslation } from 'react-i18next'
import type { ExperimentPlan } from '#shared/experiment.ts'
import { useExperimentEstimate } from '../../data/experiments.ts'
import { formatUsdRange } from '../../format-usd.ts'

/** How many pictures, and what they will cost. `null` = the plan is not complete. */
export function PlanEstimate({ plan }: { readonly plan: ExperimentPlan | null }) {
  const { t } = useTranslation('compare')
  const { data, isError } = useExperimentEstimate(plan === null ? null : withoutWords(plan))
  if (plan === null) return null
  const pictureCount = data?.arms.reduce((sum, arm) => sum + arm.pictureCount, 0)
  return (
    <div aria-live="polite">
      <p className="text-sm font-medium text-ink-soft">{t('estimate')}</p>
      {isError ? (
        <p className="text-sm">{t('estimateFailed')}</p>
      ) : data === undefined || pictureCount === undefined ? (
        <p className="text-sm text-ink-soft">…</p>
      ) : (
        <>
          <p className="font-medium tabular-nums">
            {t('pictureCount', { count: pictureCount })} · {amount(data)}
          </p>
          <p className="text-sm text-ink-soft">
            {t('timesPictures', {
              prompts: t('promptCount', { count: Math.max(1, plan.prompts.length) }),
              arms: t('armCount', { count: plan.arms.length }),
              repeats: t('repeatCount', { count: plan.repeats }),
            })}
          </p>
          {data.rewriteCount > 0 && (
            <p className="text-sm text-ink-soft">{t('rewriteCount', { count: data.rewriteCount })}</p>
          )}
        </>
      )}
    </div>
  )

  function amount({ totalMicroUsd, arms }: NonNullable<typeof data>): string {
    if (arms.every(({ estimate }) => estimate.kind === 'free')) return t('free')
    if (totalMicroUsd === null) return t('costUnknown')
    return formatUsdRange(totalMicroUsd.low, totalMicroUsd.high)
  }
}

/** The words decide nothing here: without them, it is asked once and not with every letter. */
const withoutWords = (plan: ExperimentPlan): ExperimentPlan => ({
  ...plan,
  title: '-',
  prompts: Array.from({ length: Math.max(1, plan.prompts.length) }, () => '-'),
  arms: plan.arms.map(({ kind, settings: { prompt, rewriter, ...settings } }) => ({
    kind,
    label: '',
    settings: {
      ...settings,
      ...(prompt !== undefined && { prompt: '-' }),
      ...(rewriter !== undefined && {
        rewriter: { connectionId: rewriter.connectionId, model: rewriter.model || '-' },
      }),
    },
  })),
})
