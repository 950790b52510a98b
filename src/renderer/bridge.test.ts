import { expect, test } from 'vitest'
import { err, ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { call, on } from './bridge.ts'

test('a call reaches its handler with parsed input, and the answer is a copy', async () => {
  const models: never[] = []
  const answer = ok({ models })
  const fake = installFakeBridge({ 'catalogue.list': () => answer })
  const given = await call('catalogue.list', {})
  expect(given).toEqual(answer)
  expect(given).not.toBe(answer)
  expect(fake.inputsOf('catalogue.list')).toEqual([{}])
})

test('input that the contract does not know is refused before the handler sees it', async () => {
  installFakeBridge({ 'generations.cancel': () => ok({}) })
  expect(await call('generations.cancel', { id: -1 })).toMatchObject({
    ok: false,
    failure: { kind: 'malformed-input' },
  })
})

test('a call that the test did not provide for answers as a defect', async () => {
  installFakeBridge()
  expect(await call('app.info', {})).toEqual(
    err({ kind: 'unexpected', logId: 'fake', detail: 'No handler for app.info in this test.' }),
  )
})

test('a listener hears its own event until it is undone', () => {
  const fake = installFakeBridge()
  const heard: string[] = []
  const stop = on('command.chosen', ({ commandId }) => heard.push(commandId))
  fake.emit('command.chosen', { commandId: 'a' })
  fake.emit('images.changed', {})
  stop()
  fake.emit('command.chosen', { commandId: 'b' })
  expect(heard).toEqual(['a'])
})
