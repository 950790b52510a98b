import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Of } from '#main/library/blob-store.ts'
import { blobPath, libraryPaths, shardPath, sidecarPath } from '#main/library/library-paths.ts'
import { makePng } from '#test/support/make-picture.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { buildDrivers } from '../build-drivers.ts'
import { brokenPromises, misnamedOriginals, originalsIn } from '../hold-to-its-word.ts'
import type { Mutant } from '../mutants.ts'
import type { Told } from '../told.ts'
import type { LifeToLive } from './fault-driver.ts'
import type { Call, Fault } from './inject-fault.ts'
import { type Driver, type Life, startDriver } from './start-driver.ts'

/** A library as it lies there, and what is then done with it under every fault. */
export interface Scenario {
  readonly name: Mutant['scenario']
  readonly description: string
  readonly task: LifeToLive['task']
  /** Puts it there; answers with what was promised of it. `null`: a new library. */
  readonly prepare: ((folder: string, driver: Driver) => Promise<readonly Told[]>) | null
}

export const scenarios: readonly Scenario[] = [
  { name: 'work', description: 'a new library, two generations and an import', task: 'work', prepare: null },
  {
    name: 'recovery',
    description: 'one spooled and one lost generation, and an original that nothing explains',
    task: 'reopen',
    prepare: async (folder, driver) => {
      const { told } = await driver.live({ task: 'leave', fault: noFault(folder) })
      const paths = libraryPaths(folder)
      const stranger = makePng()
      mkdirSync(shardPath(paths, sha256Of(stranger)), { recursive: true })
      writeFileSync(blobPath(paths, sha256Of(stranger), 'png'), stranger)
      return told
    },
  },
  {
    name: 'restoring',
    description: 'a lost database without a backup, an original without its sidecar, and a file that is no picture',
    task: 'reopen',
    prepare: async (folder, driver) => {
      await driver.live({ task: 'work', fault: noFault(folder) })
      await driver.end()
      const paths = libraryPaths(folder)
      for (const suffix of ['', '-wal', '-shm']) rmSync(paths.database + suffix, { force: true })
      rmSync(paths.backups, { recursive: true })
      rmSync(sidecarPath(paths, originalsIn(folder)[0] ?? ''))
      const noPicture = Buffer.from('no picture')
      mkdirSync(shardPath(paths, sha256Of(noPicture)), { recursive: true })
      writeFileSync(blobPath(paths, sha256Of(noPicture), 'png'), noPicture)
      return []
    },
  },
]

export interface Sweep {
  readonly faults: number
  readonly kills: number
  /** What was promised and not kept, with the fault that brought it about. */
  readonly broken: readonly string[]
}

/**
 * For every call of node:fs that a scenario makes, and every way in which it can go wrong: one life with that fault, one
 * that opens what it left, and the look of another program at the end. With a mutant it is over once that is noticed.
 */
export async function sweepFaults(scenario: Scenario, mutant: Mutant | null = null): Promise<Sweep> {
  await using temporary = await temporaryFolder()
  await using drivers = await buildDrivers(mutant)
  const run = {
    driver: drivers.pathOf('fault-driver'),
    preload: drivers.pathOf('inject-fault'),
    compiled: join(temporary.path, 'compiled'),
  }
  const prepared = join(temporary.path, 'prepared')
  const promised: Told[] = []
  if (scenario.prepare !== null) {
    const driver = startDriver(run)
    promised.push(...(await scenario.prepare(prepared, driver)))
    await driver.end()
  }
  const broken: string[] = []
  let faultCount = 0
  let kills = 0
  const isNoticed = (): boolean => mutant !== null && broken.some((one) => mutant.noticedAs.test(one))

  /** Lives through some faults in one process; when that is gone, holds what they left to what was promised in them. */
  async function liveThrough(faults: readonly Fault[], reopener: Driver): Promise<readonly Life[]> {
    const driver = startDriver(run)
    const lives: Life[] = []
    for (const fault of faults) {
      if (scenario.prepare !== null) cpSync(prepared, fault.folder, { recursive: true })
      lives.push(await driver.live({ task: scenario.task, fault }))
    }
    await driver.end()
    for (const [index, fault] of faults.entries()) {
      const life = lives[index]
      if (life === undefined) continue
      faultCount += 1
      if (life.wasKilled) kills += 1
      broken.push(...(await judge(fault, life, promised, reopener)))
      rmSync(fault.folder, { recursive: true, force: true })
    }
    return lives
  }

  const firstReopener = startDriver(run)
  const [dry] = await liveThrough([noFault(join(temporary.path, 'dry'))], firstReopener)
  const queue = batchesOf(faultsOf(dry, temporary.path, mutant !== null)).values()
  const work = async (reopener: Driver): Promise<void> => {
    for (const batch of queue) if (!isNoticed()) await liveThrough(batch, reopener)
    await reopener.end()
  }
  await Promise.all([work(firstReopener), work(startDriver(run))])
  return { faults: faultCount, kills, broken }
}

const noFault = (folder: string): Fault => ({ folder, at: 0, mode: 'before' })

/** Every call in every way that makes a difference. */
function faultsOf(dry: Life | undefined, folder: string, isOpeningLast: boolean): readonly Fault[] {
  const ended = dry?.told.find((line) => line.kind === 'ended')
  const opened = dry?.told.find((line) => line.kind === 'opened')
  if (ended === undefined || opened === undefined) throw new Error('The driver did not come to its end')
  const faults = ended.calls.flatMap((call, index) =>
    modesOf(call).map((mode): Fault => ({ folder: join(folder, `${mode}-${index + 1}`), at: index + 1, mode })),
  )
  if (!isOpeningLast) return faults
  const isInOpening = ({ at }: Fault): boolean => at <= opened.callCount
  return [...spread(faults.filter((fault) => !isInOpening(fault))), ...faults.filter(isInOpening)]
}

/** Soon from everywhere (by the golden ratio), because a mutant shows in some places only. */
const spread = (faults: readonly Fault[]): readonly Fault[] =>
  faults
    .map((fault, index) => ({ fault, place: (index * 0.618_034) % 1 }))
    .sort((one, other) => one.place - other.place)
    .map(({ fault }) => fault)

/** A call that changes no file leaves the same whether the process ends before or after it. */
function modesOf({ name, kind }: Call): readonly Fault['mode'][] {
  switch (kind) {
    case 'reads':
    case 'syncs':
    case 'closes':
      return ['before', 'EIO']
    case 'renames':
    case 'removes':
      return ['before', 'after', 'EIO']
    case 'makes-folder':
      return ['before', 'after', 'ENOSPC', 'EIO']
    case 'creates':
    case 'writes':
      return ['before', 'after', ...(/^write/.test(name) ? ['torn' as const] : []), 'ENOSPC', 'EIO']
  }
}

/** Lives that end by themselves share a process: long enough to be cheap, short enough to leave little on the disk. */
function batchesOf(faults: readonly Fault[]): readonly (readonly Fault[])[] {
  const shared = 12
  const survived = faults.filter(({ mode }) => mode === 'ENOSPC' || mode === 'EIO')
  const batches = Array.from({ length: Math.ceil(survived.length / shared) }, (_, index) =>
    survived.slice(index * shared, (index + 1) * shared),
  )
  return [...faults.filter((fault) => !survived.includes(fault)).map((fault) => [fault]), ...batches]
}

async function judge(
  { folder, at, mode }: Fault,
  life: Life,
  promised: readonly Told[],
  reopener: Driver,
): Promise<readonly string[]> {
  const misnamed = misnamedOriginals(folder)
  const originalsBefore = originalsIn(folder)
  const reopened = await reopener.live({ task: 'reopen', fault: noFault(folder) })
  const refused = reopened.told.flatMap((line) =>
    line.kind === 'refused' ? [`opened again, ${line.what} is refused: ${line.problem}`] : [],
  )
  // A disk that fails in the middle is no defect of the store; one that is full is told as such.
  const inLife = life.told.filter(({ kind }) => kind !== 'defect' || mode !== 'EIO')
  const told = [...promised, ...inLife, ...reopened.told]
  const kept = refused.length > 0 ? [] : brokenPromises(folder, told, { originalsBefore })
  const where = at === 0 ? 'without a fault' : `${mode} call ${at}`
  return [...misnamed, ...refused, ...kept].map((one) => `${where}: ${one}`)
}
