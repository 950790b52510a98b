import { screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Connection } from '#shared/connection.ts'
import { err, ok } from '#shared/result.ts'
import type { Settings } from '#shared/settings.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { KeyDialog } from './key-dialog.tsx'

const key = 'sk-secret-4711'
const connection: Connection = {
  id: 'openai',
  profile: 'openai',
  providers: ['openai-images'],
  settings: { maxConcurrent: 3, typedModels: [] },
  needsKey: true,
  listed: null,
  label: 'OpenAI',
  baseUrl: 'https://api.openai.com/v1',
  origin: 'built-in',
  key: { kind: 'none' },
  isUnencrypted: false,
}
const saved: Connection = { ...connection, key: { kind: 'present', lastFour: '4711', storage: 'encrypted' } }
const settings = (canEncrypt: boolean): Settings => ({
  languageChoice: 'en',
  language: 'en',
  isLanguageForced: false,
  continuesAfterRestart: true,
  theme: 'dark',
  keyStorage: { canEncrypt, backend: canEncrypt ? 'gnome_libsecret' : 'basic_text' },
})

async function setUp(canEncrypt: boolean, canStore = true) {
  const bridge = installFakeBridge({
    'settings.get': () => ok(settings(canEncrypt)),
    'apiKeys.save': () => (canStore ? ok(saved) : err({ kind: 'no-secure-storage', backend: 'basic_text' })),
  })
  const onClose = vi.fn()
  const view = renderInApp(<KeyDialog connection={connection} onSaved={() => undefined} onClose={onClose} />)
  const field = await screen.findByLabelText<HTMLInputElement>('API key')
  return { ...view, bridge, onClose, field }
}
const chosen = () => screen.getByRole('radio', { checked: true })
const save = () => screen.getByRole('button', { name: 'Save key' })

test('a key is typed unseen, stored encrypted where the system can, and kept nowhere on the page', async () => {
  const { user, bridge, onClose, field, client } = await setUp(true)
  expect(field.type).toBe('password')
  await waitFor(() => expect(document.activeElement).toBe(field))

  await user.type(field, key)
  await user.click(save())
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce())

  expect(bridge.inputsOf('apiKeys.save')).toEqual([{ connectionId: 'openai', key, keep: 'store' }])
  expect(field.value).toBe('')
  expect(JSON.stringify([client.getQueryCache().getAll(), client.getMutationCache().getAll()])).not.toContain(key)
  expect(document.documentElement.outerHTML).not.toContain(key)
})

test('without a keyring a key is kept for this session only, unless the person chooses the file after a warning', async () => {
  const { user, bridge, field } = await setUp(false)
  expect(screen.getByRole('radio', { name: 'Encrypted on this computer' }).getAttribute('aria-disabled')).toBe('true')
  expect(chosen().getAttribute('aria-labelledby')).toBe(
    screen.getByRole('radio', { name: 'Until the studio closes' }).getAttribute('aria-labelledby'),
  )
  expect(screen.queryByText(/Anyone who can read your files/)).toBeNull()

  await user.click(screen.getByRole('radio', { name: 'Unencrypted on this computer' }))
  expect(screen.getByText(/Anyone who can read your files/)).toBeTruthy()
  await user.type(field, key)
  await user.click(save())
  await waitFor(() =>
    expect(bridge.inputsOf('apiKeys.save')).toEqual([{ connectionId: 'openai', key, keep: 'store-plain' }]),
  )
})

test('an empty field asks for the key and sends nothing', async () => {
  const { user, bridge } = await setUp(true)
  await user.click(save())
  expect(screen.getByText('Paste or type the key first.')).toBeTruthy()
  expect(bridge.inputsOf('apiKeys.save')).toEqual([])
})

test('a refusal says why and leaves the key in the field for another way of keeping it', async () => {
  const { user, field, onClose } = await setUp(true, false)
  await user.type(field, key)
  await user.click(save())
  expect((await screen.findByRole('alert')).textContent).toContain('The key was not stored')
  expect(field.value).toBe(key)
  expect(onClose).not.toHaveBeenCalled()
})
