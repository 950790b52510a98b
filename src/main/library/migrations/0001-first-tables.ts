import type { Migration } from '../migrate.ts'

/** Generations, images and the search index over their prompts. Frozen: a change is a new migration. */
export const firstTables: Migration = {
  version: 1,
  sql: `
CREATE TABLE library (
  -- One row.
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  -- Equal to the id in library.json.
  id TEXT NOT NULL
) STRICT;

CREATE TABLE generations (
  -- In time order; never used again, because spools and sidecars refer to it.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  status TEXT NOT NULL CHECK (status IN ('sent', 'succeeded', 'failed', 'maybe-billed')),
  provider TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  connection_label TEXT NOT NULL,
  model TEXT NOT NULL,
  typed_prompt TEXT NOT NULL,
  sent_prompt TEXT NOT NULL,
  requested_params TEXT NOT NULL CHECK (json_valid(requested_params)),
  actual_params TEXT CHECK (json_valid(actual_params)),
  usage TEXT CHECK (json_valid(usage)),
  cost_micro_usd INTEGER CHECK (cost_micro_usd >= 0),
  cost_source TEXT,
  cost_as_of TEXT,
  request_id TEXT,
  failure TEXT CHECK (json_valid(failure)),
  created_at_ms INTEGER NOT NULL,
  settled_at_ms INTEGER,
  duration_ms INTEGER CHECK (duration_ms >= 0),
  -- Last, because it is long and seldom read.
  raw_response TEXT,
  CHECK ((status = 'sent') = (settled_at_ms IS NULL)),
  CHECK ((status = 'succeeded') = (actual_params IS NOT NULL)),
  CHECK ((status IN ('failed', 'maybe-billed')) = (failure IS NOT NULL)),
  CHECK ((cost_micro_usd IS NULL) = (cost_source IS NULL) AND (cost_micro_usd IS NULL) = (cost_as_of IS NULL))
) STRICT;

CREATE INDEX generations_out ON generations (id) WHERE status = 'sent';
CREATE INDEX generations_by_model ON generations (model, provider) WHERE status = 'succeeded';
CREATE INDEX generations_with_cost ON generations (model, id) WHERE cost_micro_usd IS NOT NULL;

CREATE TABLE images (
  -- In the order in which they were saved; also the rowid in image_search.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- NULL = imported.
  generation_id INTEGER REFERENCES generations (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  format TEXT NOT NULL CHECK (format IN ('png', 'jpeg', 'webp', 'gif')),
  revised_prompt TEXT,
  imported_file_name TEXT,
  is_favorite INTEGER NOT NULL DEFAULT 0 CHECK (is_favorite IN (0, 1)),
  rating INTEGER CHECK (rating BETWEEN 1 AND 5),
  trashed_at_ms INTEGER,
  created_at_ms INTEGER NOT NULL,
  CHECK (generation_id IS NOT NULL OR revised_prompt IS NULL),
  CHECK (generation_id IS NULL OR imported_file_name IS NULL)
) STRICT;

CREATE UNIQUE INDEX images_by_generation ON images (generation_id, position) WHERE generation_id IS NOT NULL;
CREATE INDEX images_by_content ON images (sha256, bytes);
-- Covering, so that a page of the grid never touches the long rows.
CREATE INDEX images_live ON images
  (id, generation_id, sha256, format, width, height, is_favorite, rating, trashed_at_ms, created_at_ms,
   imported_file_name)
  WHERE trashed_at_ms IS NULL;
CREATE INDEX images_favorite ON images
  (id, generation_id, sha256, format, width, height, is_favorite, rating, trashed_at_ms, created_at_ms,
   imported_file_name)
  WHERE trashed_at_ms IS NULL AND is_favorite = 1;
CREATE INDEX images_in_trash ON images
  (id, generation_id, sha256, format, width, height, is_favorite, rating, trashed_at_ms, created_at_ms,
   imported_file_name)
  WHERE trashed_at_ms IS NOT NULL;

-- Contentless: the texts live in the rows, this holds only where the words are. Filled by search.ts.
CREATE VIRTUAL TABLE image_search USING fts5 (
  latin, grams,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4'
);
`,
}
