import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { libraryPaths } from '#main/library/library-paths.ts'
import { hashTree } from '#test/support/hash-tree.ts'
import { expect, type Fixtures, test } from './fixtures.ts'
import { foldersIn } from './launch-studio.ts'

test('a library of a newer studio is refused and left byte-identical', async ({ start, folder }) => {
  const first = await start()
  await (await first.window.goToCreate()).generate('before the upgrade')
  await first.studio.close()
  const { libraryFolder } = foldersIn(folder)
  const db = new Database(libraryPaths(libraryFolder).database)
  db.pragma('user_version = 999')
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  const before = await hashTree(libraryFolder)

  const { studio } = await start()
  await expect(studio.page.getByRole('heading', { name: 'This library needs a newer studio' })).toBeVisible()
  await studio.close()
  expect(await hashTree(libraryFolder)).toEqual(before)
})

const prompts = ['한복을 입은 고양이', 'a red lighthouse'] as const

/** Two pictures with all that a person can add to one, and an ended studio. */
async function makeMarkedPictures(start: Fixtures['start']): Promise<unknown> {
  const { studio, window } = await start()
  const create = await window.goToCreate()
  for (const prompt of prompts) await create.generate(prompt)
  await markPictures(studio.page)
  const told = await readPictures(studio.page)
  await studio.close()
  return told
}

async function markPictures(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const answers = [
      await window.diptych.call('images.mark', { ids: [1], change: { kind: 'rating', rating: 4 } }),
      await window.diptych.call('images.mark', { ids: [1], change: { kind: 'add-tags', tags: ['고양이', 'night'] } }),
      await window.diptych.call('images.mark', { ids: [2], change: { kind: 'note', note: 'the better one' } }),
      await window.diptych.call('images.mark', { ids: [2], change: { kind: 'favorite', isFavorite: true } }),
    ]
    if (answers.some((answer) => !answer.ok)) throw new Error(JSON.stringify(answers))
  })
}

const readPictures = (page: Page): Promise<unknown> =>
  page.evaluate(async () => [
    await window.diptych.call('images.get', { id: 1 }),
    await window.diptych.call('images.get', { id: 2 }),
  ])

const isDatabase = (name: string): boolean => name.startsWith('diptych.db')

const losses: readonly (readonly [name: string, lose: (folder: string) => void, told: RegExp])[] = [
  [
    'a database that was overwritten',
    (folder) => writeFileSync(libraryPaths(folder).database, 'Not a database. '.repeat(1000)),
    /2 pictures came back from the backup of .+\. The damaged database is kept as diptych\.db\.damaged/,
  ],
  [
    'a database that was deleted',
    (folder) => {
      for (const name of readdirSync(folder).filter(isDatabase)) rmSync(join(folder, name))
    },
    /2 pictures came back from the backup of/,
  ],
  [
    'a database that was deleted with all of its backups',
    (folder) => {
      for (const name of readdirSync(folder).filter(isDatabase)) rmSync(join(folder, name))
      rmSync(libraryPaths(folder).backups, { recursive: true })
    },
    /There was no good backup\. 2 pictures came back from the records beside their files\./,
  ],
]

for (const [name, lose, told] of losses)
  test(`${name} comes back with every picture, tag, rating and note, and the studio says so`, async ({
    start,
    folder,
  }) => {
    const pictures = await makeMarkedPictures(start)
    lose(foldersIn(folder).libraryFolder)

    const { studio, window } = await start()
    const banner = studio.page.getByRole('status').filter({ hasText: 'The library was damaged and has been restored' })
    await expect(banner).toContainText(told)
    const library = await window.goToLibrary()
    for (const prompt of prompts) await expect(library.picture(prompt)).toBeVisible()
    expect(await readPictures(studio.page)).toEqual(pictures)
    await (await window.goToCreate()).generate('the first one after that')
    await studio.close()

    const again = await start()
    await expect((await again.window.goToLibrary()).pictures).toHaveCount(3)
    await expect(again.studio.page.getByText('The library was damaged')).toHaveCount(0)
  })

/** Nobody can write there until it is undone; `null` where that cannot be had. */
function makeReadOnly(folder: string): (() => void) | null {
  // Permissions do not stop root; a mount does, where one is allowed.
  if (process.getuid?.() !== 0) {
    chmodSync(folder, 0o500)
    return () => chmodSync(folder, 0o700)
  }
  const script = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1"'
  if (spawnSync('sh', ['-c', script, 'sh', folder]).status !== 0) return null
  return () => spawnSync('umount', [folder])
}

test('a library that can only be read opens with its pictures, says so, and keeps every byte', async ({
  start,
  folder,
}) => {
  await makeMarkedPictures(start)
  const { libraryFolder } = foldersIn(folder)
  const before = await hashTree(libraryFolder)
  const undo = makeReadOnly(libraryFolder)
  if (undo === null) process.stdout.write('SKIPPED: root can write everywhere, and nothing can be mounted here.\n')
  test.skip(undo === null, 'root can write everywhere, and nothing can be mounted here')
  try {
    const { studio, window } = await start()
    const banner = studio.page.getByRole('status').filter({ hasText: 'Nothing can be saved in the library now' })
    await expect(banner).toBeVisible()
    const library = await window.goToLibrary()
    for (const prompt of prompts) await expect(library.picture(prompt)).toBeVisible()
    const create = await window.goToCreate()
    await create.start('one that has no place')
    await expect(studio.page.getByText('The library cannot be written to').first()).toBeVisible()
    await studio.close()
    expect(await hashTree(libraryFolder)).toEqual(before)
  } finally {
    undo?.()
  }
  const { window } = await start()
  await (await window.goToCreate()).generate('one that has a place again')
})
