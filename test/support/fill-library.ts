import { rmSync } from 'node:fs'
import { createCanvas } from '@napi-rs/canvas'
import { blobPath } from '#main/library/library-paths.ts'
import { done, image, type TestLibrary } from './open-test-library.ts'

/** What must never leave this computer, put into every place where it could slip in. */
export const planted = { key: 'sk-planted-1234567890abcdef', connectionId: 'c1' } as const

/** A small picture that decodes, another one for each number. */
export function drawPicture(number: number, format: 'png' | 'jpeg' | 'webp' = 'png'): Buffer {
  const canvas = createCanvas(24 + number, 16)
  const context = canvas.getContext('2d')
  context.fillStyle = `hsl(${number * 40} 70% 50%)`
  context.fillRect(number, 2, 10, 10)
  return format === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer(`image/${format}`)
}

/**
 * Two generations with three pictures, two of them of the same bytes; an import; a failed generation; tags, nested
 * collections, notes, ratings, a picture in the Trash and one whose pixels were dropped.
 */
export async function fillLibrary(library: TestLibrary): Promise<void> {
  const { operations } = library
  const { db, paths, sidecars } = library.library
  const same = drawPicture(1)
  await library.generate(
    [image(same, 0, 'a revised cat'), image(drawPicture(2, 'webp'), 1), done],
    '한복을 입은 고양이, "quoted"\n=SUM(A1)',
  )
  const second = await library.generate(
    [image(same), { kind: 'done', record: `{"path":"${library.folder}/x","key":"${planted.key}"}` }],
    'made from the first',
  )
  const imported = await operations.importImage({ bytes: drawPicture(3, 'jpeg'), fileName: '바다.jpg', nowMs: 3000 })
  const dropped = await operations.importImage({ bytes: drawPicture(4), fileName: 'dropped.png', nowMs: 3500 })
  if (!imported.ok || !dropped.ok) throw new Error('not imported')
  const lost = await library.begin('never answered')
  await operations.failGeneration({
    id: lost.id,
    nowMs: 4000,
    durationMs: 5,
    failure: { kind: 'unreachable', host: 'my-own-server', detail: `ENOENT ${library.folder}` },
    requestId: null,
    rawResponse: null,
  })
  db.exec(`
    UPDATE images SET is_favorite = 1, rating = 4, note = '=1+1 좋아요' WHERE id = 1;
    UPDATE images SET deleted_at_ms = 4500 WHERE id = 2;
    UPDATE images SET pixels_dropped_at_ms = 4600 WHERE imported_file_name = 'dropped.png';
    UPDATE generations SET cost_micro_usd = 41000, cost_source = 'price list', cost_as_of = '2026-11' WHERE id = 1;
    INSERT INTO generation_sources (generation_id, image_id, role) VALUES (${second.id}, 1, 'edit');
    INSERT INTO tags (id, name, name_key) VALUES (1, 'Cat', 'cat'), (2, '바다', '바다');
    INSERT INTO image_tags (image_id, tag_id) VALUES (1, 1), (1, 2), (4, 2);
    INSERT INTO collections (id, parent_id, name, created_at_ms) VALUES (1, NULL, '작업', 1000), (2, 1, '2026', 1000);
    INSERT INTO collection_images (collection_id, image_id, added_at_ms) VALUES (2, 1, 2000), (1, 4, 3000);
  `)
  rmSync(blobPath(paths, dropped.value.sha256, 'png'))
  sidecars.touch(
    db
      .prepare<[], { readonly id: number }>('SELECT id FROM images')
      .all()
      .map(({ id }) => id),
  )
  await sidecars.flush()
}

/** For long work: nothing stops it, and nobody listens to its progress. */
export const noContext = () => ({ signal: new AbortController().signal, report: () => undefined })
