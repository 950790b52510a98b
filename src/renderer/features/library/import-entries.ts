import type { IncomingFile } from './import-store.ts'

/** What systems put into folders for themselves; nobody means these. */
const isSystemFile = (name: string): boolean => name.startsWith('.') || /^(thumbs\.db|desktop\.ini)$/i.test(name)

/** Everything in files and folders that were dropped, folders with all that is inside them, in the order of their names. */
export async function listEntries(entries: readonly FileSystemEntry[]): Promise<readonly IncomingFile[]> {
  const files: IncomingFile[] = []
  for (const entry of entries) {
    if (isFile(entry)) files.push({ fileName: entry.name, open: () => openFile(entry) })
    else if (isDirectory(entry)) files.push(...(await listEntries(await listDirectory(entry))))
  }
  return files
}

async function listDirectory(directory: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = directory.createReader()
  const entries: FileSystemEntry[] = []
  // Chromium gives at most a hundred at a time, and an empty list at the end.
  for (let batch = await readBatch(reader); batch.length > 0; batch = await readBatch(reader)) entries.push(...batch)
  const collator = new Intl.Collator(undefined, { numeric: true })
  return entries.filter(({ name }) => !isSystemFile(name)).sort((a, b) => collator.compare(a.name, b.name))
}

/** A folder that cannot be read is as good as empty; main says so where it reads folders itself. */
const readBatch = (reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> =>
  new Promise((resolve) => reader.readEntries(resolve, () => resolve([])))

const openFile = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject))

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
