import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

/** As a script that got into the page would: past the types. */
const call = (page: Page, name: unknown, input: unknown): Promise<unknown> =>
  page.evaluate(([name, input]) => (window.diptych.call as (...args: unknown[]) => unknown)(name, input), [name, input])

test('the page sees two functions and nothing of Electron or Node', async ({ start }) => {
  const { studio } = await start()

  expect(
    await studio.page.evaluate(() => ({
      bridge: Object.keys(window.diptych).sort(),
      globals: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in window),
    })),
  ).toEqual({ bridge: ['call', 'on'], globals: [] })
})

test('unknown calls and malformed input are refused with their kind', async ({ start }) => {
  const { studio } = await start()

  for (const name of ['nope', '__proto__', 'constructor', '', null, 7])
    expect(await call(studio.page, name, {})).toEqual({
      ok: false,
      failure: { kind: 'unknown-call', name: String(name) },
    })
  for (const input of [null, undefined, 'x', 7, [], { id: -1 }, { id: '1' }, { id: 1, more: true }])
    expect(await call(studio.page, 'images.get', input)).toMatchObject({
      ok: false,
      failure: { kind: 'malformed-input' },
    })
  expect(await call(studio.page, 'app.openExternal', { page: 'https://example.com' })).toMatchObject({
    ok: false,
    failure: { kind: 'malformed-input' },
  })
})

test('a call from any frame but the page itself is refused', async ({ start }) => {
  const { studio } = await start()

  const answer = await studio.app.evaluate(async ({ BrowserWindow, app, session }) => {
    session.fromPartition('hostile')
    const preload = `${app.getAppPath()}/out/preload/index.cjs`
    const hostile = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, partition: 'hostile' } })
    await hostile.loadURL('data:text/html,<title>hostile</title>')
    const answered: unknown = await hostile.webContents.executeJavaScript("window.diptych.call('settings.get', {})")
    hostile.destroy()
    return answered
  })

  expect(answer).toEqual({ ok: false, failure: { kind: 'untrusted-sender' } })
})
