import { expect, test } from 'vitest'
import { openInMemory } from '../database.ts'
import { knownVersion, type Migration, migrate, migrations } from '../migrate.ts'
import { firstTables } from './0001-first-tables.ts'
import { organisation } from './0002-organisation.ts'

function openOfShape2() {
  const db = openInMemory()
  db.pragma('foreign_keys = ON')
  migrate(db, [firstTables, organisation])
  const insert = db.prepare(
    `INSERT INTO generations (status, provider, connection_id, connection_label, model, typed_prompt, sent_prompt,
       requested_params, created_at_ms, settled_at_ms, actual_params, failure, usage, cost_micro_usd, cost_source,
       cost_as_of, origin) VALUES (?, ?, 'c', 'Mine', 'm', 'p', 'p', '{}', 10, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const add = (row: {
    readonly status: string
    readonly provider?: string
    readonly failureKind?: string
    readonly usage?: string
    readonly microUsd?: number
    readonly origin?: string
  }): void => {
    const { status, provider = 'openai-images', failureKind, usage = null, microUsd = null, origin = null } = row
    const failure = failureKind === undefined ? null : JSON.stringify({ kind: failureKind })
    const source = microUsd === null ? null : 'price list'
    const asOf = microUsd === null ? null : '2026-08'
    const actual = status === 'succeeded' ? '{}' : null
    insert.run(status, provider, status === 'sent' ? null : 20, actual, failure, usage, microUsd, source, asOf, origin)
  }
  return { db, add }
}

test('What failed is told apart: refused, cancelled, failed, perhaps billed; what is out stays out', () => {
  const { db, add } = openOfShape2()
  add({ status: 'sent' })
  add({ status: 'succeeded' })
  add({ status: 'failed', failureKind: 'moderation-refused' })
  add({ status: 'failed', failureKind: 'quota' })
  add({ status: 'failed', failureKind: 'cancelled', provider: 'sketch' })
  add({ status: 'failed', failureKind: 'unreachable' })
  add({ status: 'maybe-billed', failureKind: 'timed-out' })
  migrate(db)
  expect(db.prepare('SELECT status, sent_at_ms, attempts FROM generations ORDER BY id').raw().all()).toEqual([
    ['sent', 10, 1],
    ['succeeded', 10, 1],
    ['refused', 10, 1],
    ['refused', 10, 1],
    ['cancelled', 10, 1],
    ['failed', 10, 1],
    ['maybe-billed', 10, 1],
  ])
})

test('What refers to the tables that are made anew stays: pictures, tags, collections, sources', () => {
  const { db, add } = openOfShape2()
  add({ status: 'succeeded' })
  add({ status: 'succeeded' })
  db.exec(`
    INSERT INTO images (generation_id, position, sha256, width, height, bytes, format, created_at_ms)
      VALUES (1, 0, '${'a'.repeat(64)}', 1, 1, 1, 'png', 2), (2, 0, '${'b'.repeat(64)}', 1, 1, 1, 'png', 2);
    INSERT INTO tags (name, name_key) VALUES ('sea', 'sea');
    INSERT INTO image_tags VALUES (1, 1);
    INSERT INTO collections (name, created_at_ms) VALUES ('best', 1);
    INSERT INTO collection_images VALUES (1, 1, 1);
    INSERT INTO generation_sources (generation_id, image_id, role) VALUES (2, 1, 'edit');
    DELETE FROM images WHERE id = 2;
    DELETE FROM generations WHERE id = 2;
    INSERT INTO generations (status, provider, connection_id, connection_label, model, typed_prompt, sent_prompt,
      requested_params, created_at_ms) VALUES ('sent', 'sketch', 'c', 'c', 'm', 'p', 'p', '{}', 1);
    DELETE FROM generations WHERE id = 3;
    INSERT INTO generation_sources (generation_id, image_id, role) VALUES (1, 1, 'edit');
  `)
  migrate(db)
  const count = (table: string): unknown => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  expect(['images', 'image_tags', 'collection_images', 'generation_sources'].map(count)).toEqual([1, 1, 1, 1])
  expect([db.pragma('foreign_keys', { simple: true }), db.pragma('foreign_key_check')]).toEqual([1, []])
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')

  // An id that was given away once is never given away again.
  const next = db.prepare(
    `INSERT INTO generations (status, provider, connection_id, connection_label, model, typed_prompt, sent_prompt,
       requested_params, created_at_ms) VALUES ('queued', 'sketch', 'c', 'c', 'm', 'p', 'p', '{}', 1)`,
  )
  expect(next.run().lastInsertRowid).toBe(4)
  expect(() => db.exec('DELETE FROM generations WHERE id = 1')).toThrow('FOREIGN KEY')
})

test('The ledger begins with what was spent here, and with nothing that was spent elsewhere', () => {
  const { db, add } = openOfShape2()
  add({ status: 'succeeded', usage: '{"outputTokens":5}', microUsd: 150 })
  add({ status: 'succeeded', provider: 'sketch' })
  add({ status: 'maybe-billed', failureKind: 'timed-out' })
  add({ status: 'failed', failureKind: 'unreachable' })
  add({ status: 'succeeded', usage: '{"outputTokens":9}', microUsd: 900, origin: 'other/1' })
  add({ status: 'sent' })
  migrate(db)
  expect(
    db.prepare('SELECT generation_id, purpose, usage, price_version, cost_micro_usd FROM ledger_entries').raw().all(),
  ).toEqual([
    [1, 'picture', '{"outputTokens":5}', '2026-08 price list', 150],
    [2, 'picture', null, 'free', 0],
    [3, 'picture', null, null, null],
  ])
})

test('References that were broken before do not keep a library from its new shape; those that a step breaks do', () => {
  const { db, add } = openOfShape2()
  add({ status: 'succeeded' })
  db.pragma('foreign_keys = OFF')
  db.exec('INSERT INTO image_tags VALUES (7, 7)')
  db.pragma('foreign_keys = ON')
  migrate(db)
  const loses: Migration = { version: knownVersion + 1, rebuildsTables: true, sql: 'DELETE FROM generations' }
  db.exec(`INSERT INTO ledger_entries (purpose, generation_id, provider, connection_id, connection_label, model,
    created_at_ms) VALUES ('plan', 1, 'p', 'c', 'c', 'm', 1)`)
  expect(() => migrate(db, [...migrations, loses])).toThrow('references to rows that are not there')
  expect(db.prepare('SELECT count(*) FROM generations').pluck().get()).toBe(1)
  expect(db.pragma('user_version', { simple: true })).toBe(knownVersion)
})
