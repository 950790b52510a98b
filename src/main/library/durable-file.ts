import { closeSync, constants, fsync, openSync, readSync, rmSync, write } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/**
 * On Linux a file opened with O_SYNC is durable when its one write returns: the same promise as write and fsync in a
 * single trip through the thread pool, which makes a save a third faster. Elsewhere O_SYNC promises less than fsync.
 */
const isDurableWhenWritten = process.platform === 'linux'

/**
 * Writes a file that must not exist yet, readable only by this person; durable, and read back, when it resolves.
 *
 * Created before the first `await`, so that a save creates all its files before it writes any: creating one can wait
 * for as long as the file system's journal is busy with the syncing of another.
 */
export async function writeNewFile(path: string, bytes: Uint8Array): Promise<void> {
  const { O_CREAT, O_EXCL, O_RDWR, O_SYNC } = constants
  const file = openSync(path, O_CREAT | O_EXCL | O_RDWR | (isDurableWhenWritten ? O_SYNC : 0), 0o600)
  try {
    for (let offset = 0; offset < bytes.byteLength; )
      offset += (await writeFile(file, bytes, offset, bytes.byteLength - offset, offset)).bytesWritten
    if (!isDurableWhenWritten) await syncFile(file)
    if (!reads(file, bytes)) throw new Error(`${path} does not read back as it was written`)
  } catch (cause) {
    // Half a file on a full disk would keep it full.
    rmSync(path, { force: true })
    throw cause
  } finally {
    closeSync(file)
  }
}

/** One for all files: reading back through a small warm buffer takes a twelfth of the time of a fresh large one. */
const readBack = Buffer.allocUnsafe(256 * 1024)

/** Whether the file holds exactly these bytes. */
function reads(file: number, bytes: Uint8Array): boolean {
  for (let offset = 0; ; ) {
    const count = readSync(file, readBack, 0, readBack.byteLength, offset)
    if (count === 0) return offset === bytes.byteLength
    if (!readBack.subarray(0, count).equals(bytes.subarray(offset, offset + count))) return false
    offset += count
  }
}

const writeFile = promisify(write)

/** Makes what was written to an open file durable. */
export const syncFile: (file: number) => Promise<void> = promisify(fsync)

/** Makes the names in a folder durable: without it a power cut can undo a rename. Windows has no such call. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = openSync(path, constants.O_RDONLY)
  try {
    await syncFile(folder)
  } finally {
    closeSync(folder)
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
