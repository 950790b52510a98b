import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { ComparisonStore } from './comparison-store.ts'
import { countAbove, shareOf } from './measure-difference.ts'

/** How much differs, in words. Spoken when it changes. */
export function DifferenceShare({ store }: { readonly store: ComparisonStore }) {
  const { t, i18n } = useTranslation('comparison')
  const difference = useStore(store, (state) => state.difference)
  const threshold = useStore(store, (state) => state.threshold)
  if (difference.kind !== 'measured') return null

  const total = countAbove(difference.counts, -1)
  const count = countAbove(difference.counts, threshold)
  const share = shareOf(count, total)
  const inWords = (number: number): string => number.toLocaleString(i18n.language)
  const said = { differing: inWords(count), total: inWords(total), threshold }
  const isAny = threshold === 0
  const sentence = (): string => {
    switch (share.kind) {
      case 'none':
        return isAny ? t('shareNone') : t('shareNoneAbove', said)
      case 'all':
        return isAny ? t('shareAll', said) : t('shareAllAbove', said)
      case 'trace':
        return isAny ? t('shareTrace', said) : t('shareTraceAbove', said)
      case 'part':
        return isAny
          ? t('sharePart', { ...said, percent: inWords(share.percent) })
          : t('sharePartAbove', { ...said, percent: inWords(share.percent) })
    }
  }
  return (
    <p role="status" className="text-sm tabular-nums" data-selectable>
      {sentence()}
    </p>
  )
}
