import { useEffect } from 'react'
import { useSettings } from '../data/settings.ts'
import { setLanguage } from '../i18n/i18n.ts'
import { applyTheme } from './appearance.ts'

/** Theme and language follow the settings at once. Until they are read, what `main.tsx` applied stands. */
export function useAppearance(): void {
  const { data: settings } = useSettings()
  const theme = settings?.theme
  const language = settings?.language
  useEffect(() => (theme === undefined ? undefined : applyTheme(theme)), [theme])
  useEffect(() => {
    if (language !== undefined) setLanguage(language)
  }, [language])
}
