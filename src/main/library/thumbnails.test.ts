import { open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { openThumbnails } from './thumbnails.ts'

const sha = 'a'.repeat(64)
const webp = Uint8Array.of(1, 2, 3)

test('A thumbnail is found again, also after a restart, until the file is deleted', async () => {
  await using temporary = await temporaryFolder()
  const path = join(temporary.path, 'thumbs.db')
  const first = openThumbnails(path)
  expect(first.get(sha)).toBe(null)
  first.put(sha, Uint8Array.of(9))
  first.put(sha, webp)
  first.close()
  const second = openThumbnails(path)
  expect(Uint8Array.from(second.get(sha) ?? [])).toEqual(webp)
  second.close()
  await rm(path)
  const third = openThumbnails(path)
  expect(third.get(sha)).toBe(null)
  third.close()
})

test('A damaged file is replaced on opening', async () => {
  await using temporary = await temporaryFolder()
  const path = join(temporary.path, 'thumbs.db')
  await writeFile(path, 'not a database at all '.repeat(300))
  const thumbnails = openThumbnails(path)
  thumbnails.put(sha, webp)
  expect(Uint8Array.from(thumbnails.get(sha) ?? [])).toEqual(webp)
  thumbnails.close()
})

test('Damage that shows itself later replaces the file as well', async () => {
  await using temporary = await temporaryFolder()
  const path = join(temporary.path, 'thumbs.db')
  const first = openThumbnails(path)
  for (let index = 0; index < 200; index += 1) first.put(String(index).padStart(64, '0'), new Uint8Array(5000))
  first.close()
  const file = await open(path, 'r+')
  await file.write(Buffer.alloc(300_000, 0xff), 0, 300_000, 8192)
  await file.close()

  const thumbnails = openThumbnails(path)
  for (let index = 0; index < 200; index += 1) thumbnails.get(String(index).padStart(64, '0'))
  thumbnails.put(sha, webp)
  expect(Uint8Array.from(thumbnails.get(sha) ?? [])).toEqual(webp)
  thumbnails.close()
})
