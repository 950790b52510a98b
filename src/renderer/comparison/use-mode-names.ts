import { useTranslation } from 'react-i18next'
import type { ComparisonMode } from './comparison-mode.ts'

export function useModeNames(): Readonly<Record<ComparisonMode, string>> {
  const { t } = useTranslation('comparison')
  return {
    'side-by-side': t('sideBySide'),
    wipe: t('wipe'),
    overlay: t('overlay'),
    difference: t('difference'),
    flicker: t('flicker'),
    single: t('single'),
  }
}
