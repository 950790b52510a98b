import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { hashTree } from '#test/support/hash-tree.ts'
import { expect, test } from './fixtures.ts'
import { foldersIn, sandboxArgs, spawnStudio } from './launch-studio.ts'

test('a second start with the same profile says why, ends at once, writes nothing, and brings the window up', async ({
  start,
  folder,
}) => {
  const { studio, window } = await start()
  await (await window.goToCreate()).generate('a cat')
  const { libraryFolder } = foldersIn(folder)
  const before = await hashTree(libraryFolder)
  await studio.app.evaluate(({ app, BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.blur()
    app.once('second-instance', () => Object.assign(globalThis, { wasTold: true }))
  })
  const isFocused = (): Promise<boolean | undefined> =>
    studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused())
  await expect.poll(isFocused).toBe(false)

  const second = spawnStudio(foldersIn(folder))
  const sinceMs = performance.now()
  const complaint = second.stderr === null ? '' : text(second.stderr)
  expect(await once(second, 'exit')).toEqual([2, null])
  const tookMs = performance.now() - sinceMs

  expect(await complaint).toContain(`Diptych is already open with this library: ${libraryFolder}`)
  // Two seconds; on a machine where Electron itself is slow, a few times what it takes to say its version.
  expect(tookMs).toBeLessThan(Math.max(2000, 10 * bareStartMs()))
  await expect.poll(isFocused).toBe(true)
  expect(await hashTree(libraryFolder)).toEqual(before)
  await (await window.goToCreate()).generate('another cat')
})

function bareStartMs(): number {
  // Electron's package exports the path of its binary.
  const electron = createRequire(import.meta.url)('electron') as string
  const sinceMs = performance.now()
  spawnSync(electron, [...sandboxArgs(), '--version'])
  return performance.now() - sinceMs
}

test('a second studio on the same library, with a profile of its own, is refused with a clear sentence', async ({
  start,
  folder,
}) => {
  const first = await start()
  await (await first.window.goToCreate()).generate('a cat')
  const { libraryFolder } = foldersIn(folder)
  const before = await hashPictures(libraryFolder)

  const second = await start({ profileFolder: join(folder, 'another-profile') })

  const { page } = second.studio
  await expect(page.getByRole('heading', { name: 'This library is open somewhere else' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText(libraryFolder)
  await expect(page.getByRole('button', { name: 'Quit' })).toBeVisible()
  expect(await hashPictures(libraryFolder)).toEqual(before)
  await first.studio.close()
  await second.studio.close()

  const third = await start({ profileFolder: join(folder, 'another-profile') })
  await expect((await third.window.goToLibrary()).picture('a cat')).toBeVisible()
})

/** Without what the first studio, which stays open, may do meanwhile: its daily backup and its reserve. */
async function hashPictures(libraryFolder: string): Promise<Readonly<Record<string, string>>> {
  const all = await hashTree(libraryFolder)
  return Object.fromEntries(Object.entries(all).filter(([path]) => path !== 'ballast' && !path.startsWith('backups')))
}
