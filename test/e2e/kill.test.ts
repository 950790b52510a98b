import { createHash, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { blobPath, libraryPaths } from '#main/library/library-paths.ts'
import { createSeededRandom, type SeededRandom } from '#main/providers/sketch/seeded-random.ts'
import type { ImageFormat } from '#shared/image.ts'
import { expect, test } from './fixtures.ts'
import { foldersIn, type Studio } from './launch-studio.ts'

const kills = 12

/** What the page saw as finished: the pictures' hashes by their generation. */
type Finished = Map<number, readonly string[]>

test(`what the page saw finished is there after each of ${kills} kills, and nothing is left open`, async ({
  start,
  folder,
}) => {
  test.setTimeout(240_000)
  const seed = Number(process.env['DIPTYCH_KILL_SEED'] ?? randomInt(2 ** 31))
  process.stdout.write(`DIPTYCH_KILL_SEED=${seed}\n`)
  const random = createSeededRandom(String(seed))
  const finished: Finished = new Map()

  for (let life = 1; life <= kills; life += 1) {
    const { studio: doomed } = await start()
    await generateUntilKilled(doomed, random, finished)
    const { studio: next } = await start()
    await next.close()
    holdToItsWord(foldersIn(folder).libraryFolder, finished)
  }

  // Otherwise the kills came too early to mean anything.
  expect(finished.size).toBeGreaterThan(kills)
})

/** Keeps three generations out at a time, and kills every process of the studio in the middle of them. */
async function generateUntilKilled({ app, page }: Studio, random: SeededRandom, finished: Finished): Promise<void> {
  // Counted in what was done, not in time, so that a slow machine is not only ever killed at its start.
  const stepsToWaitFor = random.whole(1, 14)
  const { promise: reached, resolve: reach, reject: fail } = Promise.withResolvers<void>()
  let steps = 0
  const step = (): void => {
    steps += 1
    if (steps === stepsToWaitFor) reach()
  }
  page.once('pageerror', fail)
  await page.exposeFunction('sawStarted', step)
  await page.exposeFunction('sawFinished', (id: number, sha256s: readonly string[]) => {
    finished.set(id, sha256s)
    step()
  })
  const counts = Array.from({ length: 100 }, () => random.whole(1, 4))
  await page.evaluate((counts) => {
    // Given to the page just above.
    const { sawStarted, sawFinished } = window as unknown as {
      readonly sawStarted: () => Promise<void>
      readonly sawFinished: (id: number, sha256s: readonly string[]) => Promise<void>
    }
    const left = counts.values()
    const generate = async (n: number): Promise<void> => {
      const { promise: settled, resolve: settle } = Promise.withResolvers<void>()
      const started = await window.diptych.call('generations.start', {
        connectionId: 'sketch',
        model: 'sketch',
        typedPrompt: `달밤의 고양이 ${n}마리`,
        params: { size: '512x512', n, ...(n === 1 && { partialImages: 3 }) },
      })
      if (!started.ok) throw new Error(started.failure.kind)
      const { id } = started.value
      const stop = window.diptych.on('generation.changed', ({ generation }) => {
        if (generation.id === id && generation.status !== 'sent') settle()
      })
      void sawStarted()
      await settled
      stop()
      const kept = await window.diptych.call('generations.get', { id })
      if (!kept.ok || kept.value.status !== 'succeeded') throw new Error('not kept')
      void sawFinished(
        id,
        kept.value.images.map(({ sha256 }) => sha256),
      )
    }
    const work = async (): Promise<void> => {
      for (const n of left) await generate(n)
    }
    for (let worker = 0; worker < 3; worker += 1) void work()
  }, counts)
  await reached
  await wait(random.between(0, 250))

  const { pid } = app.process()
  if (pid === undefined) throw new Error('The studio has no process.')
  // Not `close`: that waits for the pipes, which helper processes of Chromium may hold open a little longer.
  const ended = once(app.process(), 'exit')
  process.kill(-pid, 'SIGKILL')
  expect(await ended).toEqual([null, 'SIGKILL'])
}

/** Reads the library as another program would. */
function holdToItsWord(folder: string, finished: Finished): void {
  const paths = libraryPaths(folder)
  const db = new Database(paths.database, { readonly: true })
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
    const generations = db
      .prepare<[], { readonly id: number; readonly status: string }>('SELECT id, status FROM generations')
      .all()
    expect(generations.filter(({ status }) => status === 'sent')).toEqual([])
    const images = db
      .prepare<[], { readonly generation_id: number; readonly sha256: string; readonly format: ImageFormat }>(
        'SELECT generation_id, sha256, format FROM images ORDER BY generation_id, position',
      )
      .all()
    const kept = Map.groupBy(images, ({ generation_id }) => generation_id)
    expect([...kept.keys()]).toEqual(generations.filter(({ status }) => status === 'succeeded').map(({ id }) => id))
    for (const [id, sha256s] of finished) expect(kept.get(id)?.map(({ sha256 }) => sha256)).toEqual(sha256s)
    for (const { sha256, format } of images)
      expect(
        createHash('sha256')
          .update(readFileSync(blobPath(paths, sha256, format)))
          .digest('hex'),
      ).toBe(sha256)
    expect({ spool: readdirSync(paths.spool), tmp: readdirSync(paths.tmp) }).toEqual({ spool: [], tmp: [] })
  } finally {
    db.close()
  }
}
