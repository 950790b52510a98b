import type { Migration } from '../migrate.ts'

/**
 * What a queue, several providers and a ledger need. Two tables are made anew, because SQLite cannot change a CHECK: the
 * statuses of a generation, and SVG among the formats of an image.
 */
export const queueAndLedger: Migration = {
  version: 3,
  rebuildsTables: true,
  sql: `
CREATE TABLE generations_new (
  -- In time order; never used again, because spools and sidecars refer to it.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  status TEXT NOT NULL CHECK (status IN
    ('queued', 'sent', 'streaming', 'succeeded', 'refused', 'failed', 'cancelled', 'maybe-billed')),
  provider TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  connection_label TEXT NOT NULL,
  model TEXT NOT NULL,
  typed_prompt TEXT NOT NULL,
  sent_prompt TEXT NOT NULL,
  requested_params TEXT NOT NULL CHECK (json_valid(requested_params)),
  actual_params TEXT CHECK (json_valid(actual_params)),
  -- Usage, summed over the models that took part; the ledger has each one's own.
  usage TEXT CHECK (json_valid(usage)),
  cost_micro_usd INTEGER CHECK (cost_micro_usd >= 0),
  cost_source TEXT,
  cost_as_of TEXT,
  request_id TEXT,
  failure TEXT CHECK (json_valid(failure)),
  created_at_ms INTEGER NOT NULL,
  -- When the request left last; NULL = it has not left yet.
  sent_at_ms INTEGER,
  settled_at_ms INTEGER,
  duration_ms INTEGER CHECK (duration_ms >= 0),
  -- How often a request left. More than one only after an answer that refused it without making anything.
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- Waits at least until then: the provider asked for it.
  not_before_ms INTEGER,
  -- By what the provider knows its answer: a conversation goes on from it, and a background answer is fetched by it.
  response_id TEXT,
  -- The conversation's turn before this one.
  previous_generation_id INTEGER REFERENCES generations (id),
  experiment_id INTEGER,
  -- '<library id>/<generation id>' of where it was made, when it came here in an archive.
  origin TEXT,
  -- Last, because it is long and seldom read.
  raw_response TEXT,
  CHECK ((status IN ('queued', 'sent', 'streaming')) = (settled_at_ms IS NULL)),
  CHECK ((status = 'succeeded') = (actual_params IS NOT NULL)),
  CHECK ((status IN ('refused', 'failed', 'cancelled', 'maybe-billed')) = (failure IS NOT NULL)),
  CHECK ((cost_micro_usd IS NULL) = (cost_source IS NULL) AND (cost_micro_usd IS NULL) = (cost_as_of IS NULL))
) STRICT;
INSERT INTO generations_new (id, status, provider, connection_id, connection_label, model, typed_prompt, sent_prompt,
  requested_params, actual_params, usage, cost_micro_usd, cost_source, cost_as_of, request_id, failure, created_at_ms,
  sent_at_ms, settled_at_ms, duration_ms, attempts, experiment_id, origin, raw_response)
SELECT id,
  CASE WHEN status <> 'failed' THEN status
    WHEN failure ->> '$.kind' = 'cancelled' THEN 'cancelled'
    WHEN failure ->> '$.kind' IN ('moderation-refused', 'bad-request', 'unsupported-by-model', 'model-retired',
      'key-missing', 'key-refused', 'quota', 'rate-limited', 'text-instead-of-image') THEN 'refused'
    ELSE 'failed' END,
  provider, connection_id, connection_label, model, typed_prompt, sent_prompt, requested_params, actual_params, usage,
  cost_micro_usd, cost_source, cost_as_of, request_id, failure, created_at_ms, created_at_ms, settled_at_ms, duration_ms,
  1, experiment_id, origin, raw_response
FROM generations;
-- Ids that were given away and deleted since are not given away again.
INSERT INTO sqlite_sequence (name, seq) SELECT 'generations_new', 0
  WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'generations_new');
UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'generations'), 0))
  WHERE name = 'generations_new';
DROP TABLE generations;
ALTER TABLE generations_new RENAME TO generations;

CREATE INDEX generations_by_model ON generations (model, provider) WHERE status = 'succeeded';
CREATE UNIQUE INDEX generations_by_origin ON generations (origin) WHERE origin IS NOT NULL;
CREATE INDEX generations_failed ON generations (id)
  WHERE status IN ('refused', 'failed', 'cancelled', 'maybe-billed');
CREATE INDEX generations_of_experiments ON generations (experiment_id, id) WHERE experiment_id IS NOT NULL;
CREATE INDEX generations_out ON generations (id, status) WHERE status IN ('queued', 'sent', 'streaming');
CREATE INDEX generations_with_cost ON generations (model, id) WHERE cost_micro_usd IS NOT NULL;

CREATE TABLE images_new (
  -- In the order in which they were saved; also the rowid in image_search.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- NULL = imported.
  generation_id INTEGER REFERENCES generations (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  format TEXT NOT NULL CHECK (format IN ('png', 'jpeg', 'webp', 'gif', 'svg')),
  revised_prompt TEXT,
  imported_file_name TEXT,
  is_favorite INTEGER NOT NULL DEFAULT 0 CHECK (is_favorite IN (0, 1)),
  rating INTEGER CHECK (rating BETWEEN 1 AND 5),
  deleted_at_ms INTEGER,
  created_at_ms INTEGER NOT NULL,
  note TEXT,
  -- This picture's share of what its generation cost.
  cost_micro_usd INTEGER CHECK (cost_micro_usd >= 0),
  -- A person had the original's bytes removed and kept the record.
  pixels_dropped_at_ms INTEGER,
  -- What another program wrote into the file (ImportedMetadata).
  imported_metadata TEXT CHECK (json_valid(imported_metadata)),
  -- The file carries a C2PA manifest.
  has_content_credentials INTEGER NOT NULL DEFAULT 0 CHECK (has_content_credentials IN (0, 1)),
  is_judged_blind INTEGER NOT NULL DEFAULT 0 CHECK (is_judged_blind IN (0, 1)),
  CHECK (generation_id IS NOT NULL OR revised_prompt IS NULL),
  CHECK (generation_id IS NULL OR imported_file_name IS NULL)
) STRICT;
INSERT INTO images_new (id, generation_id, position, sha256, width, height, bytes, format, revised_prompt,
  imported_file_name, is_favorite, rating, deleted_at_ms, created_at_ms, note, cost_micro_usd, pixels_dropped_at_ms,
  imported_metadata, has_content_credentials, is_judged_blind)
SELECT id, generation_id, position, sha256, width, height, bytes, format, revised_prompt, imported_file_name, is_favorite,
  rating, deleted_at_ms, created_at_ms, note, cost_micro_usd, pixels_dropped_at_ms, imported_metadata,
  has_content_credentials, is_judged_blind
FROM images;
INSERT INTO sqlite_sequence (name, seq) SELECT 'images_new', 0
  WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'images_new');
UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'images'), 0))
  WHERE name = 'images_new';
DROP TABLE images;
ALTER TABLE images_new RENAME TO images;

CREATE INDEX images_by_content ON images (sha256, bytes);
CREATE INDEX images_by_cost ON images (cost_micro_usd, id, generation_id, created_at_ms, deleted_at_ms)
  WHERE deleted_at_ms IS NULL;
CREATE UNIQUE INDEX images_by_generation ON images (generation_id, position) WHERE generation_id IS NOT NULL;
CREATE INDEX images_by_rating ON images (rating, id, generation_id, created_at_ms, deleted_at_ms)
  WHERE deleted_at_ms IS NULL;
CREATE INDEX images_by_time ON images (created_at_ms, id, generation_id, deleted_at_ms) WHERE deleted_at_ms IS NULL;
CREATE INDEX images_favorite ON images (id, generation_id, created_at_ms, is_favorite, deleted_at_ms)
  WHERE deleted_at_ms IS NULL AND is_favorite = 1;
CREATE INDEX images_in_trash ON images (id, generation_id, created_at_ms, deleted_at_ms)
  WHERE deleted_at_ms IS NOT NULL;
CREATE INDEX images_live ON images
  (id, generation_id, created_at_ms, width, height, is_favorite, is_judged_blind, rating, deleted_at_ms)
  WHERE deleted_at_ms IS NULL;
CREATE INDEX images_without_pixels ON images (sha256, format) WHERE pixels_dropped_at_ms IS NOT NULL;

-- Their order, as given.
ALTER TABLE generation_sources ADD COLUMN position INTEGER NOT NULL DEFAULT 0;

-- What was drawn over the first picture and left with the request.
CREATE TABLE generation_drawings (
  generation_id INTEGER NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
  -- mask: alpha 0 = to be changed. markup: signs that say what to change.
  kind TEXT NOT NULL CHECK (kind IN ('mask', 'markup')),
  png BLOB NOT NULL,
  PRIMARY KEY (generation_id, kind)
) STRICT, WITHOUT ROWID;

-- The ways to providers that this library uses. Keys are not here: they stay with the computer.
CREATE TABLE connections (
  id TEXT PRIMARY KEY CHECK (id <> ''),
  -- ServerProfile
  profile TEXT NOT NULL,
  label TEXT NOT NULL CHECK (label <> ''),
  -- NULL = inside this program.
  base_url TEXT,
  -- ConnectionSettings
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  -- The models that it listed last (ModelListing); NULL = never asked.
  listing TEXT CHECK (json_valid(listing)),
  created_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was spent: one row a model that took part in a call, written in the transaction that settles the call.
CREATE TABLE ledger_entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  purpose TEXT NOT NULL CHECK (purpose IN ('picture', 'rewrite', 'plan', 'caption')),
  -- NULL = no picture was asked for.
  generation_id INTEGER REFERENCES generations (id) ON DELETE SET NULL,
  experiment_id INTEGER,
  provider TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  connection_label TEXT NOT NULL,
  model TEXT NOT NULL,
  -- As the provider reported it, untouched; NULL = it reported nothing.
  usage TEXT CHECK (json_valid(usage)),
  -- Half the price: the provider had a day's time for it.
  is_batch INTEGER NOT NULL DEFAULT 0 CHECK (is_batch IN (0, 1)),
  -- Which prices the cost was made with; NULL = none, the cost is unknown.
  price_version TEXT,
  -- NULL = unknown. Never a guess.
  cost_micro_usd INTEGER CHECK (cost_micro_usd >= 0),
  created_at_ms INTEGER NOT NULL,
  CHECK (cost_micro_usd IS NULL OR price_version IS NOT NULL)
) STRICT;
CREATE INDEX ledger_by_time ON ledger_entries (created_at_ms, cost_micro_usd, purpose, model, connection_id);
CREATE INDEX ledger_by_generation ON ledger_entries (generation_id) WHERE generation_id IS NOT NULL;

-- What a person knows of a connection's prices. Rows never change: entries name them as their price version.
CREATE TABLE own_prices (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id TEXT NOT NULL,
  model TEXT NOT NULL,
  -- OwnRates; NULL = the published prices count again.
  rates TEXT CHECK (json_valid(rates)),
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX own_prices_by_model ON own_prices (connection_id, model, id);

CREATE TABLE budgets (
  period TEXT PRIMARY KEY CHECK (period IN ('day', 'month')),
  limit_micro_usd INTEGER NOT NULL CHECK (limit_micro_usd >= 0),
  -- Nothing leaves that could go over it; otherwise it only warns.
  is_hard INTEGER NOT NULL CHECK (is_hard IN (0, 1))
) STRICT, WITHOUT ROWID;

INSERT INTO ledger_entries (purpose, generation_id, experiment_id, provider, connection_id, connection_label, model,
  usage, price_version, cost_micro_usd, created_at_ms)
SELECT 'picture', id, experiment_id, provider, connection_id, connection_label, model, usage,
  CASE WHEN provider = 'sketch' THEN 'free' WHEN cost_micro_usd IS NULL THEN NULL ELSE cost_as_of || ' ' || cost_source END,
  CASE WHEN provider = 'sketch' THEN 0 ELSE cost_micro_usd END, settled_at_ms
FROM generations
WHERE origin IS NULL AND settled_at_ms IS NOT NULL
  AND (provider = 'sketch' OR usage IS NOT NULL OR status IN ('succeeded', 'maybe-billed'))
ORDER BY id;
`,
}
