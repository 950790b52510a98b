import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** Every file in a folder by its path and the hash of its bytes, without the side files of open databases. */
export async function hashTree(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => !entry.isDirectory() && !/-(wal|shm)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const hashed: Record<string, string> = {}
  for (const file of files)
    hashed[relative(folder, file)] = createHash('sha256')
      .update(await readFile(file))
      .digest('hex')
  return hashed
}
