import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { err, ok } from '#shared/result.ts'
import { whenOpenOf } from '#test/support/client-of.ts'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import type { ImagePool } from '../image-pool/image-pool.ts'
import { createPictureSource } from './picture-source.ts'
import { createWhenOpen } from './when-open.ts'

const webp = new Uint8Array([0x52, 0x49, 0x46, 0x46])
const dHash = '0123456789abcdef'

/** Counts what is asked of it; decoding itself is the pool's own test. */
const countingPool = (made: Awaited<ReturnType<ImagePool['thumbnail']>>) => {
  const asked: number[] = []
  const pool: Pick<ImagePool, 'thumbnail'> = {
    thumbnail: async (bytes) => {
      asked.push(bytes.byteLength)
      return made
    },
  }
  return { pool, asked }
}

async function savedPicture(library: TestLibrary): Promise<{ readonly bytes: Uint8Array; readonly sha256: string }> {
  const bytes = makePng({ width: 64, height: 64 })
  const generation = await library.generate([image(bytes), done])
  if (generation.status !== 'succeeded') throw new Error(generation.status)
  return { bytes, sha256: generation.images[0]?.sha256 ?? '' }
}

describe('where pictures come from', () => {
  it('hands out an original byte for byte, and nothing it does not have', async () => {
    await using library = await openTestLibrary()
    const { bytes, sha256 } = await savedPicture(library)
    const { blob } = createPictureSource({
      whenOpen: whenOpenOf(library),
      pool: countingPool(ok({ webp, dHash })).pool,
    })

    expect(Buffer.from((await blob(sha256, 'png')) ?? []).equals(bytes)).toBe(true)
    expect([await blob(sha256, 'gif'), await blob(sha256, 'svg'), await blob('0'.repeat(64), 'png')]).toEqual([
      null,
      null,
      null,
    ])
  })

  it('makes a thumbnail once, however many ask, and keeps it', async () => {
    await using library = await openTestLibrary()
    const { bytes, sha256 } = await savedPicture(library)
    const { pool, asked } = countingPool(ok({ webp: webp.slice(), dHash }))
    const { thumbnail } = createPictureSource({ whenOpen: whenOpenOf(library), pool })

    const together = await Promise.all([thumbnail(sha256), thumbnail(sha256), thumbnail(sha256)])
    const later = await thumbnail(sha256)

    expect([...together, later].map((one) => Buffer.from(one ?? []).equals(webp))).toEqual([true, true, true, true])
    expect(asked).toEqual([bytes.byteLength])
  })

  it('has no thumbnail of a picture that cannot be decoded, and asks again the next time', async () => {
    await using library = await openTestLibrary()
    const { sha256 } = await savedPicture(library)
    const { pool, asked } = countingPool(err({ kind: 'damaged-file', fileName: null }))
    const { thumbnail } = createPictureSource({ whenOpen: whenOpenOf(library), pool })

    expect([await thumbnail(sha256), await thumbnail(sha256), await thumbnail('0'.repeat(64))]).toEqual([
      null,
      null,
      null,
    ])
    expect(asked).toHaveLength(2)
  })

  it('has nothing while no library is open', async () => {
    const whenOpen = createWhenOpen(Promise.resolve(err({ kind: 'library-missing', path: '/gone' })))
    const { blob, thumbnail } = createPictureSource({ whenOpen, pool: countingPool(ok({ webp, dHash })).pool })

    expect([await blob('0'.repeat(64), 'png'), await thumbnail('0'.repeat(64))]).toEqual([null, null])
  })
})

it('keeps originals under the name that the address asks for', async () => {
  await using library = await openTestLibrary()
  const { bytes, sha256 } = await savedPicture(library)

  expect(Buffer.from(bytes).equals(await readFile(library.operations.blobPath({ sha256, format: 'png' })))).toBe(true)
})
