import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { LanguageChoice, Settings, ThemeChoice } from '#shared/settings.ts'
import { ask } from './ask.ts'

export const useSettings = () => useQuery({ queryKey: ['settings'], queryFn: () => ask('settings.get', {}) })

export const useSetLanguage = () =>
  useSettingsChange((choice: LanguageChoice) => ask('settings.setLanguage', { choice }))

export const useSetTheme = () => useSettingsChange((theme: ThemeChoice) => ask('settings.setTheme', { theme }))

export const useSetContinuesAfterRestart = () =>
  useSettingsChange((continues: boolean) => ask('settings.setContinuesAfterRestart', { continues }))

/** Main answers with the settings as they now are, so nothing is read a second time. */
function useSettingsChange<Choice>(change: (choice: Choice) => Promise<Settings>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (settings) => client.setQueryData(['settings'], settings),
  })
}
