import { onlineManager } from '@tanstack/react-query'
import { afterEach, expect, test } from 'vitest'
import { ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { ask } from './ask.ts'
import { FailureError } from './failure-error.ts'
import { createQueryClient, followChanges } from './query-client.ts'

afterEach(() => onlineManager.setOnline(true))

test('an event from main makes its kind of data out of date, and only that', () => {
  const bridge = installFakeBridge()
  const client = createQueryClient()
  client.setQueryData(['connections'], [])
  client.setQueryData(['images', 'page'], [])
  const stop = followChanges(client)
  const stale = () => [['connections'], ['images', 'page']].map((key) => client.getQueryState(key)?.isInvalidated)

  bridge.emit('images.changed', {})
  expect(stale()).toEqual([false, true])

  stop()
  bridge.emit('connections.changed', {})
  expect(stale()).toEqual([false, true])
})

test('a query is answered with the network gone', async () => {
  onlineManager.setOnline(false)
  installFakeBridge({ 'catalogue.list': () => ok({ models: [] }) })
  const models = createQueryClient().fetchQuery({ queryKey: ['catalogue'], queryFn: () => ask('catalogue.list', {}) })
  expect(await models).toEqual({ models: [] })
})

test('a failure is thrown whole', async () => {
  installFakeBridge()
  const thrown = await ask('app.info', {}).catch((problem: unknown) => problem)
  expect(thrown).toBeInstanceOf(FailureError)
  expect(thrown).toMatchObject({ failure: { kind: 'unexpected', logId: 'fake' } })
})

test('a bridge that breaks is a failure too', async () => {
  Object.defineProperty(window, 'diptych', {
    configurable: true,
    value: { call: () => Promise.reject(new Error('gone')) },
  })
  await expect(ask('app.info', {})).rejects.toMatchObject({
    failure: { kind: 'unexpected', logId: '', detail: 'Error: gone' },
  })
})
