import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { fromBufferPromise, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { createZipWriter } from './zip-writer.ts'

type Added = readonly [name: string, data: Buffer, kind: 'stored' | 'deflated']

async function zipOf(entries: readonly Added[], startOffset = 0): Promise<Buffer> {
  const parts: Buffer[] = []
  const zip = createZipWriter(async (bytes) => void parts.push(bytes), startOffset)
  for (const entry of entries) await zip.add(...entry)
  await zip.end()
  return Buffer.concat(parts)
}

async function readAll(zip: ZipFile): Promise<readonly unknown[]> {
  const found: unknown[] = []
  for await (const entry of zip.eachEntry())
    found.push([entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString()])
  return found
}

const entries: readonly Added[] = [
  ['manifest.json', Buffer.from('{}'), 'deflated'],
  ['images/고양이.json', Buffer.from(`a cat and a dog ${'and a cat '.repeat(50)}`), 'deflated'],
  ['images/picture.png', Buffer.from('not smaller'), 'stored'],
  ['empty', Buffer.alloc(0), 'deflated'],
]
const contents = entries.map(([name, data]) => [name, data.toString()])

test('What was written is read', async () => {
  expect(await readAll(await fromBufferPromise(await zipOf(entries)))).toEqual(contents)
})

const hasUnzip = ((): boolean => {
  try {
    execFileSync('unzip', ['-v'])
    return true
  } catch {
    return false
  }
})()

test.runIf(hasUnzip)('Another program finds nothing wrong with it', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'a.zip')
  await writeFile(path, await zipOf(entries))
  expect(execFileSync('unzip', ['-t', path], { encoding: 'utf8' })).toContain('No errors detected')
})

test('Text that shrinks beyond belief is stored as it is', async () => {
  const [entry] = await namesAndSizes(await zipOf([['a', Buffer.alloc(1_000_000, 'ㅋ'), 'deflated']]))
  expect(entry).toEqual(['a', 1_000_000, 1_000_000])
})

test('More entries than two bytes can count are all there', async () => {
  const many = Array.from({ length: 70_000 }, (_, index): Added => [`${index}`, Buffer.from('x'), 'stored'])
  const zip = await fromBufferPromise(await zipOf(many))
  expect(zip.entryCount).toBe(70_000)
  let count = 0
  for await (const _ of zip.eachEntry()) count += 1
  expect(count).toBe(70_000)
})

test('Entries beyond four gigabytes are found', async () => {
  const start = 5_000_000_000
  // Readers look at the last 65,577 bytes at once.
  const nothing = Buffer.alloc(100_000)
  const reader = new AtOffset(start - nothing.byteLength, Buffer.concat([nothing, await zipOf(entries, start)]))
  expect(await readAll(await fromRandomAccessReaderPromise(reader, reader.end))).toEqual(contents)
})

/** A file that begins with gigabytes of nothing, without the gigabytes. */
class AtOffset extends RandomAccessReader {
  readonly start: number
  readonly bytes: Buffer
  readonly end: number
  constructor(start: number, bytes: Buffer) {
    super()
    this.start = start
    this.bytes = bytes
    this.end = start + bytes.byteLength
  }
  override _readStreamForRange(start: number, end: number): Readable {
    const stream = new PassThrough()
    stream.end(this.bytes.subarray(start - this.start, end - this.start))
    return stream
  }
  override close(callback: (error: Error | null) => void): void {
    callback(null)
  }
}

async function namesAndSizes(bytes: Buffer): Promise<readonly unknown[]> {
  const found: unknown[] = []
  for await (const { fileName, compressedSize, uncompressedSize } of (await fromBufferPromise(bytes)).eachEntry())
    found.push([fileName, compressedSize, uncompressedSize])
  return found
}
