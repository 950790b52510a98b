import { dirname, relative, resolve } from 'node:path'

/**
 * What of the library's files would survive a power cut, by what was synced: bytes once their file was (or was opened
 * with O_SYNC), a name once its folder was, since it was given. A cut can keep more; the promise must hold for the least.
 */
export interface DurabilityModel {
  readonly created: (path: string, isSyncedOnWrite: boolean) => void
  readonly written: (path: string) => void
  readonly synced: (path: string) => void
  readonly renamed: (from: string, to: string, isReplacing: boolean) => void
  readonly madeFolder: (path: string) => void
  readonly removed: (path: string) => void
  /** Files that a power cut now could take away, name or bytes; by their paths in the library. */
  readonly perishable: () => readonly string[]
}

interface Entry {
  readonly isFolder: boolean
  readonly isSyncedOnWrite: boolean
  areBytesDurable: boolean
  isNameDurable: boolean
}

export function createDurabilityModel(library: string): DurabilityModel {
  const entries = new Map<string, Entry>()
  const root = resolve(library)

  const isDurable = (path: string): boolean => {
    const entry = entries.get(path)
    // What was there before this process began is taken for durable.
    if (entry !== undefined && !(entry.areBytesDurable && entry.isNameDurable)) return false
    return path === root || isDurable(dirname(path))
  }
  return {
    created: (path, isSyncedOnWrite) => {
      const areBytesDurable = isSyncedOnWrite
      entries.set(resolve(path), { isFolder: false, isSyncedOnWrite, areBytesDurable, isNameDurable: false })
    },
    written: (path) => {
      const entry = entries.get(resolve(path))
      if (entry !== undefined) entry.areBytesDurable = entry.isSyncedOnWrite
    },
    synced: (path) => {
      const whole = resolve(path)
      const entry = entries.get(whole)
      if (entry !== undefined && !entry.isFolder) entry.areBytesDurable = true
      for (const [name, inside] of entries) if (dirname(name) === whole) inside.isNameDurable = true
    },
    renamed: (from, to, isReplacing) => {
      const entry = entries.get(resolve(from))
      const isOldDurable = isReplacing && isDurable(resolve(to))
      entries.delete(resolve(from))
      entries.set(resolve(to), {
        isFolder: entry?.isFolder ?? false,
        isSyncedOnWrite: entry?.isSyncedOnWrite ?? false,
        // What SQLite wrote it has synced itself.
        areBytesDurable: entry?.areBytesDurable ?? true,
        // A cut brings the old one back: one of the two is there.
        isNameDurable: isOldDurable,
      })
    },
    madeFolder: (path) => {
      const whole = resolve(path)
      if (entries.has(whole)) return
      entries.set(whole, { isFolder: true, isSyncedOnWrite: false, areBytesDurable: true, isNameDurable: false })
    },
    removed: (path) => entries.delete(resolve(path)),
    perishable: () =>
      [...entries]
        .filter(([path, { isFolder }]) => !isFolder && path.startsWith(`${root}/`) && !isDurable(path))
        .map(([path]) => relative(root, path)),
  }
}
