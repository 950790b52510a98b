import { useTranslation } from 'react-i18next'
import { assertNever } from '#shared/result.ts'
import type { ChangeReading } from './read-change.ts'

/** A change in one sentence. */
export function useChangeWords(): (reading: ChangeReading) => string {
  const { t, i18n } = useTranslation('edit')
  return (reading) => {
    switch (reading.kind) {
      case 'unmeasured':
        return t('readUnmeasured')
      case 'only-inside':
        return t('readOnlyInside')
      case 'inside-noise':
        return t('readInsideNoise')
      case 'nothing':
        return t('readNothing')
      case 'nothing-inside':
        return t('readNothingInside')
      case 'barely-inside':
        return t('readBarelyInside')
      case 'whole-barely':
        return t('readWholeBarely')
      case 'elsewhere':
        return t('readElsewhere', { share: formatShare(reading.share, i18n.language) })
      case 'elsewhere-composited':
        return t('readElsewhereComposited', { share: formatShare(reading.share, i18n.language) })
      case 'also-outside':
        return t('readAlsoOutside', { share: formatShare(reading.share, i18n.language) })
      case 'composited-back':
        return t('readCompositedBack', { share: formatShare(reading.share, i18n.language) })
      case 'whole':
        return t('readWhole', { share: formatShare(reading.share, i18n.language) })
      default:
        return assertNever(reading)
    }
  }
}

/** 0 and all are only what is exactly so: a single pixel is not nothing. */
export function formatShare(share: number, language: string): string {
  const percent = share * 100
  const digits = percent === 0 || percent >= 10 ? 0 : percent >= 0.1 ? 1 : 2
  const rounded = Number(percent.toFixed(digits))
  const format = (value: number, fractionDigits: number): string =>
    `${value.toLocaleString(language, { maximumFractionDigits: fractionDigits })} %`
  if (percent > 0 && rounded === 0) return `< ${format(0.01, 2)}`
  if (percent < 100 && rounded === 100) return `> ${format(99, 0)}`
  return format(rounded, digits)
}
