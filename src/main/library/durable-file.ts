import { constants, fsync } from 'node:fs'
import { type FileHandle, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/**
 * On Linux a file opened with O_SYNC is durable when its one write returns: the same promise as write and fsync in a
 * single trip through the thread pool, which makes a save a third faster. Elsewhere O_SYNC promises less than fsync.
 */
const isDurableWhenWritten = process.platform === 'linux'

/** Writes a file that must not exist yet, readable only by this person; durable, and read back, when it resolves. */
export async function writeNewFile(path: string, bytes: Uint8Array): Promise<void> {
  const { O_CREAT, O_EXCL, O_RDWR, O_SYNC } = constants
  const file = await open(path, O_CREAT | O_EXCL | O_RDWR | (isDurableWhenWritten ? O_SYNC : 0), 0o600)
  try {
    for (let offset = 0; offset < bytes.byteLength; )
      offset += (await file.write(bytes, offset, bytes.byteLength - offset, offset)).bytesWritten
    if (!isDurableWhenWritten) await file.sync()
    if (!(await reads(file, bytes))) throw new Error(`${path} does not read back as it was written`)
  } finally {
    await file.close()
  }
}

/** Whether the file holds exactly these bytes. */
async function reads(file: FileHandle, bytes: Uint8Array): Promise<boolean> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(bytes.byteLength + 1), 0, bytes.byteLength + 1, 0)
  return bytesRead === bytes.byteLength && buffer.subarray(0, bytesRead).equals(bytes)
}

/** Makes what was written to an open file durable. */
export const syncFile: (file: number) => Promise<void> = promisify(fsync)

/** Makes the names in a folder durable: without it a power cut can undo a rename. Windows has no such call. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Puts a text in place of `folder/name`: the old one or the new one is there at any moment, never half of one. */
export async function replaceTextFile(options: {
  readonly folder: string
  readonly name: string
  readonly text: string
  /** On the same file system as `folder`; what a crash leaves there is swept on the next start. */
  readonly tmpFolder: string
}): Promise<void> {
  const { folder, name, text, tmpFolder } = options
  const temporary = join(tmpFolder, temporaryName())
  await writeNewFile(temporary, Buffer.from(text))
  await rename(temporary, join(folder, name))
  await syncFolder(folder)
}

/** A name that nothing else in `tmp/` has. */
export const temporaryName = (): string => `${crypto.randomUUID()}.part`
