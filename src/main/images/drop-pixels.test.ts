import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { whenOpenOf } from '#test/support/client-of.ts'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import type { ImagePool } from '../image-pool/image-pool.ts'
import { sha256Of } from '../library/blob-store.ts'
import { blobPath, sidecarPath } from '../library/library-paths.ts'
import { createPictureSource } from '../library/picture-source.ts'
import { parseSidecar } from '../library/sidecar.ts'
import { dropPixels, markDropped } from './drop-pixels.ts'

const thumbnail = { webp: Uint8Array.of(1), dHash: '0123456789abcdef' }

/** What the sidecar says about when the pixels went, image by image. */
async function toldOf({ library }: TestLibrary, bytes: Uint8Array): Promise<unknown> {
  const sidecar = parseSidecar(await readFile(sidecarPath(library.paths, sha256Of(bytes)), 'utf8'))
  return sidecar?.images.map(({ kind, marks }) => [kind, marks.pixelsDroppedAtMs])
}
const hasOriginal = ({ library }: TestLibrary, bytes: Uint8Array): boolean =>
  existsSync(blobPath(library.paths, sha256Of(bytes), 'png'))

const idlePool: Pick<ImagePool, 'thumbnail'> = {
  thumbnail: async () => ({ ok: true, value: thumbnail }),
}

test('The picture goes and its record stays: row, prompt and sidecar say so, nothing is served', async () => {
  await using library = await openTestLibrary()
  const [kept, dropped] = [makePng(), makePng({ dataBytes: 900 })]
  await library.generate([image(kept), image(dropped, 1), done], '바다')
  const sha256 = sha256Of(dropped)
  library.operations.writeThumbnail({ sha256, ...thumbnail })
  const before = library.operations.getImage({ id: 2 })

  expect(await library.operations.dropPixels({ ids: [2, 77], nowMs: 60 })).toEqual({
    count: 1,
    freedBytes: dropped.byteLength,
  })

  // What the page asks for in such a moment finds nothing, and nothing makes a thumbnail anew.
  const { blob, thumbnail: served } = createPictureSource({ whenOpen: whenOpenOf(library), pool: idlePool })
  library.operations.writeThumbnail({ sha256, ...thumbnail })
  expect({
    image: library.operations.getImage({ id: 2 })?.image,
    generation: library.operations.getImage({ id: 2 })?.generation?.typedPrompt,
    told: await toldOf(library, dropped),
    others: [hasOriginal(library, kept), await toldOf(library, kept)],
    served: [await blob(sha256, 'png'), await served(sha256), library.operations.originalPath({ sha256 })],
    found: library.find('바다'),
  }).toEqual({
    image: { ...before?.image, pixelsDroppedAtMs: 60 },
    generation: '바다',
    told: [['generated', 60]],
    others: [true, [['generated', null]]],
    served: [null, null, null],
    found: ['바다', '바다'],
  })
  expect(await library.operations.dropPixels({ ids: [2], nowMs: 70 })).toEqual({ count: 0, freedBytes: 0 })
})

test('An original stays while another picture shows it, and goes with the last', async () => {
  await using library = await openTestLibrary()
  const bytes = makePng()
  await library.generate([image(bytes), done])
  await library.generate([image(bytes), done], '다시')
  expect(await library.operations.dropPixels({ ids: [1], nowMs: 60 })).toEqual({ count: 1, freedBytes: 0 })
  expect([hasOriginal(library, bytes), await toldOf(library, bytes)]).toEqual([
    true,
    [
      ['generated', 60],
      ['generated', null],
    ],
  ])
  // Emptying the Trash of the one that shows it: the record of the other stays, without pixels.
  library.operations.trashImages({ ids: [2], nowMs: 70 })
  expect(await library.operations.emptyTrash({ deletedBeforeMs: null })).toEqual({
    count: 1,
    freedBytes: bytes.byteLength,
  })
  await library.library.sidecars.flush()
  expect([hasOriginal(library, bytes), await toldOf(library, bytes)]).toEqual([false, [['generated', 60]]])
})

test('Taken in again, a picture whose pixels were dropped is a new one, and whole', async () => {
  await using library = await openTestLibrary()
  const bytes = makePng()
  await library.operations.importImage({ bytes, fileName: 'a.png', nowMs: 7 })
  await library.operations.dropPixels({ ids: [1], nowMs: 60 })
  expect(await library.operations.importImage({ bytes, fileName: 'b.png', nowMs: 80 })).toMatchObject({
    ok: true,
    value: { id: 2, pixelsDroppedAtMs: null },
  })
  expect(hasOriginal(library, bytes)).toBe(true)
})

test('A crash before the original went costs no record, and the next start finishes it', async () => {
  await using folder = await temporaryFolder()
  const bytes = makePng()
  {
    await using library = await openTestLibrary({ folder: folder.path })
    await library.generate([image(bytes), done], '바다')
    markDropped(library.library, [1], 60)
    // The rest of `dropPixels` does not run: here the studio was killed.
  }
  await using library = await openTestLibrary({ folder: folder.path })
  expect(library.operations.getImage({ id: 1 })?.image.pixelsDroppedAtMs).toBe(60)
  await library.operations.finishChanges({})
  expect([hasOriginal(library, bytes), await toldOf(library, bytes)]).toEqual([false, [['generated', 60]]])
})

test('While the sidecar cannot say so, the original stays', async () => {
  await using library = await openTestLibrary()
  const bytes = makePng()
  await library.generate([image(bytes), done])
  const { sidecars } = library.library
  const refused = Object.assign(new Error('read-only'), { code: 'EROFS' })
  const broken = { ...library.library, sidecars: { ...sidecars, flush: async () => Promise.reject(refused) } }
  await expect(dropPixels(broken, { ids: [1], nowMs: 60 })).rejects.toBe(refused)
  expect(hasOriginal(library, bytes)).toBe(true)
})
