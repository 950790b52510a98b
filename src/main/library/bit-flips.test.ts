import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, testWorld } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { openLibrary } from './open-library.ts'
import { createOperations } from './operations.ts'

const pictureCount = 100
const flipCount = 300

/** xorshift32: the same seed gives the same flips. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** How many of the pictures are there, as a person would find them; `null` when the library was refused. */
async function pictureCountIn(folder: string, sha256s: ReadonlySet<string>): Promise<number | null> {
  const opened = await openLibrary(folder, { ...testWorld, report: () => undefined })
  if (!opened.ok) return null
  const operations = createOperations(opened.value)
  try {
    const rows = opened.value.library.db.prepare<[], { readonly sha256: string }>(
      `SELECT i.sha256 FROM images i JOIN generations g ON g.id = i.generation_id
       WHERE i.deleted_at_ms IS NULL AND g.typed_prompt <> ''`,
    )
    return rows.all().filter(({ sha256 }) => sha256s.has(sha256)).length
  } catch {
    // What every operation does with such an error.
    expect(() => operations.recentGenerations({ limit: 500 })).toThrow()
    return 0
  } finally {
    await opened.value.close()
  }
}

test('Any single flipped bit of the database costs at most one picture in a hundred', {
  timeout: 300_000,
}, async () => {
  const seed = Number(process.env['DIPTYCH_SEED'] ?? Date.now() % 2 ** 31)
  const random = createRandom(seed)
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'library')
  const pristine = join(temporary.path, 'pristine')
  const sha256s = new Set<string>()
  {
    await using library = await openTestLibrary({ folder })
    for (let count = 0; count < pictureCount / 2; count += 1) {
      const made = await library.generate([image(makePng()), image(makePng(), 1), done], `고양이 ${count} cat`)
      if (made.status === 'succeeded') for (const { sha256 } of made.images) sha256s.add(sha256)
    }
  }
  const blobs = (await readdir(join(folder, 'blobs'), { recursive: true })).sort()
  const movable = ['diptych.db', 'library.json', 'backups']
  for (const name of movable) await cp(join(folder, name), join(pristine, name), { recursive: true })
  const sound = await readFile(join(pristine, 'diptych.db'))

  const ends = { intact: 0, restored: 0, refused: 0 }
  for (let flip = 0; flip < flipCount; flip += 1) {
    for (const name of ['quarantine', 'damage.json', ...movable])
      await rm(join(folder, name), { recursive: true, force: true })
    for (const name of movable) await cp(join(pristine, name), join(folder, name), { recursive: true })
    const damaged = Buffer.from(sound)
    const bit = Math.floor(random() * damaged.length * 8)
    damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    await writeFile(join(folder, 'diptych.db'), damaged)

    const where = `seed ${seed}, flip ${flip}, bit ${bit}`
    let found = await pictureCountIn(folder, sha256s)
    if (found === 0) found = await pictureCountIn(folder, sha256s)
    if (found === null) {
      ends.refused += 1
      expect((await readFile(join(folder, 'diptych.db'))).equals(damaged), where).toBe(true)
    } else {
      if ((await readdir(join(folder, 'quarantine'))).length > 0) ends.restored += 1
      else ends.intact += 1
      expect(found, where).toBeGreaterThanOrEqual(pictureCount * 0.99)
    }
    expect((await readdir(join(folder, 'blobs'), { recursive: true })).sort(), where).toEqual(blobs)
  }
  process.stdout.write(`${flipCount} flipped bits, seed ${seed}: ${JSON.stringify(ends)}\n`)
})
