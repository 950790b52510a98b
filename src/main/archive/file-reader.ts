import type { FileHandle } from 'node:fs/promises'
import { RandomAccessReader } from 'yauzl'

/**
 * A file for yauzl, which would otherwise read by callbacks: where an archive names a place that no number can hold,
 * `fs.read` throws into one of them, nothing catches it, and the process ends (yauzl 3.4.0, `fd-slicer.js`). A promise
 * is rejected.
 */
export class FileReader extends RandomAccessReader {
  readonly file: FileHandle
  constructor(file: FileHandle) {
    super()
    this.file = file
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.file.read(buffer, offset, length, position).then(
      ({ bytesRead }) => callback(null, bytesRead),
      (cause: unknown) => callback(cause instanceof Error ? cause : new Error(String(cause))),
    )
  }

  override close(callback: (error: Error | null) => void): void {
    this.file.close().then(
      () => callback(null),
      (cause: unknown) => callback(cause instanceof Error ? cause : new Error(String(cause))),
    )
  }
}
