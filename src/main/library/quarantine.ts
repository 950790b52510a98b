import { join } from 'node:path'
import { syncFolder, writeNewFile } from './durable-file.ts'
import type { LibraryPaths } from './library-paths.ts'

/** Keeps bytes that were paid for but are no picture. Emptied by a person, never by the studio. */
export async function quarantineBytes(paths: LibraryPaths, name: string, bytes: Uint8Array): Promise<void> {
  await writeNewFile(join(paths.quarantine, `${name}-${crypto.randomUUID()}.bin`), bytes)
  await syncFolder(paths.quarantine)
}
