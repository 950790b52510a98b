CREATE TABLE arms (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  experiment_id INTEGER NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 3),
  kind TEXT NOT NULL CHECK (kind IN ('verbatim', 'augmented', 'wrapped', 'custom')),
  -- '' = called by its kind.
  label TEXT NOT NULL,
  -- ArmSettings
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  UNIQUE (experiment_id, position)
) STRICT;

CREATE TABLE budgets (
  period TEXT PRIMARY KEY CHECK (period IN ('day', 'month')),
  limit_micro_usd INTEGER NOT NULL CHECK (limit_micro_usd >= 0),
  -- Nothing leaves that could go over it; otherwise it only warns.
  is_hard INTEGER NOT NULL CHECK (is_hard IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE change_reports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  before_image_id INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  after_image_id INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  -- NULL = all of the picture counts as inside.
  mask_id INTEGER REFERENCES masks (id),
  -- Shares of the part's pixels: not the same, and different to the eye.
  changed_inside REAL CHECK (changed_inside BETWEEN 0 AND 1),
  visibly_changed_inside REAL CHECK (visibly_changed_inside BETWEEN 0 AND 1),
  -- Of the channels, 0 to 255.
  mean_difference_inside REAL CHECK (mean_difference_inside >= 0),
  -- NULL also = the part is too small to tell.
  ssim_inside REAL,
  changed_outside REAL CHECK (changed_outside BETWEEN 0 AND 1),
  visibly_changed_outside REAL CHECK (visibly_changed_outside BETWEEN 0 AND 1),
  mean_difference_outside REAL CHECK (mean_difference_outside >= 0),
  ssim_outside REAL,
  -- After had another size.
  is_scaled INTEGER NOT NULL CHECK (is_scaled IN (0, 1)),
  -- What a model said that was shown both pictures.
  words TEXT,
  words_model TEXT,
  created_at_ms INTEGER NOT NULL,
  -- PNG of the size of before; NULL = to be drawn again from the pictures.
  heat_map BLOB,
  CHECK ((changed_inside IS NULL) = (visibly_changed_inside IS NULL)
    AND (changed_inside IS NULL) = (mean_difference_inside IS NULL)),
  CHECK ((changed_outside IS NULL) = (visibly_changed_outside IS NULL)
    AND (changed_outside IS NULL) = (mean_difference_outside IS NULL)),
  CHECK ((words IS NULL) = (words_model IS NULL))
) STRICT;

CREATE INDEX change_reports_by_after ON change_reports (after_image_id);

CREATE INDEX change_reports_by_mask ON change_reports (mask_id) WHERE mask_id IS NOT NULL;

CREATE UNIQUE INDEX change_reports_of_pairs
  ON change_reports (before_image_id, after_image_id, ifnull(mask_id, 0));

CREATE TABLE collection_images (
  collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  image_id INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  added_at_ms INTEGER NOT NULL,
  PRIMARY KEY (collection_id, image_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX collection_images_by_image ON collection_images (image_id, collection_id);

CREATE TABLE collections (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- NULL = at the top.
  parent_id INTEGER REFERENCES collections (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX collections_by_parent ON collections (parent_id);

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

CREATE TABLE drawing_changes (
  image_id INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('mask', 'markup')),
  -- From 0 without gaps.
  position INTEGER NOT NULL CHECK (position >= 0),
  -- MaskChange or MarkupChange
  change TEXT NOT NULL CHECK (json_valid(change)),
  PRIMARY KEY (image_id, kind, position)
) STRICT;

CREATE TABLE drawing_positions (
  image_id INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('mask', 'markup')),
  position INTEGER NOT NULL CHECK (position >= 0),
  PRIMARY KEY (image_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE experiment_prompts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  experiment_id INTEGER NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  -- As typed. Never changed.
  text TEXT NOT NULL,
  UNIQUE (experiment_id, position)
) STRICT;

CREATE TABLE experiments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL CHECK (title <> ''),
  -- How often each arm makes each prompt.
  repeats INTEGER NOT NULL CHECK (repeats BETWEEN 1 AND 50),
  -- Of every order that is drawn, so that it can be told how it came about.
  seed INTEGER NOT NULL,
  -- draft: nothing was asked for yet. running: what is still wanted is asked for. paused: by a person.
  status TEXT NOT NULL CHECK (status IN ('draft', 'running', 'paused')),
  -- Pictures that go along in every arm, in their order: a JSON array of ids of images.
  reference_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(reference_ids)),
  created_at_ms INTEGER NOT NULL,
  deleted_at_ms INTEGER,
  -- '<library id>/<experiment id>' of where it was made, when it came here in a file.
  origin TEXT UNIQUE
) STRICT;

CREATE TABLE generation_drawings (
  generation_id INTEGER NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
  -- mask: alpha 0 = to be changed. markup: signs that say what to change.
  kind TEXT NOT NULL CHECK (kind IN ('mask', 'markup')),
  png BLOB NOT NULL,
  PRIMARY KEY (generation_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE generation_sources (
  generation_id INTEGER NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
  image_id INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('prompt', 'recipe', 'reference', 'edit')), position INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (generation_id, image_id, role)
) STRICT, WITHOUT ROWID;

CREATE INDEX generation_sources_by_image ON generation_sources (image_id, generation_id);

CREATE INDEX generation_sources_edits ON generation_sources (generation_id) WHERE role = 'edit';

CREATE TABLE "generations" (
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
  raw_response TEXT, arm_id INTEGER REFERENCES arms (id) ON DELETE SET NULL, parent_image_id INTEGER REFERENCES images (id) ON DELETE SET NULL, mask_id INTEGER REFERENCES masks (id), edit_settings TEXT CHECK (json_valid(edit_settings)), edit_finished_at_ms INTEGER,
  CHECK ((status IN ('queued', 'sent', 'streaming')) = (settled_at_ms IS NULL)),
  CHECK ((status = 'succeeded') = (actual_params IS NOT NULL)),
  CHECK ((status IN ('refused', 'failed', 'cancelled', 'maybe-billed')) = (failure IS NOT NULL)),
  CHECK ((cost_micro_usd IS NULL) = (cost_source IS NULL) AND (cost_micro_usd IS NULL) = (cost_as_of IS NULL))
) STRICT;

CREATE INDEX generations_by_mask ON generations (mask_id) WHERE mask_id IS NOT NULL;

CREATE INDEX generations_by_model ON generations (model, provider) WHERE status = 'succeeded';

CREATE UNIQUE INDEX generations_by_origin ON generations (origin) WHERE origin IS NOT NULL;

CREATE INDEX generations_by_parent ON generations (parent_image_id, id) WHERE parent_image_id IS NOT NULL;

CREATE INDEX generations_edits_to_finish ON generations (id)
  WHERE edit_settings IS NOT NULL AND edit_finished_at_ms IS NULL;

CREATE INDEX generations_failed ON generations (id)
  WHERE status IN ('refused', 'failed', 'cancelled', 'maybe-billed');

CREATE INDEX generations_of_arms ON generations (arm_id, id) WHERE arm_id IS NOT NULL;

CREATE INDEX generations_of_experiments ON generations (experiment_id, id) WHERE experiment_id IS NOT NULL;

CREATE INDEX generations_out ON generations (id, status) WHERE status IN ('queued', 'sent', 'streaming');

CREATE INDEX generations_with_cost ON generations (model, id) WHERE cost_micro_usd IS NOT NULL;

CREATE VIRTUAL TABLE image_search USING fts5 (
  latin, grams,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4'
);

CREATE TABLE image_tags (
  image_id INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  PRIMARY KEY (image_id, tag_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX image_tags_by_tag ON image_tags (tag_id, image_id);

CREATE TABLE "images" (
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
  is_judged_blind INTEGER NOT NULL DEFAULT 0 CHECK (is_judged_blind IN (0, 1)), composite_of_id INTEGER, is_staged INTEGER NOT NULL DEFAULT 0 CHECK (is_staged IN (0, 1)),
  CHECK (generation_id IS NOT NULL OR revised_prompt IS NULL),
  CHECK (generation_id IS NULL OR imported_file_name IS NULL)
) STRICT;

CREATE INDEX images_by_content ON images (sha256, bytes);

CREATE INDEX images_by_cost ON images (cost_micro_usd, id, generation_id, created_at_ms, deleted_at_ms)
  WHERE deleted_at_ms IS NULL;

CREATE UNIQUE INDEX images_by_generation ON images (generation_id, position) WHERE generation_id IS NOT NULL;

CREATE INDEX images_by_rating ON images (rating, id, generation_id, created_at_ms, deleted_at_ms)
  WHERE deleted_at_ms IS NULL;

CREATE INDEX images_by_time ON images (created_at_ms, id, generation_id, deleted_at_ms) WHERE deleted_at_ms IS NULL;

CREATE INDEX images_composites ON images (composite_of_id) WHERE composite_of_id IS NOT NULL;

CREATE INDEX images_favorite ON images (id, generation_id, created_at_ms, is_favorite, deleted_at_ms)
  WHERE deleted_at_ms IS NULL AND is_favorite = 1;

CREATE INDEX images_in_trash ON images (id, generation_id, created_at_ms, deleted_at_ms)
  WHERE deleted_at_ms IS NOT NULL;

CREATE INDEX images_live ON images
  (id, generation_id, created_at_ms, width, height, is_favorite, is_judged_blind, rating, deleted_at_ms)
  WHERE deleted_at_ms IS NULL;

CREATE INDEX images_without_pixels ON images (sha256, format) WHERE pixels_dropped_at_ms IS NOT NULL;

CREATE INDEX ledger_by_generation ON ledger_entries (generation_id) WHERE generation_id IS NOT NULL;

CREATE INDEX ledger_by_time ON ledger_entries (created_at_ms, cost_micro_usd, purpose, model, connection_id);

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

CREATE TABLE library (
  -- One row.
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  -- Equal to the id in library.json.
  id TEXT NOT NULL
, is_closed INTEGER NOT NULL DEFAULT 1 CHECK (is_closed IN (0, 1)), checked_at_ms INTEGER) STRICT;

CREATE TABLE masks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- The picture that it was drawn on. No reference to its row: what was made with a mask keeps it when that is deleted.
  image_id INTEGER NOT NULL,
  -- mask: alpha 0 = to be changed. markup: signs that say what to change.
  kind TEXT NOT NULL CHECK (kind IN ('mask', 'markup')),
  name TEXT NOT NULL CHECK (name <> ''),
  -- From 1.
  version INTEGER NOT NULL CHECK (version > 0),
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  -- Share of the picture's pixels.
  coverage REAL NOT NULL CHECK (coverage BETWEEN 0 AND 1),
  png_sha256 TEXT NOT NULL CHECK (length(png_sha256) = 64 AND png_sha256 NOT GLOB '*[^0-9a-f]*'),
  created_at_ms INTEGER NOT NULL,
  deleted_at_ms INTEGER,
  -- '<library id>/<mask id>' of where it was drawn, when it came here in an archive.
  origin TEXT UNIQUE,
  -- Last, because they are long and seldom read. MaskDocument or MarkupDocument.
  document TEXT NOT NULL CHECK (json_valid(document)),
  png BLOB NOT NULL,
  UNIQUE (image_id, kind, name, version)
) STRICT;

CREATE TABLE own_prices (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id TEXT NOT NULL,
  model TEXT NOT NULL,
  -- OwnRates; NULL = the published prices count again.
  rates TEXT CHECK (json_valid(rates)),
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX own_prices_by_model ON own_prices (connection_id, model, id);

CREATE TABLE rewrites (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  input_text TEXT NOT NULL,
  output_text TEXT NOT NULL,
  -- What it says it added: a JSON array of words.
  additions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(additions)),
  provider TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  connection_label TEXT NOT NULL,
  -- As the answer names it.
  model TEXT NOT NULL,
  template_version TEXT NOT NULL,
  -- Exactly what the model was told to do; NULL = by rule.
  instructions TEXT,
  -- The rewrite that a person went on from; NULL = made by a model.
  edited_from_id INTEGER REFERENCES rewrites (id),
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE saved_searches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (name <> ''),
  -- ImageQuery
  query TEXT NOT NULL CHECK (json_valid(query)),
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE search_due (image_id INTEGER PRIMARY KEY) STRICT;

CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  -- As first written, NFC.
  name TEXT NOT NULL CHECK (name <> ''),
  -- The name in lower case: how tags are told apart.
  name_key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE trials (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  experiment_id INTEGER NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  arm_id INTEGER NOT NULL REFERENCES arms (id) ON DELETE CASCADE,
  prompt_id INTEGER NOT NULL REFERENCES experiment_prompts (id) ON DELETE CASCADE,
  -- From 0.
  repeat INTEGER NOT NULL CHECK (repeat >= 0),
  -- Its place in the order in which they are asked for.
  run_order INTEGER NOT NULL,
  -- Of an augmented arm: the words that are sent. NULL = not rewritten yet, or not to be.
  rewrite_id INTEGER REFERENCES rewrites (id),
  -- The newest that was asked for; NULL = none yet. Set in the transaction that begins it, so that nothing is bought twice.
  generation_id INTEGER REFERENCES generations (id),
  UNIQUE (arm_id, prompt_id, repeat)
) STRICT;

CREATE INDEX trials_by_experiment ON trials (experiment_id, run_order);

CREATE UNIQUE INDEX trials_by_generation ON trials (generation_id) WHERE generation_id IS NOT NULL;

CREATE TABLE votes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  experiment_id INTEGER NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  prompt_id INTEGER NOT NULL REFERENCES experiment_prompts (id) ON DELETE CASCADE,
  left_arm_id INTEGER NOT NULL REFERENCES arms (id) ON DELETE CASCADE,
  right_arm_id INTEGER NOT NULL REFERENCES arms (id) ON DELETE CASCADE,
  left_image_id INTEGER NOT NULL,
  right_image_id INTEGER NOT NULL,
  left_sha256 TEXT NOT NULL,
  right_sha256 TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('left', 'right', 'tie', 'both-bad')),
  -- A JSON array of reason tags.
  reasons TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(reasons)),
  note TEXT,
  -- person, or the vision model that judged.
  judge TEXT NOT NULL DEFAULT 'person' CHECK (judge <> ''),
  -- Of both arms as they were: a verdict on arms that were changed since is stale.
  fingerprint TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  -- Taken back by Undo.
  withdrawn_at_ms INTEGER,
  CHECK (left_arm_id <> right_arm_id)
) STRICT;

CREATE INDEX votes_by_experiment ON votes (experiment_id, id) WHERE withdrawn_at_ms IS NULL;
