import type { Library } from '#main/library/library.ts'
import { makePng } from './make-picture.ts'
import { done, image, type TestLibrary } from './open-test-library.ts'
import { scriptAnswer, scriptedHead } from './scripted-answer.ts'

/** Everything an image's sidecar stands for, without the numbers that are a library's own. */
export const rowsOf = ({ db }: Pick<Library, 'db'>): unknown => ({
  images: db
    .prepare(
      `SELECT i.sha256, i.position, i.width, i.height, i.bytes, i.format, i.revised_prompt, i.imported_file_name,
         i.is_favorite, i.rating, i.note, i.deleted_at_ms, i.pixels_dropped_at_ms, i.is_judged_blind, i.created_at_ms,
         i.cost_micro_usd, i.imported_metadata, i.has_content_credentials,
         g.status, g.provider, g.connection_id, g.connection_label, g.model, g.typed_prompt, g.sent_prompt,
         g.requested_params, g.actual_params, g.usage, g.cost_micro_usd AS cost, g.cost_source, g.cost_as_of,
         g.request_id, g.response_id, b.typed_prompt AS turn_before, g.created_at_ms AS asked_at_ms, g.settled_at_ms, g.duration_ms, g.raw_response
       FROM images i LEFT JOIN generations g ON g.id = i.generation_id
         LEFT JOIN generations b ON b.id = g.previous_generation_id ORDER BY i.sha256, i.created_at_ms`,
    )
    .all(),
  tags: db
    .prepare(
      'SELECT sha256, name FROM image_tags JOIN tags ON tags.id = tag_id JOIN images ON images.id = image_id ORDER BY 1, 2',
    )
    .all(),
  collections: db
    .prepare(
      `SELECT sha256, c.name, p.name AS above FROM collection_images JOIN collections c ON c.id = collection_id
         LEFT JOIN collections p ON p.id = c.parent_id JOIN images ON images.id = image_id ORDER BY 1, 2`,
    )
    .all(),
  sources: db
    .prepare(
      `SELECT i.sha256, g.typed_prompt, role, s.position FROM generation_sources s JOIN images i ON i.id = s.image_id
         JOIN generations g ON g.id = s.generation_id ORDER BY 1, 2, 3`,
    )
    .all(),
})

/** Adds one of each thing that a sidecar tells of: three images, then one that came of two of them and goes on from the first. */
export async function fillLibrary(library: TestLibrary): Promise<void> {
  const { db, sidecars } = library.library
  const first = await library.generate([image(makePng(), 0, 'a tabby'), image(makePng(), 1), done], '고양이')
  await library.operations.importImage({ bytes: makePng(), fileName: 'photo.png', nowMs: 7000 })
  const second = await library.begin('고양이 두 마리')
  const [a = 0, b = 0, c = 0] = db.prepare('SELECT id FROM images ORDER BY id DESC LIMIT 3').pluck().all().reverse()
  db.exec(`
    INSERT INTO generation_sources (generation_id, image_id, role, position)
      VALUES (${second.id}, ${a}, 'reference', 1), (${second.id}, ${c}, 'edit', 0);
    UPDATE generations SET response_id = 'resp_1' WHERE id = ${first.id};
    UPDATE generations SET response_id = 'resp_2', previous_generation_id = ${first.id} WHERE id = ${second.id};
    INSERT INTO tags (id, name, name_key) VALUES (1, 'Cat', 'cat'), (2, '동물', '동물');
    INSERT INTO image_tags VALUES (${a}, 1), (${a}, 2), (${c}, 2);
    INSERT INTO collections (parent_id, name, created_at_ms) VALUES (NULL, 'work', 1), (1, '2026', 1), (NULL, '2026', 1);
    INSERT INTO collection_images VALUES (2, ${a}, 9), (3, ${a}, 9), (1, ${b}, 9);
    UPDATE images SET is_favorite = 1, rating = 4, note = 'the good one', is_judged_blind = 1 WHERE id = ${a};
    UPDATE images SET deleted_at_ms = 8000 WHERE id = ${b};
    UPDATE images SET has_content_credentials = 1,
      imported_metadata = '{"tool":"a1111","prompt":"sea","negativePrompt":null,"model":"m","parameters":{"Seed":"1"}}'
      WHERE id = ${c};
    UPDATE generations SET cost_micro_usd = 300, cost_source = 's', cost_as_of = '2026-01' WHERE id = ${first.id};
    UPDATE images SET cost_micro_usd = 150 WHERE generation_id = ${first.id};
  `)
  library.operations.openSpool({ id: second.id, head: scriptedHead })
  library.operations.appendSpool({ id: second.id, bytes: scriptAnswer([image(makePng()), done]) })
  await library.operations.settleGeneration({ id: second.id, nowMs: 3000, durationMs: 4 })
  sidecars.touch([Number(a), Number(b), Number(c)])
  await sidecars.flush()
}

/** Images (and, negative, generations without one) whose text the index finds by an FTS5 expression. */
export const searchIds = ({ db }: Pick<Library, 'db'>, expression: string): readonly unknown[] =>
  db.prepare('SELECT rowid FROM image_search WHERE image_search MATCH ? ORDER BY rowid').pluck().all(expression)
