import { existsSync } from 'node:fs'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { syncFolder, writeNewFile } from './durable-file.ts'
import type { LibraryPaths } from './library-paths.ts'

/** Keeps bytes that were paid for but are no picture. Emptied by a person, never by the studio. */
export async function quarantineBytes(paths: LibraryPaths, name: string, bytes: Uint8Array): Promise<void> {
  await writeNewFile(join(paths.quarantine, `${name}-${crypto.randomUUID()}.bin`), bytes)
  await syncFolder(paths.quarantine)
}

/** Moves a file of the library out of the way, under its own name where that is free. */
export async function moveToQuarantine(paths: LibraryPaths, path: string): Promise<void> {
  const name = basename(path)
  const isTaken = existsSync(join(paths.quarantine, name))
  await rename(path, join(paths.quarantine, isTaken ? `${crypto.randomUUID()}-${name}` : name))
  await syncFolder(paths.quarantine)
}

/** How much lies there. */
export async function measureQuarantine(
  paths: LibraryPaths,
): Promise<{ readonly fileCount: number; readonly bytes: number }> {
  if (!existsSync(paths.quarantine)) return { fileCount: 0, bytes: 0 }
  const files = (await readdir(paths.quarantine, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  )
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size))
  return { fileCount: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

/** Because a person said so. */
export async function emptyQuarantine(paths: LibraryPaths): Promise<{ readonly fileCount: number }> {
  const { fileCount } = await measureQuarantine(paths)
  if (fileCount === 0) return { fileCount }
  for (const name of await readdir(paths.quarantine))
    await rm(join(paths.quarantine, name), { recursive: true, force: true })
  return { fileCount }
}
