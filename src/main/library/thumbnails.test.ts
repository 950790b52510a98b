import { open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { openThumbnails, readDHashes } from './thumbnails.ts'

const sha = 'a'.repeat(64)
const thumbnail = { webp: Uint8Array.of(1, 2, 3), dHash: '0123456789abcdef' }

test('A thumbnail is found again, also after a restart, until the file is deleted', async () => {
  await using temporary = await temporaryFolder()
  const path = join(temporary.path, 'thumbs.db')
  const first = openThumbnails(path)
  expect(first.get(sha)).toBe(null)
  first.put(sha, { webp: Uint8Array.of(9), dHash: 'f'.repeat(16) })
  first.put(sha, thumbnail)
  first.close()
  const second = openThumbnails(path)
  expect(Uint8Array.from(second.get(sha) ?? [])).toEqual(thumbnail.webp)
  expect(readDHashes(path)).toEqual(new Map([[sha, thumbnail.dHash]]))
  second.remove(sha)
  expect([second.get(sha), readDHashes(path)]).toEqual([null, new Map()])
  second.put(sha, thumbnail)
  second.close()
  await rm(path)
  expect(readDHashes(path)).toEqual(new Map())
  const third = openThumbnails(path)
  expect(third.get(sha)).toBe(null)
  third.close()
})

test('A damaged file is replaced on opening', async () => {
  await using temporary = await temporaryFolder()
  const path = join(temporary.path, 'thumbs.db')
  await writeFile(path, 'not a database at all '.repeat(300))
  const thumbnails = openThumbnails(path)
  thumbnails.put(sha, thumbnail)
  expect(Uint8Array.from(thumbnails.get(sha) ?? [])).toEqual(thumbnail.webp)
  thumbnails.close()
})

test('Damage that shows itself later replaces the file as well', async () => {
  await using temporary = await temporaryFolder()
  const path = join(temporary.path, 'thumbs.db')
  const first = openThumbnails(path)
  for (let index = 0; index < 200; index += 1)
    first.put(String(index).padStart(64, '0'), { ...thumbnail, webp: new Uint8Array(5000) })
  first.close()
  const file = await open(path, 'r+')
  await file.write(Buffer.alloc(300_000, 0xff), 0, 300_000, 8192)
  await file.close()

  const thumbnails = openThumbnails(path)
  for (let index = 0; index < 200; index += 1) thumbnails.get(String(index).padStart(64, '0'))
  thumbnails.put(sha, thumbnail)
  expect(Uint8Array.from(thumbnails.get(sha) ?? [])).toEqual(thumbnail.webp)
  thumbnails.close()
})
