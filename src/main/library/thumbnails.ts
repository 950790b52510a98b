import { rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'

/** WebP thumbnails by the SHA-256 of their original. A cache: lost or damaged, it is simply made again. */
export interface Thumbnails {
  readonly get: (sha256: string) => Uint8Array | null
  readonly put: (sha256: string, webp: Uint8Array) => void
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
    put: (sha256, webp) => orReplace(() => store.put(sha256, webp), undefined),
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
    db.exec('CREATE TABLE IF NOT EXISTS thumbnails (sha256 TEXT PRIMARY KEY, webp BLOB NOT NULL) STRICT')
    const select = db.prepare<[string], { readonly webp: Buffer }>('SELECT webp FROM thumbnails WHERE sha256 = ?')
    const insert = db.prepare<[string, Uint8Array]>('INSERT OR REPLACE INTO thumbnails (sha256, webp) VALUES (?, ?)')
    return {
      get: (sha256) => select.get(sha256)?.webp ?? null,
      put: (sha256, webp) => {
        insert.run(sha256, webp)
      },
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
