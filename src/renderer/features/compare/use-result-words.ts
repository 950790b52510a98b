import { useTranslation } from 'react-i18next'
import type { PairResult } from '#shared/experiments/pair-results.ts'

export function useResultWords() {
  const { t, i18n } = useTranslation('compare')
  const { language } = i18n
  const percent = (share: number): string =>
    new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share)
  const number = (value: number): string => value.toLocaleString(language)

  return {
    percent,
    number,
    /** At most so many decimals. */
    decimal: (value: number, digits: number): string =>
      new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value),
    p: (value: number): string => (value < 0.001 ? '< 0.001' : value.toFixed(3)),
    /** What the votes allow to say of two arms, in one sentence. */
    conclusion: ({ reading, pairsLeft }: PairResult, firstName: string, secondName: string): string => {
      if (reading.n === 0) return t('noVotesYet')
      switch (reading.conclusion) {
        case 'first-better':
          return t('isPreferred', { name: firstName, other: secondName, rate: percent(reading.winRate ?? 0) })
        case 'second-better':
          return t('isPreferred', { name: secondName, other: firstName, rate: percent(1 - (reading.winRate ?? 0)) })
        case 'no-difference-seen':
          return t('noDifferenceSeen')
        case 'too-few':
          return pairsLeft === 0
            ? t('tooFewAtEnd', { count: reading.moreVotesNeeded })
            : t('tooFew', { count: reading.moreVotesNeeded })
      }
    },
  }
}
