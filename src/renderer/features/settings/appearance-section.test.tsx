import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useAppearance } from '#renderer/shell/use-appearance.ts'
import { ok } from '#shared/result.ts'
import type { Settings } from '#shared/settings.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { AppearanceSection } from './appearance-section.tsx'

function Page() {
  useAppearance()
  return <AppearanceSection />
}

const root = document.documentElement

test('language and theme change at once, without a restart', async () => {
  let settings: Settings = {
    languageChoice: 'en',
    language: 'en',
    isLanguageForced: false,
    continuesAfterRestart: true,
    theme: 'dark',
    keyStorage: { canEncrypt: true, backend: 'keychain' },
  }
  installFakeBridge({
    'settings.get': () => ok(settings),
    'settings.setLanguage': ({ choice }) => {
      settings = { ...settings, languageChoice: choice, language: choice === 'ko' ? 'ko' : 'en' }
      return ok(settings)
    },
    'settings.setTheme': ({ theme }) => {
      settings = { ...settings, theme }
      return ok(settings)
    },
  })
  const { user } = renderInApp(<Page />)
  expect(await screen.findByRole('heading', { name: 'Appearance' })).toBeTruthy()

  await user.click(await screen.findByRole('radio', { name: 'Light' }))
  await waitFor(() => expect(root.dataset['theme']).toBe('light'))
  await user.click(screen.getByRole('radio', { name: '한국어' }))
  expect(await screen.findByRole('heading', { name: '화면' })).toBeTruthy()
  expect(root.lang).toBe('ko')
})

test('a language forced from outside is said to be so', async () => {
  installFakeBridge({
    'settings.get': () =>
      ok({
        languageChoice: 'system',
        language: 'en',
        isLanguageForced: true,
        continuesAfterRestart: true,
        theme: 'system',
        keyStorage: { canEncrypt: true, backend: 'keychain' },
      }),
  })
  renderInApp(<Page />)
  expect(await screen.findByText(/DIPTYCH_LANG/)).toBeTruthy()
})
