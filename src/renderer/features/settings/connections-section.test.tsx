import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Connection } from '#shared/connection.ts'
import { err, ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { ConnectionsSection } from './connections-section.tsx'

const connection = (part: Partial<Connection>): Connection => ({
  id: 'openai',
  profile: 'openai',
  providers: ['openai-images'],
  settings: { maxConcurrent: 3, typedModels: [] },
  needsKey: true,
  listed: null,
  label: 'OpenAI',
  baseUrl: 'https://api.openai.com/v1',
  origin: 'saved',
  key: { kind: 'none' },
  isUnencrypted: false,
  ...part,
})
const list = (...connections: Connection[]) => ({ 'connections.list': () => ok({ connections }) })
const item = async (label: string) => {
  const heading = await screen.findByRole('heading', { name: label })
  const found = heading.closest('li')
  if (found === null) throw new Error(`${label} stands outside the list.`)
  return found
}

test('each connection says where its key lies and shows no more of it than four characters', async () => {
  installFakeBridge(
    list(
      connection({ id: 'a', label: 'A', key: { kind: 'present', lastFour: '1a2b', storage: 'encrypted' } }),
      connection({
        id: 'b',
        label: 'B',
        origin: 'environment',
        key: { kind: 'present', lastFour: '9xZq', storage: 'environment' },
      }),
      connection({ id: 'c', label: 'C', baseUrl: 'http://10.0.0.5/v1', isUnencrypted: true }),
    ),
  )
  renderInApp(<ConnectionsSection />)
  expect((await item('A')).textContent).toContain('Key •••• 1a2b · stored encrypted')
  expect((await item('B')).textContent).toContain('Key •••• 9xZq · from the environment')
  expect(within(await item('B')).queryByRole('button', { name: 'Replace key' })).toBeNull()
  expect((await item('C')).textContent).toContain('This address is not encrypted')
})

test('testing says what came of it, beside the connection', async () => {
  let hasKey = false
  installFakeBridge({
    ...list(connection({})),
    'connections.test': () =>
      hasKey ? ok({ modelCount: 47, modelLabels: ['GPT Image 2'] }) : err({ kind: 'key-refused' }),
  })
  const { user } = renderInApp(<ConnectionsSection />)
  const card = within(await item('OpenAI'))
  await user.click(card.getByRole('button', { name: 'Test OpenAI' }))
  expect((await card.findByRole('alert')).textContent).toContain('The key was refused')

  hasKey = true
  await user.click(card.getByRole('button', { name: 'Test OpenAI' }))
  expect(await card.findByText('It works: 47 models are available.')).toBeTruthy()
  expect(card.queryByRole('alert')).toBeNull()
})

test('what a test found is forgotten with the key it was found with', async () => {
  installFakeBridge({
    ...list(connection({})),
    'settings.get': () =>
      ok({
        languageChoice: 'en',
        language: 'en',
        isLanguageForced: false,
        continuesAfterRestart: true,
        theme: 'dark',
        keyStorage: { canEncrypt: true, backend: 'keychain' },
      }),
    'connections.test': () => ok({ modelCount: 1, modelLabels: ['flux'] }),
    'apiKeys.save': () => ok(connection({})),
  })
  const { user } = renderInApp(<ConnectionsSection />)
  const card = within(await item('OpenAI'))
  await user.click(card.getByRole('button', { name: 'Test OpenAI' }))
  expect(await card.findByText('It works: 1 model is available.')).toBeTruthy()

  await user.click(card.getByRole('button', { name: 'Add key' }))
  await user.type(await screen.findByLabelText('API key'), 'sk-another{Enter}')
  await waitFor(() => expect(card.queryByText('It works: 1 model is available.')).toBeNull())
})

test('removing a connection asks first', async () => {
  const bridge = installFakeBridge({ ...list(connection({})), 'connections.remove': () => ok({}) })
  const { user } = renderInApp(<ConnectionsSection />)
  await user.click(within(await item('OpenAI')).getByRole('button', { name: 'More for OpenAI' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Remove connection' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Remove OpenAI?' }))
  expect(bridge.inputsOf('connections.remove')).toEqual([])
  await user.click(dialog.getByRole('button', { name: 'Remove' }))
  await waitFor(() => expect(bridge.inputsOf('connections.remove')).toEqual([{ id: 'openai' }]))
})

test('a new connection needs a name and an address the studio can use', async () => {
  const bridge = installFakeBridge({
    ...list(),
    'connections.add': ({ baseUrl, label }) =>
      baseUrl.startsWith('https:')
        ? ok(connection({ label, baseUrl }))
        : err({ kind: 'bad-request', field: 'baseUrl' }),
  })
  const { user } = renderInApp(<ConnectionsSection />)
  await user.click(await screen.findByRole('button', { name: 'Add connection' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Add a connection' }))
  const add = dialog.getByRole('button', { name: 'Add' })

  await user.click(add)
  expect(dialog.getByText('Give the connection a name.')).toBeTruthy()
  await user.type(dialog.getByLabelText('Name'), 'Lab')
  await user.type(dialog.getByLabelText('Address'), 'lab.example')
  await user.click(add)
  expect(await dialog.findByText(/not an address the studio can use/)).toBeTruthy()

  await user.clear(dialog.getByLabelText('Address'))
  await user.type(dialog.getByLabelText('Address'), 'https://lab.example/v1')
  await user.click(add)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(bridge.inputsOf('connections.add').at(-1)).toEqual({
    label: 'Lab',
    baseUrl: 'https://lab.example/v1',
    profile: 'other',
  })
})

test('the kind of server follows the address until it is chosen, and plain http to another computer is warned of', async () => {
  const bridge = installFakeBridge({ ...list(), 'connections.add': () => ok(connection({})) })
  const { user } = renderInApp(<ConnectionsSection />)
  await user.click(await screen.findByRole('button', { name: 'Add connection' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Add a connection' }))
  const address = dialog.getByLabelText('Address')
  const kind = () => dialog.getByRole('combobox', { name: 'Kind of server' }).textContent
  const warning = () => dialog.queryByText('This address is not encrypted')

  await user.type(address, 'https://my.openai.azure.com')
  expect(kind()).toBe('Azure OpenAI')
  expect(dialog.getByText('Requests go to https://my.openai.azure.com/openai/v1.')).toBeTruthy()
  expect(warning()).toBeNull()
  await user.clear(address)
  await user.type(address, 'http://10.0.0.7:8080')
  expect(kind()).toBe('OpenAI-compatible server')
  expect(warning()).toBeTruthy()
  await user.clear(address)
  await user.type(address, 'http://localhost:8080')
  expect(warning()).toBeNull()

  await user.click(dialog.getByRole('combobox', { name: 'Kind of server' }))
  await user.click(await screen.findByRole('option', { name: /^LocalAI/ }))
  await user.type(dialog.getByLabelText('Name'), 'Lab')
  await user.click(dialog.getByRole('button', { name: 'Add' }))
  await waitFor(() =>
    expect(bridge.inputsOf('connections.add')).toEqual([
      { label: 'Lab', baseUrl: 'http://localhost:8080', profile: 'localai' },
    ]),
  )
})

test('a connection is renamed, told how much to send at once, and given models by their ids', async () => {
  const typed = { id: 'old', provider: 'openai-images' } as const
  const own = connection({ label: 'Lab', profile: 'other', settings: { maxConcurrent: 3, typedModels: [typed] } })
  const bridge = installFakeBridge({ ...list(own), 'connections.update': () => ok(own) })
  const { user } = renderInApp(<ConnectionsSection />)
  await user.click(within(await item('Lab')).getByRole('button', { name: 'More for Lab' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Edit connection…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Edit Lab' }))

  await user.clear(dialog.getByLabelText('Name'))
  await user.type(dialog.getByLabelText('Name'), '연구실')
  const atOnce = dialog.getByLabelText('Requests at once')
  await user.clear(atOnce)
  await user.type(atOnce, '99{Tab}')
  await user.type(dialog.getByRole('combobox', { name: 'Models typed by id' }), 'flux-1{Enter}')
  await user.click(dialog.getByRole('button', { name: 'Remove old' }))
  await user.click(dialog.getByRole('button', { name: 'Save' }))

  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(bridge.inputsOf('connections.update')).toEqual([
    {
      id: 'openai',
      label: '연구실',
      profile: 'other',
      settings: { maxConcurrent: 16, typedModels: [{ id: 'flux-1', provider: 'openai-images' }] },
    },
  ])
})

test('the sketch can be told to misbehave, says so while it does, and keeps it when it is edited otherwise', async () => {
  let settings: Connection['settings'] = { maxConcurrent: 3, typedModels: [] }
  const sketch = () => connection({ id: 'sketch', profile: 'sketch', label: 'Sketch', baseUrl: null, settings })
  const bridge = installFakeBridge({
    'connections.list': () => ok({ connections: [sketch(), connection({})] }),
    'connections.update': (change) => {
      settings = change.settings ?? settings
      bridge.emit('connections.changed', {})
      return ok(sketch())
    },
  })
  const { user } = renderInApp(<ConnectionsSection />)
  const card = within(await item('Sketch'))
  expect(within(await item('OpenAI')).queryByRole('combobox')).toBeNull()
  expect(card.queryByRole('status')).toBeNull()

  await user.click(card.getByRole('combobox', { name: 'Misbehave on purpose' }))
  await user.click(await screen.findByRole('option', { name: /^Ignore the mask/ }))
  expect((await card.findByRole('status')).textContent).toContain('The sketch misbehaves on purpose: Ignore the mask')

  await user.click(card.getByRole('button', { name: 'More for Sketch' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Edit connection…' }))
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(settings.sketchMisbehaviour).toBe('ignore-mask')

  await user.click(card.getByRole('combobox', { name: 'Misbehave on purpose' }))
  await user.click(await screen.findByRole('option', { name: 'Off' }))
  await waitFor(() => expect(card.queryByRole('status')).toBeNull())
  expect(settings).toEqual({ maxConcurrent: 3, typedModels: [] })
})
