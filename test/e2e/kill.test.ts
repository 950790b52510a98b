import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { createSeededRandom, type SeededRandom } from '#shared/seeded-random.ts'
import { brokenPromises, newestImageId } from '#test/reliability/hold-to-its-word.ts'
import type { Told } from '#test/reliability/told.ts'
import { expect, test } from './fixtures.ts'
import { killWhole } from './kill-whole.ts'
import { foldersIn, type Studio, spawnStudio } from './launch-studio.ts'

const kills = 60
/** Each chain of lives kills, restarts and checks its own library. */
const chains = 2
const seed = Number(process.env['DIPTYCH_KILL_SEED'] ?? randomInt(2 ** 31))

for (let chain = 1; chain <= chains; chain += 1)
  test(`what the page saw finished is there after each of ${kills} kills, and nothing is left open (${chain} of ${chains})`, async ({
    start,
    folder,
  }) => {
    test.setTimeout(600_000)
    process.stdout.write(`DIPTYCH_KILL_SEED=${seed}\n`)
    const random = createSeededRandom(`${seed} ${chain}`)
    const { libraryFolder } = foldersIn(folder)
    const told: Told[] = []
    let lookedAtUpTo = 0

    const lives = kills / chains
    for (let life = 1; life <= lives; life += 1) {
      if (random.chance(0.15)) {
        await killInOpening(folder, random)
        continue
      }
      const { studio } = await start()
      // Answered once the library is open and what was out has been settled; nothing else goes on yet.
      await studio.page.evaluate(() => window.diptych.call('library.status', {}))
      expect(brokenPromises(libraryFolder, told, { lookedAtUpTo })).toEqual([])
      lookedAtUpTo = newestImageId(libraryFolder)
      // What a life leaves waiting is held at the start of the next, so that nothing leaves while that is looked at.
      await studio.page.evaluate(() => window.diptych.call('settings.setContinuesAfterRestart', { continues: false }))
      await studio.page.evaluate(() => window.diptych.call('queue.hold', { isHeld: false }))
      await generateUntilKilled(studio, random, told)
    }
    const { studio } = await start()
    await studio.close()
    expect(brokenPromises(libraryFolder, told)).toEqual([])

    const finished = told.filter(({ kind }) => kind === 'settled').length
    process.stdout.write(`${lives} kills, ${finished} generations seen finished\n`)
    // Otherwise the kills came too early to mean anything.
    expect(finished).toBeGreaterThan(lives / 2)
  })

/** Before there is anything to see: while it loads, opens the library, or recovers it. */
async function killInOpening(folder: string, random: SeededRandom): Promise<void> {
  const child = spawnStudio(foldersIn(folder))
  await wait(random.between(100, 1500))
  await killWhole(child)
}

/** Keeps three generations out at a time, and kills every process of the studio in the middle of them. */
async function generateUntilKilled({ app, page }: Studio, random: SeededRandom, told: Told[]): Promise<void> {
  // Counted in what was done, not in time, so that a slow machine is not only ever killed at its start.
  const stepsToWaitFor = random.whole(1, 10)
  const { promise: reached, resolve: reach, reject: fail } = Promise.withResolvers<void>()
  let steps = 0
  const step = (line: Told): void => {
    told.push(line)
    steps += 1
    if (steps === stepsToWaitFor) reach()
  }
  page.once('pageerror', fail)
  await page.exposeFunction('sawStarted', (id: number) => step({ kind: 'begun', id }))
  await page.exposeFunction('sawFinished', (id: number, sha256s: readonly string[]) =>
    step({ kind: 'settled', id, sha256s }),
  )
  const counts = Array.from({ length: 100 }, () => random.whole(1, 3))
  await page.evaluate((counts) => {
    // Given to the page just above.
    const { sawStarted, sawFinished } = window as unknown as {
      readonly sawStarted: (id: number) => Promise<void>
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
        if (generation.id === id && !['queued', 'sent', 'streaming'].includes(generation.status)) settle()
      })
      void sawStarted(id)
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
  expect(await killWhole(app.process())).toEqual([null, 'SIGKILL'])
}
