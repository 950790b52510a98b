import { fileURLToPath } from 'node:url'
import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { createSeededRandom } from '#shared/seeded-random.ts'
import { clientOf, whenOpenOf } from '#test/support/client-of.ts'
import { makePng } from '#test/support/make-picture.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { forkNodeProcess } from '../image-pool/fork-node-process.ts'
import { createImagePool } from '../image-pool/image-pool.ts'
import { createPictureSource } from '../library/picture-source.ts'
import type { Progress } from '../tasks/task-context.ts'
import { findDuplicates } from './find-duplicates.ts'

const workerPath = fileURLToPath(new URL('../image-pool/image-worker.ts', import.meta.url))

/** Discs that are elsewhere for every seed. */
function drawing(seed: number, width: number, height: number) {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const random = createSeededRandom(`drawing ${seed}`)
  context.fillStyle = '#777777'
  context.fillRect(0, 0, width, height)
  for (let disc = 0; disc < 30; disc += 1) {
    context.fillStyle = `hsl(${random.between(0, 360)} 70% ${random.between(0, 100)}%)`
    context.beginPath()
    context.arc(random.between(0, width), random.between(0, height), random.between(0, 0.2) * width, 0, 7)
    context.fill()
  }
  return canvas
}

/** A WebP, whole in form, of a version that does not exist. */
const undecodable = Buffer.from('RIFF\x16\0\0\0WEBPVP8L\x0a\0\0\0\x2f\x1f\xc0\x03\xe0\0\0\0\0\0', 'latin1')

const take = async (library: TestLibrary, pictures: readonly Uint8Array[]): Promise<void> => {
  for (const [index, bytes] of pictures.entries())
    await library.operations.importImage({ bytes, fileName: `${index}.png`, nowMs: index })
}

/** With real image processes between. */
function finderFor(library: TestLibrary) {
  const pool = createImagePool({ fork: () => forkNodeProcess(workerPath, []), size: 1, timeoutMs: 30_000 })
  const { makeThumbnail } = createPictureSource({ whenOpen: whenOpenOf(library), pool })
  const looked: string[] = []
  const look = (sha256: string) => {
    looked.push(sha256)
    return makeThumbnail(sha256)
  }
  return { look, looked, [Symbol.dispose]: pool.close }
}

test('Finds the same file twice and pictures that look alike, and looks at each only once', async () => {
  await using library = await openTestLibrary()
  using finder = finderFor(library)
  const one = drawing(1, 900, 600)
  const smaller = createCanvas(450, 300)
  smaller.getContext('2d').drawImage(one, 0, 0, 450, 300)
  const png = one.encodeSync('png')
  await take(library, [
    png,
    drawing(2, 900, 600).encodeSync('png'),
    smaller.encodeSync('jpeg', 70),
    drawing(3, 700, 700).encodeSync('png'),
    undecodable,
    drawing(4, 300, 300).encodeSync('png'),
    drawing(4, 300, 300).encodeSync('webp', 80),
  ])
  // The same bytes as a second picture, as a generation would have them.
  library.library.db.exec(`
    INSERT INTO images (id, position, sha256, width, height, bytes, format, created_at_ms)
    SELECT 8, 0, sha256, width, height, bytes, format, 9 FROM images WHERE id = 2`)
  library.operations.trashImages({ ids: [7], nowMs: 1 })

  const progress: Progress[] = []
  const context = { signal: new AbortController().signal, report: (one: Progress) => progress.push(one) }
  const found = await findDuplicates(clientOf(library), finder.look, context)
  expect(found).toEqual({
    ok: true,
    value: {
      kind: 'duplicates',
      groups: [
        { kind: 'same-file', imageIds: [2, 8] },
        { kind: 'look-alike', imageIds: [1, 3] },
      ],
    },
  })
  expect([progress[0], progress.at(-1), finder.looked.length]).toEqual([
    { done: 0, total: 6 },
    { done: 6, total: 6 },
    6,
  ])

  library.operations.restoreImages({ ids: [7] })
  expect(await findDuplicates(clientOf(library), finder.look, context)).toMatchObject({
    value: { groups: [{ kind: 'same-file' }, { imageIds: [6, 7] }, { imageIds: [1, 3] }] },
  })
  // The one that came back, and the one that cannot be decoded once more.
  expect(finder.looked.length).toBe(8)
})

test('Stopped on the way, it ends at once and keeps what it has seen', async () => {
  await using library = await openTestLibrary()
  await take(
    library,
    Array.from({ length: 30 }, () => makePng()),
  )
  const stop = new AbortController()
  let looked = 0
  const look = async (): Promise<null> => {
    looked += 1
    if (looked === 5) stop.abort(new Error('stopped'))
    return null
  }
  const finding = findDuplicates(clientOf(library), look, { signal: stop.signal, report: () => undefined })
  await expect(finding).rejects.toThrow('stopped')
  expect(looked).toBeLessThan(15)
})
