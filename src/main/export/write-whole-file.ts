import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from '../library/durable-file.ts'

export interface FileSink {
  readonly write: (bytes: Uint8Array | string) => Promise<void>
  /** Of what was written so far. */
  readonly byteCount: () => number
}

/**
 * Writes a file under another name and gives it its own when it is whole and durable: what was there before stays until
 * then. What a refusal or a stop left is removed. `check` looks at the whole file before it gets its name.
 */
export async function writeWholeFile(
  path: string,
  fill: (sink: FileSink) => Promise<void>,
  check: (partPath: string) => Promise<void> = async () => undefined,
): Promise<number> {
  const partPath = `${path}.part`
  await rm(partPath, { force: true })
  const file = await open(partPath, 'wx')
  let byteCount = 0
  try {
    try {
      await fill({
        write: async (bytes) => {
          byteCount += await writeAll(file, bytes)
        },
        byteCount: () => byteCount,
      })
      await file.sync()
    } finally {
      await file.close()
    }
    await check(partPath)
    await rename(partPath, path)
    await syncFolder(dirname(path))
    return byteCount
  } catch (cause) {
    await rm(partPath, { force: true })
    throw cause
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array | string): Promise<number> {
  const buffer = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
  for (let offset = 0; offset < buffer.byteLength; )
    offset += (await file.write(buffer, offset, buffer.byteLength - offset)).bytesWritten
  return buffer.byteLength
}
