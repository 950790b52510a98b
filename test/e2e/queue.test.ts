import { readdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { openDatabaseReadOnly } from '#main/library/database.ts'
import { libraryPaths } from '#main/library/library-paths.ts'
import { brokenPromises } from '#test/reliability/hold-to-its-word.ts'
import { expect, test } from './fixtures.ts'
import { killWhole } from './kill-whole.ts'
import { foldersIn } from './launch-studio.ts'
import { test as openAiTest } from './openai-fixture.ts'

/** Queues so many small pictures, all of the same connection. Resolves once each is a committed row. */
const queueMany = (page: Page, count: number, target: { readonly connectionId: string; readonly model: string }) =>
  page.evaluate(
    async ({ count, target }) => {
      for (let index = 0; index < count; index += 1) {
        const started = await window.diptych.call('generations.start', {
          ...target,
          typedPrompt: `a cat, number ${index}`,
          params: { size: target.model === 'sketch' ? '256x256' : '1024x1024', n: 1 },
        })
        if (!started.ok) throw new Error(started.failure.kind)
      }
    },
    { count, target },
  )

interface Row {
  readonly id: number
  readonly status: string
  readonly attempts: number
  readonly typed_prompt: string
}

function rowsIn(folder: string): readonly Row[] {
  const db = openDatabaseReadOnly(libraryPaths(foldersIn(folder).libraryFolder).database)
  try {
    return db.prepare<[], Row>('SELECT id, status, attempts, typed_prompt FROM generations ORDER BY id').all()
  } finally {
    db.close()
  }
}

const countBy = (rows: readonly Row[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(rows, ({ status }) => status)].map(([status, some]) => [status, some.length]))

const settledCount = (folder: string): number => rowsIn(folder).filter(({ status }) => status === 'succeeded').length

test('500 in the queue survive a kill in the middle: nothing is lost, nothing leaves twice', async ({
  start,
  folder,
}) => {
  test.setTimeout(900_000)
  const { studio } = await start()
  await studio.page.evaluate(() => window.diptych.call('settings.setContinuesAfterRestart', { continues: false }))
  await studio.page.evaluate(() =>
    window.diptych.call('connections.update', { id: 'sketch', settings: { maxConcurrent: 8, typedModels: [] } }),
  )
  // Held, so that all 500 wait when the first leaves.
  await studio.page.evaluate(() => window.diptych.call('queue.hold', { isHeld: true }))
  await queueMany(studio.page, 500, { connectionId: 'sketch', model: 'sketch' })
  await studio.page.evaluate(() => window.diptych.call('queue.hold', { isHeld: false }))
  await expect.poll(() => settledCount(folder), { timeout: 120_000 }).toBeGreaterThan(40)
  expect(await killWhole(studio.app.process())).toEqual([null, 'SIGKILL'])

  const killed = rowsIn(folder)
  const settled = killed.filter(({ status }) => status === 'succeeded')
  const out = killed.filter(({ status }) => status === 'sent' || status === 'streaming')
  expect(killed).toHaveLength(500)
  expect(out.length).toBeLessThanOrEqual(8)
  expect(killed.filter(({ status }) => status === 'queued').length).toBeGreaterThan(300)

  const again = await start()
  const region = again.window.page.getByRole('region', { name: 'Queue' })
  // Held, because that is how it was left: all that waited is there, and none has left.
  await expect(region).toContainText(`${killed.length - settled.length - out.length} waiting · Paused`)
  await region.getByRole('button', { name: 'Continue the queue' }).click()
  await expect.poll(() => settledCount(folder), { timeout: 240_000 }).toBeGreaterThan(settled.length + 40)
  await again.studio.page.evaluate(() => window.diptych.call('queue.cancelWaiting', { connectionId: null }))
  await expect(region).toContainText('Nothing is waiting', { timeout: 60_000 })
  await again.studio.close()

  const rows = rowsIn(folder)
  const { succeeded = 0, failed = 0, cancelled = 0, ...others } = countBy(rows)
  expect([rows.length, succeeded + failed + cancelled, others]).toEqual([500, 500, {}])
  // Only what was out when it was killed may have ended without a picture, and each left once.
  const lost = rows.filter(({ status }) => status === 'failed').map(({ id }) => id)
  expect(out.map(({ id }) => id)).toEqual(expect.arrayContaining(lost))
  expect(rows.filter(({ status, attempts }) => attempts !== (status === 'cancelled' ? 0 : 1))).toEqual([])
  expect(new Set(rows.map(({ typed_prompt }) => typed_prompt)).size).toBe(500)
  expect(readdirSync(libraryPaths(foldersIn(folder).libraryFolder).spool)).toEqual([])
  expect(brokenPromises(foldersIn(folder).libraryFolder, [])).toEqual([])
})

openAiTest('the provider sees each request of a killed queue once', async ({ start, folder, fake, environment }) => {
  openAiTest.setTimeout(300_000)
  const count = 60
  const { studio } = await start({ environment })
  await studio.page.evaluate(() => window.diptych.call('queue.hold', { isHeld: true }))
  await queueMany(studio.page, count, { connectionId: 'openai', model: 'gpt-image-1-mini' })
  await studio.page.evaluate(() => window.diptych.call('queue.hold', { isHeld: false }))
  await expect.poll(() => fake.requests.length, { timeout: 60_000 }).toBeGreaterThan(10)
  expect(await killWhole(studio.app.process())).toEqual([null, 'SIGKILL'])
  const out = rowsIn(folder).filter(({ status }) => status === 'sent' || status === 'streaming')

  const again = await start({ environment })
  const region = again.window.page.getByRole('region', { name: 'Queue' })
  await expect(region).toContainText('Nothing is waiting', { timeout: 240_000 })
  await again.studio.close()

  const rows = rowsIn(folder)
  const unmade = rows.filter(({ status }) => status !== 'succeeded')
  expect(rows).toHaveLength(count)
  expect(unmade.filter(({ status }) => status !== 'maybe-billed')).toEqual([])
  expect(out.map(({ id }) => id)).toEqual(expect.arrayContaining(unmade.map(({ id }) => id)))
  const prompts = fake.requests.map(({ body }) => (body as { readonly prompt: string }).prompt)
  expect(prompts).toHaveLength(new Set(prompts).size)
})

test('what waits is held, listed and cancelled from the queue', async ({ start, folder }) => {
  const { studio, window: shown } = await start()
  const { page } = studio
  const create = await shown.goToCreate()
  const region = page.getByRole('region', { name: 'Queue' })
  await expect(region).toContainText('Nothing is waiting')
  await page.evaluate(() => window.diptych.call('queue.hold', { isHeld: true }))
  await create.start('one that waits')
  await queueMany(page, 4, { connectionId: 'sketch', model: 'sketch' })
  await expect(region).toContainText('5 waiting · Paused')

  await region.getByRole('button', { name: 'Queue', exact: true }).click()
  await expect(region.getByRole('listitem')).toHaveCount(5)
  await region.getByRole('button', { name: 'Cancel “one that waits”' }).click()
  await expect(region).toContainText('4 waiting')
  await region.getByRole('button', { name: 'Cancel all that waits' }).click()
  await page.getByRole('button', { name: 'Cancel them' }).click()
  await expect(region).toContainText('Nothing is waiting')
  await region.getByRole('button', { name: 'Continue the queue' }).click()
  await create.generate('goes on')
  expect(countBy(rowsIn(folder))).toEqual({ cancelled: 5, succeeded: 1 })
})

test('whoever is elsewhere is told when a job ends, and a press on the notice brings them back', async ({ start }) => {
  const { studio, window } = await start()
  await studio.app.evaluate(({ Notification, BrowserWindow }) => {
    const notices: unknown[] = []
    Object.assign(globalThis, { notices, front: 0 })
    Notification.isSupported = () => true
    Notification.prototype.show = function show() {
      notices.push({ title: this.title, body: this.body })
      setTimeout(() => this.emit('click'), 0)
    }
    const [open] = BrowserWindow.getAllWindows()
    if (open === undefined) throw new Error('There is no window')
    open.isFocused = () => false
    open.focus = () => Object.assign(globalThis, { front: 1 })
  })
  const create = await window.goToCreate()
  await create.generate('a cat seen by nobody')
  await expect
    // Put there above.
    .poll(() =>
      studio.app.evaluate(() => Object.entries(globalThis).filter(([name]) => name === 'notices' || name === 'front')),
    )
    .toEqual([
      ['notices', [{ title: 'The picture is done', body: 'a cat seen by nobody' }]],
      ['front', 1],
    ])
})
