import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { sha256Of } from '#main/library/blob-store.ts'
import { blobPath, sidecarPath } from '#main/library/library-paths.ts'
import { Sidecar } from '#main/library/sidecar.ts'
import { createSeededRandom, type SeededRandom } from '#main/providers/sketch/seeded-random.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import type { Acknowledged } from './kill-driver.ts'

const kills = 100
/** One chain of lives per core: each kills, restarts and checks its own library. */
const chains = 2

test(`Nothing that was acknowledged is lost in ${kills} kills`, { timeout: 300_000 }, async () => {
  const seed = Number(process.env['DIPTYCH_KILL_SEED'] ?? randomInt(2 ** 31))
  process.stdout.write(`DIPTYCH_KILL_SEED=${seed}\n`)
  const told = await Promise.all(
    Array.from({ length: chains }, (_, chain) => runChain(kills / chains, createSeededRandom(`${seed} ${chain}`))),
  )
  // Otherwise the kills came too early to mean anything.
  expect(told.flat().filter(({ kind }) => kind === 'settled').length).toBeGreaterThan(kills)
})

async function runChain(lives: number, random: SeededRandom): Promise<readonly Acknowledged[]> {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'library')
  const told: Acknowledged[] = []
  let checkedImageId = 0
  for (let life = 1; life <= lives; life += 1) {
    const isInOpening = random.chance(0.15)
    told.push(...(await live(folder, join(temporary.path, 'compiled'), isInOpening, random)))
    // Sometimes killed again before anyone looked: then the next life recovers, or is killed recovering.
    if (random.chance(0.3) && life < lives) continue
    const library = await openTestLibrary({ folder })
    try {
      checkedImageId = check(library, told, checkedImageId)
    } finally {
      await library[Symbol.asyncDispose]()
    }
  }
  const library = await openTestLibrary({ folder })
  check(library, told, 0)
  await library[Symbol.asyncDispose]()
  return told
}

/** Runs the driver until it is killed; answers with what it acknowledged. */
async function live(
  folder: string,
  compiled: string,
  isInOpening: boolean,
  random: SeededRandom,
): Promise<readonly Acknowledged[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'kill-driver.ts'), folder], {
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
  await wait(random.between(0, isInOpening ? 400 : 20))
  const ownEnd = child.exitCode
  child.kill('SIGKILL')
  await Promise.all([exited, drained])
  expect(ownEnd, 'the driver ended by itself').toBe(null)
  // A line cut off by the kill was not acknowledged.
  return output
    .split('\n')
    .slice(0, -1)
    .map((line): Acknowledged => {
      // Written by the driver, from this very type.
      return JSON.parse(line) as Acknowledged
    })
}

/** Holds an opened, recovered library to everything that was acknowledged. Returns the newest image id. */
function check(
  { library, operations, reports }: TestLibrary,
  told: readonly Acknowledged[],
  afterImageId: number,
): number {
  const { db, paths } = library
  expect(reports).toEqual([])
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.pragma('foreign_key_check')).toEqual([])
  db.exec(`INSERT INTO image_search (image_search) VALUES ('integrity-check')`)

  const statusById = new Map(
    db
      .prepare<[], { readonly id: number; readonly status: string }>('SELECT id, status FROM generations')
      .all()
      .map(({ id, status }) => [id, status]),
  )
  const images = db
    .prepare<
      [],
      {
        readonly id: number
        readonly generation_id: number | null
        readonly position: number
        readonly sha256: string
        readonly bytes: number
      }
    >('SELECT id, generation_id, position, sha256, bytes FROM images ORDER BY generation_id, position')
    .all()
  const imagesByGeneration = Map.groupBy(images, ({ generation_id }) => generation_id)
  const imageById = new Map(images.map((image) => [image.id, image]))

  expect([...statusById.values()]).not.toContain('sent')
  for (const [id, status] of statusById) expect([id, imagesByGeneration.has(id)]).toEqual([id, status === 'succeeded'])
  for (const line of told) {
    if (line.kind === 'begun') expect(statusById.has(line.id)).toBe(true)
    if (line.kind === 'arrived' || line.kind === 'settled')
      expect(imagesByGeneration.get(line.id)?.map(({ sha256 }) => sha256)).toEqual(line.sha256s)
    if (line.kind === 'imported') expect(imageById.get(line.imageId)?.sha256).toBe(line.sha256)
  }

  for (const { id, generation_id, position, sha256, bytes } of images) {
    if (id <= afterImageId) continue
    const content = readFileSync(blobPath(paths, sha256, 'png'))
    expect([content.byteLength, sha256Of(content)]).toEqual([bytes, sha256])
    const { images: origins } = Sidecar.parse(JSON.parse(readFileSync(sidecarPath(paths, sha256), 'utf8')))
    expect(
      origins.some((origin) =>
        origin.kind === 'generated'
          ? origin.generation.id === generation_id && origin.position === position
          : generation_id === null,
      ),
    ).toBe(true)
  }
  // A file under a final name always has the right bytes, whether a row refers to it or not.
  if (afterImageId === 0)
    for (const name of readdirSync(paths.blobs, { recursive: true })
      .map(String)
      .filter((path) => path.endsWith('.png')))
      expect(`${sha256Of(readFileSync(join(paths.blobs, name)))}.png`).toBe(basename(name))

  expect([readdirSync(paths.tmp), readdirSync(paths.spool)]).toEqual([[], []])
  const found = db.prepare<[string], { readonly count: number }>(
    'SELECT count(*) AS count FROM image_search WHERE image_search MATCH ?',
  )
  expect(found.get('grams : "고양 양이"')?.count).toBe(images.length)
  expect(existsSync(paths.manifest) && operations.status({}).imageCount).toBe(images.length)
  return Math.max(0, ...imageById.keys())
}
