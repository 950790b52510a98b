import { useTranslation } from 'react-i18next'
import type { CallOutput } from '#shared/contract.ts'
import { formatUsd } from '../../format-usd.ts'
import { PromptDiff } from '../../prompt-diff.tsx'
import { compareRecords, type Difference } from './compare-differences.ts'
import { usePromptVersions } from './use-prompt-versions.ts'

interface CompareLabelsProps {
  readonly left: CallOutput<'images.get'>
  readonly right: CallOutput<'images.get'>
}

/** Below the two pictures: what differs, and only that. */
export function CompareLabels({ left, right }: CompareLabelsProps) {
  const { t } = useTranslation('viewer')
  const { t: tProvenance } = useTranslation('provenance')
  const differences = compareRecords(left, right)
  const prompts = usePromptVersions(left, right)
  if (differences.length === 0 && prompts === null)
    return (
      <p className="shrink-0 border-t border-line bg-surface px-4 py-3 text-center text-sm text-ink-soft">
        {t('compareSame')}
      </p>
    )
  return (
    <section
      aria-label={t('compareDifferences')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable to be scrolled by keys.
      tabIndex={0}
      className="grid max-h-[34%] shrink-0 grid-cols-2 overflow-y-auto border-t border-line bg-surface"
    >
      {differences.length > 0 &&
        (['left', 'right'] as const).map((side) => (
          <dl
            key={side}
            aria-label={t(side === 'left' ? 'compareLeft' : 'compareRight')}
            className="grid grid-cols-[6.5rem_minmax(0,1fr)] content-start gap-x-3 gap-y-1 px-4 py-3 text-sm first:border-r first:border-line"
            data-selectable
          >
            {differences.map((difference) => (
              <DifferenceRow key={difference.fact} fact={difference.fact} value={difference[side]} />
            ))}
          </dl>
        ))}
      {prompts !== null && (
        <section
          aria-label={tProvenance('diffPrompts')}
          className="col-span-2 border-t border-line px-4 py-3 text-sm first:border-t-0"
        >
          <PromptDiff {...prompts} />
        </section>
      )}
    </section>
  )
}

function DifferenceRow({ fact, value }: { readonly fact: Difference['fact']; readonly value: string | number | null }) {
  const { t } = useTranslation('viewer')
  const names: Readonly<Record<Difference['fact'], string>> = {
    provider: t('compareProvider'),
    model: t('compareModel'),
    dimensions: t('compareDimensions'),
    size: t('compareSize'),
    quality: t('compareQuality'),
    background: t('compareBackground'),
    format: t('compareFormat'),
    costMicroUsd: t('compareCost'),
    rating: t('compareRating'),
  }
  return (
    <>
      <dt className="text-ink-soft">{names[fact]}</dt>
      <dd className="tabular-nums">
        {value === null
          ? t('compareNone')
          : fact === 'costMicroUsd' && typeof value === 'number'
            ? formatUsd(value)
            : value}
      </dd>
    </>
  )
}
