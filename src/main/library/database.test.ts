import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { openDatabase } from './database.ts'

test('A commit is synced to the disk before it is acknowledged, also after the first write in WAL mode', async () => {
  await using temporary = await temporaryFolder()
  const path = join(temporary.path, 'a.db')
  for (const _ of ['new', 'again']) {
    const db = openDatabase(path)
    db.exec('CREATE TABLE IF NOT EXISTS t (a); INSERT INTO t VALUES (1)')
    const pragmas = ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'checkpoint_fullfsync']
    expect(pragmas.map((name) => db.pragma(name, { simple: true }))).toEqual(['wal', 2, 1, 0, 1])
    db.close()
  }
})
