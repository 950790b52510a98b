import { readFileSync } from 'node:fs'
import { _electron } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { foldersIn, sandboxArgs } from './launch-studio.ts'

test('the page runs isolated, sandboxed and without Node, with nothing of the web’s own safety turned off', async ({
  start,
}) => {
  const { studio } = await start()

  const preferences: unknown = await studio.app.evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents()
    // Not in Electron's types: what the page really runs with, not what was asked for.
    const read: unknown = contents === undefined ? undefined : Reflect.get(contents, 'getLastWebPreferences')
    return typeof read === 'function' ? Reflect.apply(read, contents, []) : null
  })

  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    enableBlinkFeatures: '',
  })
})

test('the kernel confines the page’s process', async ({ folder }) => {
  test.skip(process.platform !== 'linux', 'Reads /proc')
  test.skip(sandboxArgs().length > 0, 'Root has to start Chromium without its sandbox')
  const { libraryFolder, profileFolder } = foldersIn(folder)
  const app = await _electron.launch({
    args: ['.', `--user-data-dir=${profileFolder}`],
    env: { ...process.env, DIPTYCH_LIBRARY: libraryFolder },
    // Without this, Playwright turns the sandbox off.
    chromiumSandbox: true,
  })
  await app.firstWindow()

  const rendererId = await app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getOSProcessId())
  const status = readFileSync(`/proc/${rendererId}/status`, 'utf8')
  await app.close()

  // 2 = a filter of system calls is in force; 1 = it can never be widened.
  expect(/^Seccomp:\s+(\d)/m.exec(status)?.[1]).toBe('2')
  expect(/^NoNewPrivs:\s+(\d)/m.exec(status)?.[1]).toBe('1')
})
