import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { openTestLibrary } from '#test/support/open-test-library.ts'
import { type Original, sha256Of } from './blob-store.ts'
import { blobPath, sidecarPath } from './library-paths.ts'
import { noMarks, Sidecar } from './sidecar.ts'

const asImported = { costMicroUsd: null, importedMetadata: null, hasContentCredentials: false, marks: noMarks }

const originalOf = (bytes: Uint8Array, createdAtMs = 1): Original => ({
  bytes,
  sha256: sha256Of(bytes),
  header: { format: 'png', width: 640, height: 480 },
  origin: { kind: 'imported', fileName: 'a.png', createdAtMs, ...asImported },
})

const sidecarOf = async (path: string): Promise<Sidecar> => Sidecar.parse(JSON.parse(await readFile(path, 'utf8')))

test('An original lies untouched under its hash, readable by its owner only, with its sidecar beside it', async () => {
  await using library = await openTestLibrary()
  const { blobs, paths } = library.library
  const originals = [makePng(), makePng({ dataBytes: 3_000_000 }), makePng()].map((bytes) => originalOf(bytes))
  await blobs.save(originals)
  for (const { sha256, bytes, origin } of originals) {
    const path = blobPath(paths, sha256, 'png')
    expect(path).toBe(join(paths.folder, 'blobs', sha256.slice(0, 2), `${sha256}.png`))
    expect((await readFile(path)).equals(bytes)).toBe(true)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await sidecarOf(sidecarPath(paths, sha256))).toEqual({
      formatVersion: 2,
      libraryId: library.library.id,
      sha256,
      format: 'png',
      width: 640,
      height: 480,
      bytes: bytes.byteLength,
      images: [origin],
    })
  }
  expect(await readdir(paths.tmp)).toEqual([])
})

test('Equal bytes share one file; its sidecar lists every image, each once', async () => {
  await using library = await openTestLibrary()
  const { blobs, paths } = library.library
  const bytes = makePng()
  await Promise.all([
    blobs.save([originalOf(bytes, 1), originalOf(bytes, 2)]),
    blobs.save([originalOf(bytes, 3)]),
    blobs.save([originalOf(bytes, 1)]),
  ])
  const { images } = await sidecarOf(sidecarPath(paths, sha256Of(bytes)))
  expect(images.map(({ createdAtMs }) => createdAtMs)).toEqual([2, 3, 1])
  expect(await readdir(join(paths.blobs, sha256Of(bytes).slice(0, 2)))).toHaveLength(2)
})

test('Saving bytes again heals a file that has decayed', async () => {
  await using library = await openTestLibrary()
  const { blobs, paths } = library.library
  const original = originalOf(makePng())
  await blobs.save([original])
  const path = blobPath(paths, original.sha256, 'png')
  await writeFile(path, 'decayed')
  await blobs.save([original])
  expect((await readFile(path)).equals(original.bytes)).toBe(true)
})

test('A sidecar that cannot be read is moved aside, not written over', async () => {
  await using library = await openTestLibrary()
  const { blobs, paths } = library.library
  const original = originalOf(makePng())
  await blobs.save([original])
  await writeFile(sidecarPath(paths, original.sha256), '{"half":')
  await blobs.save([original])
  expect((await sidecarOf(sidecarPath(paths, original.sha256))).images).toEqual([original.origin])
  const [kept] = await readdir(paths.quarantine)
  expect(await readFile(join(paths.quarantine, kept ?? ''), 'utf8')).toBe('{"half":')
})

test('A save that is refused halfway leaves nothing behind', async () => {
  await using library = await openTestLibrary()
  const { blobs, paths } = library.library
  const good = originalOf(makePng())
  // A folder where the sidecar lies: reading it is refused after the originals were begun.
  const bad = originalOf(makePng())
  await mkdir(sidecarPath(paths, bad.sha256), { recursive: true })
  await expect(blobs.save([good, bad])).rejects.toThrow('EISDIR')
  expect(await readdir(paths.tmp)).toEqual([])
  await expect(stat(blobPath(paths, good.sha256, 'png'))).rejects.toThrow('ENOENT')
})

test('A save that fails does not keep the next from succeeding', async () => {
  await using library = await openTestLibrary()
  const { blobs, paths } = library.library
  await writeFile(join(paths.blobs, 'ab'), 'in the way')
  const blocked = { ...originalOf(makePng()), sha256: `ab${'0'.repeat(62)}` }
  await expect(blobs.save([blocked])).rejects.toThrow('EEXIST')
  await blobs.save([originalOf(makePng())])
})
