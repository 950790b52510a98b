import { ArmKind, ArmSettings, type ExperimentPlan } from '#shared/experiment.ts'
import type { Db } from '../library/database.ts'

export interface ExperimentRow {
  readonly id: number
  readonly title: string
  readonly repeats: number
  readonly seed: number
  readonly status: 'draft' | 'running' | 'paused'
  readonly referenceIds: string
  readonly createdAtMs: number
  readonly deletedAtMs: number | null
  readonly origin: string | null
}

export interface Arm {
  readonly id: number
  readonly kind: ArmKind
  readonly label: string
  readonly settings: ArmSettings
}

export interface Prompt {
  readonly id: number
  readonly text: string
}

const columns = `id, title, repeats, seed, status, reference_ids AS referenceIds, created_at_ms AS createdAtMs,
  deleted_at_ms AS deletedAtMs, origin`

/** Newest first. */
export const experimentRows = (db: Db): readonly ExperimentRow[] =>
  db.prepare<[], ExperimentRow>(`SELECT ${columns} FROM experiments WHERE deleted_at_ms IS NULL ORDER BY id DESC`).all()

export const findExperimentRow = (db: Db, id: number): ExperimentRow | null =>
  db.prepare<[number], ExperimentRow>(`SELECT ${columns} FROM experiments WHERE id = ?`).get(id) ?? null

export function insertExperiment(
  db: Db,
  { title, repeats, referenceIds, prompts, arms }: ExperimentPlan,
  given: {
    /** Absent = the next one. */
    readonly id?: number
    readonly seed: number
    readonly createdAtMs: number
    readonly origin?: string | null
  },
): number {
  const { lastInsertRowid } = db
    .prepare<[number | null, string, number, number, string, number, string | null]>(
      `INSERT INTO experiments (id, title, repeats, seed, status, reference_ids, created_at_ms, origin)
       VALUES (?, ?, ?, ?, 'draft', ?, ?, ?)`,
    )
    .run(
      given.id ?? null,
      title.toWellFormed(),
      repeats,
      given.seed,
      JSON.stringify(referenceIds),
      given.createdAtMs,
      given.origin ?? null,
    )
  const id = Number(lastInsertRowid)
  const insertArm = db.prepare<[number, number, string, string, string]>(
    'INSERT INTO arms (experiment_id, position, kind, label, settings) VALUES (?, ?, ?, ?, ?)',
  )
  for (const [position, { kind, label, settings }] of arms.entries())
    insertArm.run(id, position, kind, label.toWellFormed(), JSON.stringify(settings).toWellFormed())
  const insertPrompt = db.prepare<[number, number, string]>(
    'INSERT INTO experiment_prompts (experiment_id, position, text) VALUES (?, ?, ?)',
  )
  for (const [position, text] of prompts.entries()) insertPrompt.run(id, position, text.toWellFormed())
  return id
}

/** In the order of the plan. */
export const armsOf = (db: Db, experimentId: number): readonly Arm[] =>
  db
    .prepare<
      [number],
      { readonly id: number; readonly kind: string; readonly label: string; readonly settings: string }
    >('SELECT id, kind, label, settings FROM arms WHERE experiment_id = ? ORDER BY position')
    .all(experimentId)
    .map(({ id, kind, label, settings }) => ({
      id,
      kind: ArmKind.parse(kind),
      label,
      settings: ArmSettings.parse(JSON.parse(settings)),
    }))

/** In the order of the plan. */
export const promptsOf = (db: Db, experimentId: number): readonly Prompt[] =>
  db
    .prepare<[number], Prompt>('SELECT id, text FROM experiment_prompts WHERE experiment_id = ? ORDER BY position')
    .all(experimentId)

export const renameExperiment = (db: Db, id: number, title: string): boolean =>
  db.prepare<[string, number]>('UPDATE experiments SET title = ? WHERE id = ?').run(title.toWellFormed(), id)
    .changes === 1

export const setExperimentStatus = (db: Db, id: number, status: ExperimentRow['status']): boolean =>
  db.prepare<[string, number]>('UPDATE experiments SET status = ? WHERE id = ?').run(status, id).changes === 1

export const setRepeats = (db: Db, id: number, repeats: number): void => {
  db.prepare<[number, number]>('UPDATE experiments SET repeats = ? WHERE id = ?').run(repeats, id)
}

/** Out of sight, not gone: its votes and what it spent stay. `null` takes it back. */
export const markDeleted = (db: Db, id: number, deletedAtMs: number | null): boolean =>
  db.prepare<[number | null, number]>('UPDATE experiments SET deleted_at_ms = ? WHERE id = ?').run(deletedAtMs, id)
    .changes === 1

/** Oldest first, those that were put away among them. */
export const allExperimentIds = (db: Db): readonly number[] =>
  db.prepare<[], number>('SELECT id FROM experiments ORDER BY id').pluck().all()

/** Those that ask for pictures, oldest first. */
export const runningExperimentIds = (db: Db): readonly number[] =>
  db
    .prepare<[], number>("SELECT id FROM experiments WHERE status = 'running' AND deleted_at_ms IS NULL ORDER BY id")
    .pluck()
    .all()
