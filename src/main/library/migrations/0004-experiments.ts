import type { Migration } from '../migrate.ts'

/** A/B tests: what is compared, what came of it, and how it was judged. */
export const experiments: Migration = {
  version: 4,
  sql: `
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

CREATE TABLE experiment_prompts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  experiment_id INTEGER NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  -- As typed. Never changed.
  text TEXT NOT NULL,
  UNIQUE (experiment_id, position)
) STRICT;

-- One text made of another. Rows never change: what a person wrote instead is a row of its own.
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

-- One generation that an experiment wants: an arm, a prompt, a repeat.
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

-- One judgement of two pictures. Kept when the pictures are deleted: no reference to their rows.
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

ALTER TABLE generations ADD COLUMN arm_id INTEGER REFERENCES arms (id) ON DELETE SET NULL;
CREATE INDEX generations_of_arms ON generations (arm_id, id) WHERE arm_id IS NOT NULL;
`,
}
