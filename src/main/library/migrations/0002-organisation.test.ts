import { expect, test } from 'vitest'
import { listImages } from '../../images/list.ts'
import { openInMemory } from '../database.ts'
import { migrate } from '../migrate.ts'
import { firstTables } from './0001-first-tables.ts'

test('A library of the first shape keeps its Trash, shares out its costs and is found by all its words', () => {
  const db = openInMemory()
  migrate(db, [firstTables])
  const generation = `INSERT INTO generations (status, provider, connection_id, connection_label, model, typed_prompt,
    sent_prompt, requested_params, created_at_ms, settled_at_ms, actual_params, failure, cost_micro_usd, cost_source,
    cost_as_of) VALUES`
  db.exec(`
    ${generation} ('succeeded', 'sketch', 'c', 'c', 'sketch', 'cat을 그린', 'cat을 그린', '{}', 1, 2, '{}', NULL, 41, 's', 'd');
    ${generation} ('failed', 'sketch', 'c', 'c', 'sketch', '실패한 바다', 'x', '{}', 1, 2, NULL, '{"kind":"offline"}',
      NULL, NULL, NULL);
    INSERT INTO images (generation_id, position, sha256, width, height, bytes, format, trashed_at_ms, created_at_ms)
      VALUES (1, 0, '${'a'.repeat(64)}', 1, 1, 1, 'png', NULL, 2), (1, 1, '${'b'.repeat(64)}', 1, 1, 1, 'png', 7, 2);
    INSERT INTO image_search (rowid, latin, grams) VALUES (1, 'cat', '을 그린 린'), (2, 'cat', '을 그린 린');
  `)
  migrate(db)
  expect(db.prepare('SELECT id, cost_micro_usd, deleted_at_ms FROM images').raw().all()).toEqual([
    [1, 20, null],
    [2, 20, 7],
  ])
  const found = (text: string, place: 'library' | 'trash'): readonly number[] => [
    ...listImages(
      db,
      {
        query: { text, place, collectionId: null },
        arrangement: { sort: 'newest', groupBy: 'none', isStacked: false },
      },
      0,
    ).ids,
  ]
  expect([found('cat을', 'library'), found('cat을', 'trash'), found('is:failed 바다', 'library')]).toEqual([
    [1],
    [2],
    [-2],
  ])
})
