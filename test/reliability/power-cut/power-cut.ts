import { execFileSync, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createSeededRandom, type SeededRandom } from '#shared/seeded-random.ts'
import { openTestLibrary } from '#test/support/open-test-library.ts'
import { buildDrivers } from '../build-drivers.ts'
import { brokenPromises } from '../hold-to-its-word.ts'
import { type Mutant, mutants } from '../mutants.ts'
import { parseTold, type Told } from '../told.ts'

/**
 * Power cuts, for root on Linux: a file system of its own on a loop device is shut down under a writing store by the
 * kernel's own call, which drops everything that was not synced; then it is mounted again and held to what was
 * promised. `npm run test:power -- --cuts 200 --file-system ext4`.
 *
 * The writer is stopped (SIGSTOP) before the cut: shut down under an fsync that is on its way, the kernel may answer
 * that call before it has lost its data, and the loss would be blamed on the writer.
 */
const { values } = parseArgs({
  options: {
    cuts: { type: 'string', default: '100' },
    'file-system': { type: 'string', default: 'ext4' },
    seed: { type: 'string' },
  },
})
const cuts = Number(values.cuts)
const seed = Number(values.seed ?? randomInt(2 ** 31))
const fileSystem = values['file-system']
/** What only a power cut notices, and within how many. */
const mutantsToNotice = mutants.filter(({ name }) => ['no fsync', 'synchronous=NORMAL'].includes(name))
const cutsForMutants = 30
/** As much as fits the disk. */
const toldOnOneDisk = 1500

/** `EXT4_IOC_SHUTDOWN` (= `XFS_IOC_GOINGDOWN`), without flushing the log. Node has no ioctl. */
const shutDown = `
import fcntl, os, struct, sys
fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587d, struct.pack('I', 2))
`

const folder = mkdtempSync(join(tmpdir(), 'diptych-power-'))
const image = join(folder, 'disk.img')
const mountPoint = join(folder, 'disk')

const execute = (command: string, ...given: readonly string[]): void => {
  execFileSync(command, given, { stdio: ['ignore', 'ignore', 'inherit'] })
}
function makeDisk(): void {
  rmSync(image, { force: true })
  execute('truncate', '-s', fileSystem === 'xfs' ? '320M' : '160M', image)
  execute(`mkfs.${fileSystem}`, '-q', image)
}
const mount = (): void => execute('mount', '-o', 'loop', image, mountPoint)
/** Another mount namespace can hold on to what is unmounted here; mounted again too early, it would still be shut down. */
async function unmount(): Promise<void> {
  execute('umount', mountPoint)
  while (execFileSync('losetup', ['-j', image]).byteLength > 0) await wait(50)
}

async function onDisk<Value>(act: () => Promise<Value>): Promise<Value> {
  mount()
  try {
    return await act()
  } finally {
    await unmount()
  }
}

/** Why power cannot be cut here; `null` = it can. */
async function reasonToSkip(): Promise<string | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'cutting the power needs root on Linux'
  try {
    makeDisk()
    return await onDisk(async () => null)
  } catch (cause) {
    return `a ${fileSystem} on a loop device cannot be made here: ${String(cause)}`
  }
}

/** Runs the writer and cuts the power under it; answers with what it had acknowledged. */
async function live(command: readonly string[], random: SeededRandom): Promise<readonly Told[]> {
  const child = spawn(process.execPath, command, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  })
  const exited = once(child, 'exit')
  const drained = once(child.stdout, 'close')
  const linesToWaitFor = random.whole(1, 60)
  let output = ''
  const reached = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.split('\n').length > linesToWaitFor) resolve()
    })
  })
  await Promise.race([reached, exited])
  child.kill('SIGSTOP')
  execFileSync('python3', ['-c', shutDown, mountPoint])
  child.kill('SIGKILL')
  await Promise.all([exited, drained])
  // What has arrived in part is promised against a kill, not against a power cut, until it is settled.
  return output
    .split('\n')
    .flatMap((line) => parseTold(line) ?? [])
    .filter(({ kind }) => ['begun', 'settled', 'imported'].includes(kind))
}

/** Opens what a cut left, as the studio would, and holds it to what was promised. */
async function judge(told: readonly Told[]): Promise<readonly string[]> {
  const library = join(mountPoint, 'library')
  try {
    const opened = await openTestLibrary({ folder: library })
    await opened.operations.sweepOrphans({})
    await opened[Symbol.asyncDispose]()
    return [...opened.reports.map((cause) => `reported: ${String(cause)}`), ...brokenPromises(library, told)]
  } catch (cause) {
    return [String(cause)]
  }
}

interface Cuts {
  readonly promiseCount: number
  readonly broken: readonly string[]
}

async function cutPower(times: number, random: SeededRandom, mutant: Mutant | null): Promise<Cuts> {
  await using drivers = await buildDrivers(mutant)
  const command = [drivers.pathOf('kill-driver'), join(mountPoint, 'library'), drivers.pathOf('library-test-worker')]
  makeDisk()
  let promiseCount = 0
  let told: readonly Told[] = []
  for (let cut = 1; cut <= times; cut += 1) {
    const toldNow = await onDisk(() => live(command, random))
    promiseCount += toldNow.length
    const broken = await onDisk(() => judge([...told, ...toldNow]))
    if (broken.length > 0) return { promiseCount, broken: broken.map((one) => `cut ${cut}: ${one}`) }
    told = [...told, ...toldNow]
    if (told.length > toldOnOneDisk) {
      told = []
      makeDisk()
    }
  }
  return { promiseCount, broken: [] }
}

/** Answers whether every promise was kept and every mutant noticed. */
async function run(): Promise<boolean> {
  console.log(`${cuts} power cuts on ${fileSystem}, seed ${seed}`)
  const { promiseCount, broken } = await cutPower(cuts, createSeededRandom(`${seed}`), null)
  for (const one of broken.slice(0, 20)) console.log(one)
  console.log(`${promiseCount} promises, ${broken.length} broken`)
  let survivors = 0
  for (const mutant of mutantsToNotice) {
    const { broken: noticed } = await cutPower(cutsForMutants, createSeededRandom(`${seed} ${mutant.name}`), mutant)
    console.log(noticed[0] === undefined ? `SURVIVED: ${mutant.name}` : `noticed ${mutant.name}: ${noticed[0]}`)
    if (noticed[0] === undefined) survivors += 1
  }
  return broken.length === 0 && survivors === 0
}

mkdirSync(mountPoint)
try {
  const reason = await reasonToSkip()
  if (reason !== null) console.log(`SKIPPED: ${reason}.`)
  else if (!(await run())) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
