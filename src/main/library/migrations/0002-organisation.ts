import type { Migration } from '../migrate.ts'
import { reindexEverything } from '../search.ts'

/** Tags, collections, notes, lineage, metadata of other programs, and what sorting and checking need. */
export const organisation: Migration = {
  version: 2,
  sql: `
ALTER TABLE images RENAME COLUMN trashed_at_ms TO deleted_at_ms;
ALTER TABLE images ADD COLUMN note TEXT;
-- This picture's share of what its generation cost.
ALTER TABLE images ADD COLUMN cost_micro_usd INTEGER CHECK (cost_micro_usd >= 0);
-- A person had the original's bytes removed and kept the record.
ALTER TABLE images ADD COLUMN pixels_dropped_at_ms INTEGER;
-- What another program wrote into the file (ImportedMetadata).
ALTER TABLE images ADD COLUMN imported_metadata TEXT CHECK (json_valid(imported_metadata));
-- The file carries a C2PA manifest.
ALTER TABLE images ADD COLUMN has_content_credentials INTEGER NOT NULL DEFAULT 0
  CHECK (has_content_credentials IN (0, 1));
ALTER TABLE images ADD COLUMN is_judged_blind INTEGER NOT NULL DEFAULT 0 CHECK (is_judged_blind IN (0, 1));
UPDATE images SET cost_micro_usd = (
  SELECT g.cost_micro_usd / (SELECT count(*) FROM images other WHERE other.generation_id = g.id)
  FROM generations g WHERE g.id = images.generation_id
);

ALTER TABLE generations ADD COLUMN experiment_id INTEGER;
-- '<library id>/<generation id>' of where it was made, when it came here in an archive.
ALTER TABLE generations ADD COLUMN origin TEXT;
CREATE UNIQUE INDEX generations_by_origin ON generations (origin) WHERE origin IS NOT NULL;
CREATE INDEX generations_failed ON generations (id) WHERE status IN ('failed', 'maybe-billed');
CREATE INDEX generations_of_experiments ON generations (experiment_id, id) WHERE experiment_id IS NOT NULL;

-- What a generation came from.
CREATE TABLE generation_sources (
  generation_id INTEGER NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
  image_id INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('prompt', 'recipe', 'reference', 'edit')),
  PRIMARY KEY (generation_id, image_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX generation_sources_by_image ON generation_sources (image_id, generation_id);

CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  -- As first written, NFC.
  name TEXT NOT NULL CHECK (name <> ''),
  -- The name in lower case: how tags are told apart.
  name_key TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE image_tags (
  image_id INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  PRIMARY KEY (image_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX image_tags_by_tag ON image_tags (tag_id, image_id);

CREATE TABLE collections (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- NULL = at the top.
  parent_id INTEGER REFERENCES collections (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX collections_by_parent ON collections (parent_id);
CREATE TABLE collection_images (
  collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  image_id INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  added_at_ms INTEGER NOT NULL,
  PRIMARY KEY (collection_id, image_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX collection_images_by_image ON collection_images (image_id, collection_id);

CREATE TABLE saved_searches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (name <> ''),
  -- ImageQuery
  query TEXT NOT NULL CHECK (json_valid(query)),
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX images_without_pixels ON images (sha256, format) WHERE pixels_dropped_at_ms IS NOT NULL;

-- Images whose texts have changed and which the search index still knows by their old ones.
CREATE TABLE search_due (image_id INTEGER PRIMARY KEY) STRICT;

-- 0 while a studio has the library open: what finds it so starts after an unclean end.
ALTER TABLE library ADD COLUMN is_closed INTEGER NOT NULL DEFAULT 1 CHECK (is_closed IN (0, 1));
ALTER TABLE library ADD COLUMN checked_at_ms INTEGER;

-- What lists and counts read, so that neither touches the long rows. Pictures in sight are looked up by their id. The
-- columns of each WHERE are in it, or SQLite does not take it for covering.
DROP INDEX images_live;
DROP INDEX images_favorite;
DROP INDEX images_in_trash;
CREATE INDEX images_live ON images
  (id, generation_id, created_at_ms, width, height, is_favorite, is_judged_blind, rating, deleted_at_ms)
  WHERE deleted_at_ms IS NULL;
CREATE INDEX images_favorite ON images (id, generation_id, created_at_ms, is_favorite, deleted_at_ms)
  WHERE deleted_at_ms IS NULL AND is_favorite = 1;
CREATE INDEX images_in_trash ON images (id, generation_id, created_at_ms, deleted_at_ms)
  WHERE deleted_at_ms IS NOT NULL;
CREATE INDEX images_by_time ON images (created_at_ms, id, generation_id, deleted_at_ms) WHERE deleted_at_ms IS NULL;
CREATE INDEX images_by_rating ON images (rating, id, generation_id, created_at_ms, deleted_at_ms)
  WHERE deleted_at_ms IS NULL;
CREATE INDEX images_by_cost ON images (cost_micro_usd, id, generation_id, created_at_ms, deleted_at_ms)
  WHERE deleted_at_ms IS NULL;
CREATE INDEX generation_sources_edits ON generation_sources (generation_id) WHERE role = 'edit';
`,
  // More texts are found than before, and what mixes scripts.
  finish: reindexEverything,
}
