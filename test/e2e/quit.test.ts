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
  ['a quit from outside', ({ app }) => app.evaluate(({ app }) => app.quit())],
  [
    'closing the window, and saying that it is meant,',
    async ({ app }) => {
      await answerQuestions(app, 'Quit')
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    },
  ],
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
    await create.chooseModel('Sketch', 'Sketch')
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
    // Drawn just before the end, interrupted, or still waiting for the next start: none is out.
    expect(others.map(({ status }) => status)).toEqual(
      Array(3).fill(expect.stringMatching(/^(succeeded|failed|queued)$/)),
    )

    const again = await start({ environment })
    const createAgain = await again.window.goToCreate()
    await createAgain.chooseModel('Sketch', 'Sketch')
    await createAgain.generate('a cat of the next day')
    expect(fake.requests.length).toBe(1)
    expect(again.studio.complaints).toEqual([])
  })

const ownWays: readonly (readonly [name: string, quit: (studio: Studio) => Promise<unknown>])[] = [
  ['closing the window', ({ app }) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())],
  ['the page', ({ page }) => page.evaluate(() => window.diptych.call('app.quit', {}))],
  [
    'the menu',
    ({ app }) =>
      app.evaluate(({ Menu }) => {
        const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
        items.find(({ label }) => label === 'Quit Diptych')?.click()
      }),
  ],
]

test('whoever quits at the window is asked while work is in flight, and a no leaves everything as it is', async ({
  start,
  fake,
  environment,
}) => {
  fake.setBehaviour({ kind: 'hang' })
  const { studio, window: shown } = await start({ environment })
  await answerQuestions(studio.app, 'Keep Working')
  const create = await shown.goToCreate()
  await create.chooseModel('GPT Image 2')
  await create.start('a cat that nobody answers')
  await expect.poll(() => fake.requests.length).toBe(1)

  for (const [index, [name, quit]] of ownWays.entries())
    await test.step(name, async () => {
      await quit(studio)
      await expect.poll(() => questionsOf(studio.app)).toHaveLength(index + 1)
    })
  const [question] = await questionsOf(studio.app)
  expect(question).toEqual({
    message: 'Quit while work is in flight?',
    detail:
      'Being made now: 1. That is cut off. What was sent already may still be billed, and is not sent again by itself.',
  })
  await create.cancelButton.click()
  await expect(shown.page.getByRole('region', { name: 'Queue' })).toContainText('Nothing is waiting')

  // Nothing is in flight any more, and nothing is asked.
  const ended = once(studio.app.process(), 'exit')
  await studio.page.evaluate(() => window.diptych.call('app.quit', {})).catch(() => undefined)
  expect(await ended).toEqual([0, null])
})

test('a signal ends the studio also while its question is open', async ({ start, fake, environment }) => {
  fake.setBehaviour({ kind: 'hang' })
  const { studio, window } = await start({ environment })
  const create = await window.goToCreate()
  await create.chooseModel('GPT Image 2')
  await create.start('a cat that nobody answers')
  await expect.poll(() => fake.requests.length).toBe(1)
  // The real question, of the real system.
  await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  expect(studio.page.isClosed()).toBe(false)

  const ended = once(studio.app.process(), 'exit')
  const sinceMs = performance.now()
  studio.app.process().kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  expect(performance.now() - sinceMs).toBeLessThan(endsWithinMs)
})

interface Question {
  readonly message: string
  readonly detail: string
}

/** Every question of the system from now on is answered with this button, and remembered. */
const answerQuestions = (app: Studio['app'], button: string): Promise<void> =>
  app.evaluate(({ dialog }, button) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked })
    // Called with a window and the question, or with the question alone.
    dialog.showMessageBox = (...given: readonly unknown[]) => {
      const { message, detail, buttons } = given.at(-1) as Question & { readonly buttons: readonly string[] }
      asked.push({ message, detail })
      return Promise.resolve({ response: buttons.indexOf(button), checkboxChecked: false })
    }
  }, button)

const questionsOf = (app: Studio['app']): Promise<readonly Question[]> =>
  // Put there by `answerQuestions`.
  app.evaluate(() => (globalThis as unknown as { readonly asked: readonly Question[] }).asked)

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
