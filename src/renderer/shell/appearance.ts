import type { ThemeChoice } from '#shared/settings.ts'

/** Puts the theme on `<html>` and, for `system`, follows the system as it changes. Returns its own undoing. */
export function applyTheme(choice: ThemeChoice): () => void {
  if (choice !== 'system') {
    document.documentElement.dataset['theme'] = choice
    return () => undefined
  }
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)')
  const follow = (): void => {
    document.documentElement.dataset['theme'] = prefersDark.matches ? 'dark' : 'light'
  }
  follow()
  prefersDark.addEventListener('change', follow)
  return () => prefersDark.removeEventListener('change', follow)
}

/** What main put into the address, so that the first paint is right before any call was answered. */
export function readStartAppearance(query: string): { readonly theme: ThemeChoice; readonly language: 'en' | 'ko' } {
  const parameters = new URLSearchParams(query)
  const theme = parameters.get('theme')
  return {
    theme: theme === 'dark' || theme === 'light' ? theme : 'system',
    language: parameters.get('lang') === 'ko' ? 'ko' : 'en',
  }
}
