import type { RewriteRecord } from '#shared/experiment.ts'
import type { Db } from '../library/database.ts'

export interface NewRewrite {
  readonly inputText: string
  readonly outputText: string
  readonly additions: readonly string[]
  readonly provider: string
  readonly connectionId: string
  readonly connectionLabel: string
  readonly model: string
  readonly templateVersion: string
  /** Exactly what the model was told; `null` = by rule. */
  readonly instructions: string | null
  readonly createdAtMs: number
}

export function insertRewrite(db: Db, rewrite: NewRewrite, editedFromId: number | null = null): number {
  const { lastInsertRowid } = db
    .prepare<[Record<string, string | number | null>]>(
      `INSERT INTO rewrites (input_text, output_text, additions, provider, connection_id, connection_label, model,
         template_version, instructions, edited_from_id, created_at_ms)
       VALUES (:inputText, :outputText, :additions, :provider, :connectionId, :connectionLabel, :model,
         :templateVersion, :instructions, :editedFromId, :createdAtMs)`,
    )
    .run({
      ...rewrite,
      inputText: rewrite.inputText.toWellFormed(),
      outputText: rewrite.outputText.toWellFormed(),
      additions: JSON.stringify(rewrite.additions).toWellFormed(),
      connectionLabel: rewrite.connectionLabel.toWellFormed(),
      instructions: rewrite.instructions?.toWellFormed() ?? null,
      editedFromId,
    })
  return Number(lastInsertRowid)
}

/** A prompt of an augmented arm that has no words yet. */
export interface MissingRewrite {
  readonly armId: number
  readonly promptId: number
  readonly text: string
}

export const missingRewrites = (db: Db, experimentId: number): readonly MissingRewrite[] =>
  db
    .prepare<[number], MissingRewrite>(
      `SELECT DISTINCT t.arm_id AS armId, t.prompt_id AS promptId, p.text
       FROM trials t JOIN arms a ON a.id = t.arm_id JOIN experiment_prompts p ON p.id = t.prompt_id
       WHERE t.experiment_id = ? AND a.kind = 'augmented' AND t.rewrite_id IS NULL
       ORDER BY p.position, a.position`,
    )
    .all(experimentId)

/** Gives an arm its words for a prompt, in every repeat that nothing was asked for yet. */
export const giveRewrite = (
  db: Db,
  { armId, promptId, rewriteId }: { readonly armId: number; readonly promptId: number; readonly rewriteId: number },
): void => {
  db.prepare<[number, number, number]>(
    'UPDATE trials SET rewrite_id = ? WHERE arm_id = ? AND prompt_id = ? AND generation_id IS NULL',
  ).run(rewriteId, armId, promptId)
}

/**
 * What a person writes instead: a row of its own, which goes on from the model's. Answers `false` where pictures were
 * asked for with the words already, or they are not of this experiment.
 */
export function editRewrite(
  db: Db,
  edit: {
    readonly experimentId: number
    readonly rewriteId: number
    readonly text: string
    readonly nowMs: number
  },
): boolean {
  const uses = db
    .prepare<[number, number], { readonly armId: number; readonly promptId: number; readonly isSent: 0 | 1 }>(
      `SELECT DISTINCT arm_id AS armId, prompt_id AS promptId,
         EXISTS (SELECT 1 FROM trials s WHERE s.arm_id = t.arm_id AND s.prompt_id = t.prompt_id
           AND s.generation_id IS NOT NULL) AS isSent
       FROM trials t WHERE t.rewrite_id = ? AND t.experiment_id = ?`,
    )
    .all(edit.rewriteId, edit.experimentId)
  const before = db
    .prepare<[number], NewRewrite & { readonly additions: string; readonly editedFromId: number | null }>(
      `SELECT input_text AS inputText, output_text AS outputText, additions, provider, connection_id AS connectionId,
         connection_label AS connectionLabel, model, template_version AS templateVersion, instructions,
         edited_from_id AS editedFromId, created_at_ms AS createdAtMs
       FROM rewrites WHERE id = ?`,
    )
    .get(edit.rewriteId)
  if (before === undefined || uses.length === 0 || uses.some(({ isSent }) => isSent === 1)) return false
  const { editedFromId, ...same } = before
  const rewriteId = insertRewrite(
    db,
    { ...same, additions: [], outputText: edit.text, createdAtMs: edit.nowMs },
    editedFromId ?? edit.rewriteId,
  )
  for (const { armId, promptId } of uses) giveRewrite(db, { armId, promptId, rewriteId })
  return true
}

interface RewriteRow {
  readonly id: number
  readonly armId: number
  readonly promptId: number
  readonly outputText: string
  readonly additions: string
  readonly model: string
  readonly templateVersion: string
  readonly instructions: string | null
  readonly originalText: string | null
}

/** One of each arm and prompt that has words. */
export const rewritesOf = (db: Db, experimentId: number): readonly RewriteRecord[] =>
  db
    .prepare<[number], RewriteRow>(
      `SELECT DISTINCT r.id, t.arm_id AS armId, t.prompt_id AS promptId, r.output_text AS outputText, r.additions,
         r.model, r.template_version AS templateVersion, r.instructions, o.output_text AS originalText
       FROM trials t JOIN rewrites r ON r.id = t.rewrite_id LEFT JOIN rewrites o ON o.id = r.edited_from_id
       WHERE t.experiment_id = ? ORDER BY t.prompt_id, t.arm_id`,
    )
    .all(experimentId)
    .map(({ additions, ...row }) => ({
      ...row,
      additions: readWords(additions),
      isEdited: row.originalText !== null,
    }))

const readWords = (text: string): readonly string[] => {
  const value: unknown = JSON.parse(text)
  return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : []
}
