import { constants } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { maxImportBytes } from '#shared/limits.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { PictureFile, RefusedPicture } from '../images/import-images.ts'
import { toRefusal } from './to-refusal.ts'

/**
 * Reads a file that may be a picture. Never waits: what is not a regular file (a pipe, a device) is refused without
 * opening it, and a file beyond the limit without reading it.
 */
export async function readPictureFile(path: string): Promise<Result<PictureFile, RefusedPicture>> {
  const fileName = basename(path)
  const notAFile = err({ kind: 'unsupported-file', fileName, detail: 'not a regular file' } as const)
  let file: FileHandle | null = null
  try {
    if (!(await stat(path)).isFile()) return notAFile
    // What stands under this name may be another by now. Without O_NONBLOCK, which Windows lacks and does not need, the
    // opening of a pipe waits for someone to write into it.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const stats = await file.stat()
    if (!stats.isFile()) return notAFile
    if (stats.size > maxImportBytes) return err({ kind: 'too-large', limitBytes: maxImportBytes })
    return ok({ bytes: await readBytes(file, stats.size), fileName, modifiedAtMs: Math.round(stats.mtimeMs) })
  } catch (cause) {
    return err(toRefusal(cause, fileName))
  } finally {
    await file?.close()
  }
}

/** As many as there are, up to `size`: the file may be written to while it is read. */
async function readBytes(file: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size)
  let filled = 0
  while (filled < size) {
    const { bytesRead } = await file.read(bytes, filled, size - filled, filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}
