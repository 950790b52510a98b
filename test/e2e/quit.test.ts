import { once } from 'node:events'
import type { Page } from '@playwright/test'
import { openDatabaseReadOnly } from '#main/library/database.ts'
import { libraryPaths } from '#main/library/library-paths.ts'
import { expect } from './fixtures.ts'
import { foldersIn, type Studio } from './launch-studio.ts'
import { test } from './openai-fixture.ts'

/** What the studio promises for its end, with something in flight. */
const endsWithinMs = 6000

const ways: readonly (readonly [name: string, quit: (studio: Studio) => unknown])[] = [
  ['SIGTERM', ({ app }) => app.process().kill('SIGTERM')],
  ['SIGINT', ({ app }) => app.process().kill('SIGINT')],
  ['SIGHUP', ({ app }) => app.process().kill('SIGHUP')],
  ['closing the window', ({ app }) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())],
]

for (const [name, quit] of ways)
  test(`${name} with work in flight ends the studio soon and well, and leaves nothing open`, async ({
    start,
    folder,
    fake,
    environment,
  }) => {
    fake.setBehaviour({ kind: 'hang' })
    const { studio, window } = await start({ environment })
    const create = await window.goToCreate()
    await create.generate('a cat that was finished before')
    await create.chooseModel('GPT Image 2')
    await create.start('a cat that nobody answers')
    await expect.poll(() => fake.requests.length).toBe(1)
    await startSketches(studio.page)

    const sinceMs = performance.now()
    const ended = once(studio.app.process(), 'exit')
    // The connection to it ends with it.
    await Promise.resolve(quit(studio)).catch(() => undefined)
    expect(await ended).toEqual([0, null])
    expect(performance.now() - sinceMs).toBeLessThan(endsWithinMs)
    const [finished, unanswered, ...others] = readEnds(folder)
    expect([finished, unanswered]).toEqual([
      { status: 'succeeded', failure: null, is_closed: 1 },
      { status: 'maybe-billed', failure: '{"kind":"interrupted"}', is_closed: 1 },
    ])
    // Drawn just before the end, or interrupted: over in any case.
    expect(others.map(({ status }) => status)).toEqual(Array(3).fill(expect.stringMatching(/^(succeeded|failed)$/)))

    const again = await start({ environment })
    const createAgain = await again.window.goToCreate()
    await createAgain.chooseModel('Sketch', 'Sketch')
    await createAgain.generate('a cat of the next day')
    expect(fake.requests.length).toBe(1)
    expect(again.studio.complaints).toEqual([])
  })

/** Three at once, each of four pictures. */
const startSketches = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    Promise.all(
      [1, 2, 3].map((count) =>
        window.diptych.call('generations.start', {
          connectionId: 'sketch',
          model: 'sketch',
          typedPrompt: `a cat in a hurry, ${count}`,
          params: { size: '1024x1024', n: 4 },
        }),
      ),
    ),
  )

interface End {
  readonly status: string
  readonly failure: string | null
  readonly is_closed: 0 | 1
}

function readEnds(folder: string): readonly End[] {
  const db = openDatabaseReadOnly(libraryPaths(foldersIn(folder).libraryFolder).database)
  try {
    return db
      .prepare<[], End>('SELECT status, failure, is_closed FROM generations, library ORDER BY generations.id')
      .all()
  } finally {
    db.close()
  }
}
