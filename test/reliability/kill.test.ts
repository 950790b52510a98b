import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createSeededRandom, type SeededRandom } from '#shared/seeded-random.ts'
import { openTestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { buildDrivers } from './build-drivers.ts'
import { brokenPromises, newestImageId } from './hold-to-its-word.ts'
import { parseTold, type Told } from './told.ts'

const kills = 200
/** One chain of lives per core: each kills, restarts and checks its own library. */
const chains = 2

test(`Nothing that was acknowledged is lost in ${kills} kills`, { timeout: 600_000 }, async () => {
  const seed = Number(process.env['DIPTYCH_KILL_SEED'] ?? randomInt(2 ** 31))
  process.stdout.write(`DIPTYCH_KILL_SEED=${seed}\n`)
  await using drivers = await buildDrivers()
  const command = [drivers.pathOf('kill-driver'), drivers.pathOf('library-test-worker')] as const
  const told = await Promise.all(
    Array.from({ length: chains }, (_, chain) =>
      runChain(command, kills / chains, createSeededRandom(`${seed} ${chain}`)),
    ),
  )
  const count = (kind: Told['kind']): number => told.flat().filter((line) => line.kind === kind).length
  process.stdout.write(`${kills} kills, ${count('begun')} generations begun, ${count('settled')} settled\n`)
  // Otherwise the kills came too early to mean anything.
  expect(count('settled')).toBeGreaterThan(kills)
})

type Command = readonly [driver: string, worker: string]

async function runChain(command: Command, lives: number, random: SeededRandom): Promise<readonly Told[]> {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'library')
  const told: Told[] = []
  let lookedAtUpTo = 0
  const lookAt = async (): Promise<void> => {
    const library = await openTestLibrary({ folder })
    expect(library.reports).toEqual([])
    await library.operations.sweepOrphans({})
    await library[Symbol.asyncDispose]()
    expect(brokenPromises(folder, told, { lookedAtUpTo })).toEqual([])
    lookedAtUpTo = newestImageId(folder)
  }
  for (let life = 1; life <= lives; life += 1) {
    const isInOpening = random.chance(0.15)
    told.push(...(await live({ command, folder, compiled: join(temporary.path, 'compiled'), isInOpening, random })))
    // Sometimes killed again before anyone looked: then the next life recovers, or is killed recovering.
    if (life === lives || random.chance(0.7)) await lookAt()
  }
  lookedAtUpTo = 0
  await lookAt()
  return told
}

/** Runs the driver until it is killed; answers with what it acknowledged. */
async function live({
  command,
  folder,
  compiled,
  isInOpening,
  random,
}: {
  readonly command: Command
  readonly folder: string
  readonly compiled: string
  readonly isInOpening: boolean
  readonly random: SeededRandom
}): Promise<readonly Told[]> {
  const [driver, worker] = command
  const child = spawn(process.execPath, [driver, folder, worker], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  })
  const exited = once(child, 'exit')
  const drained = once(child.stdout, 'close')
  // Counted in what was done, not in time, so that a slow machine is not only ever killed at its start.
  const linesToWaitFor = isInOpening ? 0 : random.whole(1, 25)
  let output = ''
  const reached = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.split('\n').length > linesToWaitFor) resolve()
    })
  })
  if (!isInOpening) await Promise.race([reached, exited])
  await wait(random.between(0, isInOpening ? 300 : 20))
  const ownEnd = child.exitCode
  child.kill('SIGKILL')
  await Promise.all([exited, drained])
  expect(ownEnd, 'the driver ended by itself').toBe(null)
  return output.split('\n').flatMap((line) => parseTold(line) ?? [])
}
