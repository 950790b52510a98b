import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openDatabaseReadOnly } from '#main/library/database.ts'
import { libraryPaths } from '#main/library/library-paths.ts'
import { brokenPromises } from '#test/reliability/hold-to-its-word.ts'
import { expect, type Fixtures, test } from './fixtures.ts'
import { foldersIn } from './launch-studio.ts'

type Started = Awaited<ReturnType<Fixtures['start']>>

/** A studio whose clock says this year; `null` = the right one. */
function startIn(start: Fixtures['start'], year: number | null): Promise<Started> {
  if (year === null) return start()
  const shiftMs = Date.UTC(year, 0, 2) - Date.now()
  return start({
    preload: join(import.meta.dirname, 'shift-clock.cjs'),
    environment: { SHIFT_CLOCK_MS: String(shiftMs) },
  })
}

const trashFirst = (page: Page): Promise<unknown> =>
  page.evaluate(() => window.diptych.call('images.trash', { ids: [1] }))

test('with the clock in 1970 or in 2100 pictures keep their order, and no backup and nothing in the Trash is lost', async ({
  start,
  folder,
}) => {
  test.setTimeout(120_000)
  const { libraryFolder } = foldersIn(folder)
  const paths = libraryPaths(libraryFolder)
  const years = [null, 1970, 2100, null]
  for (const [index, year] of years.entries()) {
    const { studio, window } = await startIn(start, year)
    await (await window.goToCreate()).generate(`picture ${index}`)
    if (index === 0) await trashFirst(studio.page)
    expect(studio.complaints).toEqual([])
    await studio.close()
  }

  const db = openDatabaseReadOnly(paths.database)
  const made = db
    .prepare<[], { readonly prompt: string; readonly year: string }>(
      `SELECT typed_prompt AS prompt, strftime('%Y', images.created_at_ms / 1000, 'unixepoch') AS year
         FROM images JOIN generations ON generations.id = generation_id ORDER BY images.id`,
    )
    .all()
  db.close()
  const now = String(new Date().getUTCFullYear())
  expect(made).toEqual([
    { prompt: 'picture 0', year: now },
    { prompt: 'picture 1', year: '1970' },
    { prompt: 'picture 2', year: '2100' },
    { prompt: 'picture 3', year: now },
  ])
  expect(brokenPromises(libraryFolder, [])).toEqual([])
  // In the order in which they were made, whatever their names say of the time. A slow run has a daily one as well, and
  // five are kept.
  const backups = readdirSync(paths.backups).map((name) => /^(\d{6})-(?:close|daily)-([\d-]{10})T/.exec(name))
  const numbers = backups.map((parts) => Number(parts?.[1]))
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index))
  const days = backups.map((parts) => parts?.[2] ?? '')
  expect(days.filter((day, index) => day !== days[index - 1]).slice(-3)).toEqual([
    '1970-01-02',
    '2100-01-02',
    expect.stringMatching(`^${now}`),
  ])

  const { studio, window } = await start()
  const library = await window.goToLibrary()
  await expect(library.pictures).toHaveCount(3)
  const captions = await library.pictures
    .getByRole('img')
    .evaluateAll((images) => images.map((image) => image.getAttribute('alt') ?? ''))
  expect(captions).toEqual(['picture 3', 'picture 2', 'picture 1'])
  await library.toggleTrash()
  await expect(library.picture('picture 0')).toBeVisible()
  expect(studio.complaints).toEqual([])
})
