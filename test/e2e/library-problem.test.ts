import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from './fixtures.ts'
import { foldersIn, sandboxArgs } from './launch-studio.ts'

const sha256Of = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

test('a second studio on the same library is refused with a clear sentence', async ({ start, folder }) => {
  await start()

  const second = await start({ profileFolder: join(folder, 'another-profile') })

  await expect(second.studio.page.getByRole('heading', { name: 'This library is open somewhere else' })).toBeVisible()
  await expect(second.studio.page.getByRole('button', { name: 'Quit' })).toBeVisible()
})

test('a second start with the same profile ends at once and says why', async ({ start, folder }) => {
  await start()
  const { libraryFolder, profileFolder } = foldersIn(folder)
  // Electron's package exports the path of its binary.
  const electron = createRequire(import.meta.url)('electron') as string
  const args = ['.', `--user-data-dir=${profileFolder}`, ...sandboxArgs()]

  const second = spawnSync(electron, args, {
    env: { ...process.env, DIPTYCH_LIBRARY: libraryFolder, DIPTYCH_LANG: 'en' },
    encoding: 'utf8',
    timeout: 20_000,
  })

  expect(second.status).toBe(2)
  expect(second.stderr).toContain('Diptych is already open with this library')
})

test('a library of a newer studio is refused and left byte-identical', async ({ start, folder }) => {
  const first = await start()
  await (await first.window.goToCreate()).generate('before the upgrade')
  await first.studio.close()
  const path = join(foldersIn(folder).libraryFolder, 'diptych.db')
  const db = new Database(path)
  db.pragma('user_version = 999')
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  const before = sha256Of(path)

  const { studio } = await start()
  await expect(studio.page.getByRole('heading', { name: 'This library needs a newer studio' })).toBeVisible()
  await studio.close()
  expect(sha256Of(path)).toBe(before)
})
