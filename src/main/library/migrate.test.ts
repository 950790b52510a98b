import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { type Db, openDatabase, userVersion } from './database.ts'
import { knownVersion, type Migration, migrate } from './migrate.ts'

/** Tables and indexes as SQL, without those that FTS5 and AUTOINCREMENT keep for themselves. */
const schemaOf = (db: Db): string =>
  db
    .prepare<[], { readonly sql: string }>(
      `SELECT sql FROM sqlite_schema
       WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'image_search_%' ORDER BY name`,
    )
    .all()
    .map(({ sql }) => `${sql};\n`)
    .join('\n')

test('An empty database gets the shape that schema.sql shows, and is sound', async () => {
  await using temporary = await temporaryFolder()
  const db = openDatabase(join(temporary.path, 'a.db'))
  migrate(db)
  expect(schemaOf(db)).toBe(readFileSync(new URL('./schema.sql', import.meta.url), 'utf8'))
  expect(userVersion(db)).toBe(knownVersion)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.pragma('foreign_key_check')).toEqual([])
  db.close()
})

test('Migrating twice changes nothing', async () => {
  await using temporary = await temporaryFolder()
  const db = openDatabase(join(temporary.path, 'a.db'))
  migrate(db)
  const before = schemaOf(db)
  migrate(db)
  expect(schemaOf(db)).toBe(before)
  db.close()
})

test('A step that fails leaves shape and version as they were; the steps before it stay', async () => {
  await using temporary = await temporaryFolder()
  const db = openDatabase(join(temporary.path, 'a.db'))
  const steps: readonly Migration[] = [
    { version: 1, sql: 'CREATE TABLE one (a) ' },
    { version: 2, sql: 'CREATE TABLE two (a); CREATE TABLE one (b)' },
  ]
  expect(() => migrate(db, steps)).toThrow('table one already exists')
  expect([userVersion(db), schemaOf(db)]).toEqual([1, 'CREATE TABLE one (a);\n'])
  db.close()
})

test('A gap in the numbering and a newer database are defects', async () => {
  await using temporary = await temporaryFolder()
  const db = openDatabase(join(temporary.path, 'a.db'))
  expect(() => migrate(db, [{ version: 2, sql: '' }])).toThrow('Migration 1 is numbered 2')
  db.pragma('user_version = 9')
  expect(() => migrate(db)).toThrow('The database has shape 9')
  db.close()
})
