import type { Migration } from '../migrate.ts'

/** Masks, what was edited with them, and what an edit changed. */
export const edits: Migration = {
  version: 5,
  sql: `
-- A drawing that was kept. Drawn further it is a new row, the next version of its name.
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

-- What is being drawn and was not kept yet, change by change.
CREATE TABLE drawing_changes (
  image_id INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('mask', 'markup')),
  -- From 0 without gaps.
  position INTEGER NOT NULL CHECK (position >= 0),
  -- MaskChange or MarkupChange
  change TEXT NOT NULL CHECK (json_valid(change)),
  PRIMARY KEY (image_id, kind, position)
) STRICT;

-- How many of them count; those behind were undone.
CREATE TABLE drawing_positions (
  image_id INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('mask', 'markup')),
  position INTEGER NOT NULL CHECK (position >= 0),
  PRIMARY KEY (image_id, kind)
) STRICT, WITHOUT ROWID;

-- What is different between two pictures, measured. Of a part without a pixel everything is NULL.
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
CREATE UNIQUE INDEX change_reports_of_pairs
  ON change_reports (before_image_id, after_image_id, ifnull(mask_id, 0));
CREATE INDEX change_reports_by_after ON change_reports (after_image_id);
CREATE INDEX change_reports_by_mask ON change_reports (mask_id) WHERE mask_id IS NOT NULL;

-- Of an edit: the picture that was to be changed,
ALTER TABLE generations ADD COLUMN parent_image_id INTEGER REFERENCES images (id) ON DELETE SET NULL;
-- where (NULL = the words alone said it),
ALTER TABLE generations ADD COLUMN mask_id INTEGER REFERENCES masks (id);
-- how (EditSettings without its mask; NULL = nothing was edited),
ALTER TABLE generations ADD COLUMN edit_settings TEXT CHECK (json_valid(edit_settings));
-- and since when its composites and reports are there; NULL = they are still to be made.
ALTER TABLE generations ADD COLUMN edit_finished_at_ms INTEGER;
CREATE INDEX generations_by_parent ON generations (parent_image_id, id) WHERE parent_image_id IS NOT NULL;
CREATE INDEX generations_by_mask ON generations (mask_id) WHERE mask_id IS NOT NULL;
CREATE INDEX generations_edits_to_finish ON generations (id)
  WHERE edit_settings IS NOT NULL AND edit_finished_at_ms IS NULL;

-- The picture as the model gave it, of which this one has the masked part; its own id once that is deleted for good.
ALTER TABLE images ADD COLUMN composite_of_id INTEGER;
-- A candidate of an edit on which nobody has decided.
ALTER TABLE images ADD COLUMN is_staged INTEGER NOT NULL DEFAULT 0 CHECK (is_staged IN (0, 1));
CREATE INDEX images_composites ON images (composite_of_id) WHERE composite_of_id IS NOT NULL;
`,
}
