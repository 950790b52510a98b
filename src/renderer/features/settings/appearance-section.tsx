import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSetLanguage, useSetTheme, useSettings } from '../../data/settings.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { SettingsFailure } from './settings-failure.tsx'
import { SettingsSection } from './settings-section.tsx'

export function AppearanceSection() {
  const { t } = useTranslation('settings')
  return (
    <SettingsSection title={t('appearance')} description={t('appearanceBody')}>
      <AppearanceChoices />
    </SettingsSection>
  )
}

function AppearanceChoices() {
  const { t } = useTranslation('settings')
  const settings = useSettings()
  const setLanguage = useSetLanguage()
  const setTheme = useSetTheme()
  if (settings.isPending) return <Spinner label={t('loading')} />
  if (settings.isError) return <SettingsFailure failure={settings.error.failure} />

  const { languageChoice, isLanguageForced, theme } = settings.data
  const failure = setLanguage.error?.failure ?? setTheme.error?.failure
  return (
    <div className="space-y-5">
      <div>
        <Segmented
          label={t('language')}
          value={languageChoice}
          onChange={(choice) => setLanguage.mutate(choice)}
          options={[
            { value: 'system', label: t('languageSystem') },
            { value: 'en', label: 'English' },
            { value: 'ko', label: '한국어' },
          ]}
        />
        {isLanguageForced && <p className="mt-1.5 text-sm text-ink-soft">{t('languageForced')}</p>}
      </div>
      <Segmented
        label={t('theme')}
        value={theme}
        onChange={(choice) => setTheme.mutate(choice)}
        options={[
          { value: 'system', label: t('themeSystem'), icon: Monitor },
          { value: 'light', label: t('themeLight'), icon: Sun },
          { value: 'dark', label: t('themeDark'), icon: Moon },
        ]}
      />
      {failure !== undefined && <SettingsFailure failure={failure} />}
    </div>
  )
}
