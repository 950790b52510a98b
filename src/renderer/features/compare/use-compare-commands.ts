import { useTranslation } from 'react-i18next'
import { useAppStore } from '../../app-store.ts'
import type { Command } from '../../commands/command.ts'
import { useCompareStore } from '../../compare-store.ts'
import { i18n } from '../../i18n/i18n.ts'

/** What can be begun in the Compare room, from anywhere. */
export function useCompareCommands(): readonly Command[] {
  const { t } = useTranslation('compare')
  const goTo = useAppStore((state) => state.goTo)
  return [
    {
      id: 'compare.newExperiment',
      label: t('newExperiment'),
      englishLabel: i18n.t('newExperiment', { ns: 'compare', lng: 'en' }),
      shortcut: null,
      group: 'file',
      isEnabled: true,
      run: () => {
        goTo('compare')
        useCompareStore.getState().beginForm(null)
      },
    },
  ]
}
