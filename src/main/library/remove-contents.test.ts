import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary } from '#test/support/open-test-library.ts'
import { sha256Of } from './blob-store.ts'
import { blobPath, sidecarPath } from './library-paths.ts'
import type { Removable } from './remove-contents.ts'

const throwIt = (cause: unknown): never => {
  throw cause
}

test.each<[Removable, boolean, boolean]>([
  ['nothing', true, true],
  ['sidecar', true, false],
  ['original', false, true],
  ['both', false, false],
])('Where %s may go, the original is there: %s, the sidecar: %s', async (removable, hasOriginal, hasSidecar) => {
  await using library = await openTestLibrary()
  const bytes = makePng()
  await library.generate([image(bytes), done])
  const { blobs, paths } = library.library
  const sha256 = sha256Of(bytes)
  const remove = () => blobs.remove([{ sha256, format: 'png' }], () => removable, throwIt)
  expect([await remove(), await remove()]).toEqual([hasOriginal ? 0 : bytes.byteLength, 0])
  expect([existsSync(blobPath(paths, sha256, 'png')), existsSync(sidecarPath(paths, sha256))]).toEqual([
    hasOriginal,
    hasSidecar,
  ])
})

test('Whoever waited for a save has committed its rows when it is asked what may go', async () => {
  await using library = await openTestLibrary()
  const bytes = makePng()
  await library.generate([image(bytes), done])
  const { blobs, paths } = library.library
  const sha256 = sha256Of(bytes)
  let isReferredTo = false
  const saved = blobs.rewriteSidecars([sha256], (_, known) => known)
  const removed = blobs.remove([{ sha256, format: 'png' }], () => (isReferredTo ? 'nothing' : 'both'), throwIt)
  await saved
  for (let hop = 0; hop < 20; hop += 1) await Promise.resolve()
  isReferredTo = true
  expect([await removed, existsSync(blobPath(paths, sha256, 'png'))]).toEqual([0, true])
})

test('A file that the system holds on to is told and stays', async () => {
  await using library = await openTestLibrary()
  const { paths, blobs } = library.library
  const sha256 = 'a'.repeat(64)
  // A folder that is not empty stands in for a file in use.
  mkdirSync(blobPath(paths, sha256, 'png'), { recursive: true })
  writeFileSync(`${blobPath(paths, sha256, 'png')}/x`, '')
  const told: unknown[] = []
  await blobs.remove(
    [{ sha256, format: 'png' }],
    () => 'original',
    (cause) => told.push(cause),
  )
  expect([told.length, existsSync(blobPath(paths, sha256, 'png'))]).toEqual([1, true])
})
