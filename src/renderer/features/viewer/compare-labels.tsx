import { useTranslation } from 'react-i18next'
import type { CallOutput } from '#shared/contract.ts'
import { type DiffPart, diffWords } from '#shared/diff-words.ts'
import { DiffText } from '../../diff-text.tsx'
import { formatUsd } from '../../format-usd.ts'
import { compareRecords, type Difference, promptOf } from './compare-differences.ts'

interface CompareLabelsProps {
  readonly left: CallOutput<'images.get'>
  readonly right: CallOutput<'images.get'>
}

/** Below each of the two pictures: what differs, and only that. */
export function CompareLabels({ left, right }: CompareLabelsProps) {
  const { t, i18n } = useTranslation('viewer')
  const differences = compareRecords(left, right)
  const leftPrompt = promptOf(left)
  const rightPrompt = promptOf(right)
  const isSamePrompt = leftPrompt === rightPrompt
  const parts =
    leftPrompt === null || rightPrompt === null || isSamePrompt
      ? null
      : diffWords(leftPrompt, rightPrompt, i18n.language)

  if (differences.length === 0 && isSamePrompt)
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
      className="grid max-h-[30%] shrink-0 grid-cols-2 overflow-y-auto border-t border-line bg-surface"
    >
      {(['left', 'right'] as const).map((side) => (
        <dl
          key={side}
          aria-label={t(side === 'left' ? 'compareLeft' : 'compareRight')}
          className="grid grid-cols-[6.5rem_minmax(0,1fr)] content-start gap-x-3 gap-y-1 px-4 py-3 text-sm first:border-r first:border-line"
          data-selectable
        >
          {differences.map((difference) => (
            <DifferenceRow key={difference.fact} fact={difference.fact} value={difference[side]} />
          ))}
          {!isSamePrompt && (
            <>
              <dt className="text-ink-soft">{t('comparePrompt')}</dt>
              <dd>
                <Prompt
                  text={side === 'left' ? leftPrompt : rightPrompt}
                  parts={parts}
                  hidden={side === 'left' ? 'added' : 'removed'}
                />
              </dd>
            </>
          )}
        </dl>
      ))}
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

interface PromptProps {
  readonly text: string | null
  /** `null` = there is nothing to compare it with, or it is too long. */
  readonly parts: readonly DiffPart[] | null
  /** What belongs to the other side. */
  readonly hidden: DiffPart['kind']
}

function Prompt({ text, parts, hidden }: PromptProps) {
  const { t } = useTranslation('viewer')
  if (parts !== null) return <DiffText parts={parts.filter(({ kind }) => kind !== hidden)} />
  return <p className="whitespace-pre-wrap">{text ?? t('compareNone')}</p>
}
