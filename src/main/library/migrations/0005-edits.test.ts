import { expect, test } from 'vitest'
import { openInMemory } from '../database.ts'
import { migrate } from '../migrate.ts'
import { firstTables } from './0001-first-tables.ts'
import { organisation } from './0002-organisation.ts'
import { queueAndLedger } from './0003-queue-and-ledger.ts'
import { experiments } from './0004-experiments.ts'

function openOfShape4() {
  const db = openInMemory()
  db.pragma('foreign_keys = ON')
  migrate(db, [firstTables, organisation, queueAndLedger, experiments])
  db.exec(`
    INSERT INTO generations (status, provider, connection_id, connection_label, model, typed_prompt, sent_prompt,
      requested_params, created_at_ms, settled_at_ms, actual_params) VALUES
      ('succeeded', 'sketch', 'c', 'c', 'sketch', 'a sea', 'a sea', '{}', 1, 2, '{}'),
      ('succeeded', 'sketch', 'c', 'c', 'sketch', 'no lamp', 'no lamp', '{}', 3, 4, '{}');
    INSERT INTO images (generation_id, position, sha256, width, height, bytes, format, created_at_ms) VALUES
      (1, 0, '${'a'.repeat(64)}', 8, 8, 1, 'png', 2), (2, 0, '${'b'.repeat(64)}', 8, 8, 1, 'png', 4);
    INSERT INTO generation_sources (generation_id, image_id, role) VALUES (2, 1, 'edit');
    INSERT INTO generation_drawings (generation_id, kind, png) VALUES (2, 'mask', x'01');
  `)
  return db
}

test('A library from before edits keeps pictures, sources and what left; none of it is a candidate or waits for anything', () => {
  const db = openOfShape4()
  migrate(db)
  expect(db.prepare('SELECT id, composite_of_id, is_staged FROM images ORDER BY id').raw().all()).toEqual([
    [1, null, 0],
    [2, null, 0],
  ])
  expect(
    db
      .prepare('SELECT id, parent_image_id, mask_id, edit_settings, edit_finished_at_ms FROM generations ORDER BY id')
      .raw()
      .all(),
  ).toEqual([
    [1, null, null, null, null],
    [2, null, null, null, null],
  ])
  expect(db.prepare('SELECT generation_id, image_id, role FROM generation_sources').raw().all()).toEqual([
    [2, 1, 'edit'],
  ])
  expect(db.prepare('SELECT kind, png FROM generation_drawings').raw().all()).toEqual([['mask', Buffer.of(1)]])
  expect(db.pragma('foreign_key_check')).toEqual([])
})

test('Where a picture is deleted for good its drawing and its reports go, and edits of it stay without a parent', () => {
  const db = openOfShape4()
  migrate(db)
  db.exec(`
    INSERT INTO masks (image_id, kind, name, version, width, height, coverage, png_sha256, created_at_ms, document, png)
      VALUES (1, 'mask', 'lamp', 1, 8, 8, 0.5, '${'c'.repeat(64)}', 5, '{}', x'01');
    UPDATE generations SET parent_image_id = 1, mask_id = 1, edit_settings = '{}' WHERE id = 2;
    INSERT INTO drawing_changes VALUES (1, 'mask', 0, '{}');
    INSERT INTO drawing_positions VALUES (1, 'mask', 1);
    INSERT INTO change_reports (before_image_id, after_image_id, mask_id, is_scaled, created_at_ms) VALUES (1, 2, 1, 0, 6);
    DELETE FROM images WHERE id = 1;
  `)
  const count = (table: string): unknown => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  expect(['drawing_changes', 'drawing_positions', 'change_reports', 'masks'].map(count)).toEqual([0, 0, 0, 1])
  expect(db.prepare('SELECT parent_image_id, mask_id FROM generations WHERE id = 2').raw().get()).toEqual([null, 1])
})

test('Two reports of one pair are refused, with a mask and without one', () => {
  const db = openOfShape4()
  migrate(db)
  const add = (): unknown =>
    db.exec(
      'INSERT INTO change_reports (before_image_id, after_image_id, mask_id, is_scaled, created_at_ms) VALUES (1, 2, NULL, 0, 6)',
    )
  add()
  expect(add).toThrow('UNIQUE')
})
