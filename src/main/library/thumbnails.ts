import { existsSync, rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import type { Thumbnail } from '../image-pool/make-thumbnail.ts'

/**
 * WebP thumbnails by the SHA-256 of their original, and what it looks like (`differenceHash`). A cache: lost or
 * damaged, it is simply made again.
 */
export interface Thumbnails {
  readonly get: (sha256: string) => Uint8Array | null
  readonly put: (sha256: string, thumbnail: Thumbnail) => void
  readonly remove: (sha256: string) => void
  readonly close: () => void
}

export function openThumbnails(path: string): Thumbnails {
  let store = openOrReplace(path)
  /** Damage can also show itself later than on opening. */
  const orReplace = <Value>(act: () => Value, afterReplacing: Value): Value => {
    try {
      return act()
    } catch (cause) {
      if (!isDamage(cause)) throw cause
      store.close()
      remove(path)
      store = openStore(path)
      return afterReplacing
    }
  }
  return {
    get: (sha256) => orReplace(() => store.get(sha256), null),
    put: (sha256, thumbnail) => orReplace(() => store.put(sha256, thumbnail), undefined),
    remove: (sha256) => orReplace(() => store.remove(sha256), undefined),
    close: () => store.close(),
  }
}

function openOrReplace(path: string): Thumbnails {
  try {
    return openStore(path)
  } catch (cause) {
    if (!isDamage(cause)) throw cause
    remove(path)
    return openStore(path)
  }
}

function openStore(path: string): Thumbnails {
  const db = new Sqlite(path)
  try {
    db.pragma('journal_mode = WAL')
    // A cache need not outlive a power cut.
    db.pragma('synchronous = OFF')
    // Two tables, so that all hashes are read without walking past the pictures.
    db.exec(`
      CREATE TABLE IF NOT EXISTS thumbnails (sha256 TEXT PRIMARY KEY, webp BLOB NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS looks (sha256 TEXT PRIMARY KEY, dhash TEXT NOT NULL) STRICT, WITHOUT ROWID;
    `)
    const select = db.prepare<[string], { readonly webp: Buffer }>('SELECT webp FROM thumbnails WHERE sha256 = ?')
    const insert = db.prepare<[string, Uint8Array]>('INSERT OR REPLACE INTO thumbnails (sha256, webp) VALUES (?, ?)')
    const insertLook = db.prepare<[string, string]>('INSERT OR REPLACE INTO looks (sha256, dhash) VALUES (?, ?)')
    const put = db.transaction((sha256: string, { webp, dHash }: Thumbnail) => {
      insert.run(sha256, webp)
      insertLook.run(sha256, dHash)
    })
    const remove = db.transaction((sha256: string) => {
      for (const table of ['thumbnails', 'looks'])
        db.prepare<[string]>(`DELETE FROM ${table} WHERE sha256 = ?`).run(sha256)
    })
    return {
      get: (sha256) => select.get(sha256)?.webp ?? null,
      put,
      remove,
      close: () => db.close(),
    }
  } catch (cause) {
    db.close()
    throw cause
  }
}

const isDamage = (cause: unknown): boolean =>
  cause instanceof Sqlite.SqliteError && (cause.code.startsWith('SQLITE_CORRUPT') || cause.code === 'SQLITE_NOTADB')

const remove = (path: string): void => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
}

/** All that is known of what pictures look like, by SHA-256; on a connection of its own, which only reads. */
export function readDHashes(path: string): ReadonlyMap<string, string> {
  let db: Sqlite.Database | null = null
  try {
    db = new Sqlite(path, { readonly: true, fileMustExist: true })
    return new Map(db.prepare<[], [sha256: string, dHash: string]>('SELECT sha256, dhash FROM looks').raw().all())
  } catch (cause) {
    // Whoever writes thumbnails sees the damage as well and starts the file anew; until then nothing is known.
    if (isDamage(cause) || !existsSync(path)) return new Map()
    throw cause
  } finally {
    db?.close()
  }
}
