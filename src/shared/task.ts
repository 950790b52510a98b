import { z } from 'zod'
import { Failure } from './failure.ts'
import { DuplicateGroup } from './organising.ts'

/** A file that was left out, and why. At most 1,000 are listed; `refusedCount` counts all. */
export const RefusedFile = z.strictObject({ fileName: z.string(), failure: Failure }).readonly()
export type RefusedFile = z.infer<typeof RefusedFile>

/** What long work ended with. */
export const TaskOutcome = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('verify'),
    filesChecked: z.number().int(),
    bytesChecked: z.number().int(),
    /** What SQLite's own check found; empty = sound. */
    databaseProblems: z.array(z.string()).readonly(),
    /** Rows whose original is not there. */
    missing: z.array(z.strictObject({ imageId: z.number().int(), sha256: z.string() })).readonly(),
    /** Originals whose bytes are no longer what they were. They stay where they are. */
    damaged: z.array(z.strictObject({ imageId: z.number().int().nullable(), sha256: z.string() })).readonly(),
    /** Files that no row knows: taken back in, or put into quarantine. */
    adoptedCount: z.number().int(),
    quarantinedCount: z.number().int(),
    /** More orphans than a sweep may touch by itself: nothing was moved. */
    unsweptOrphanCount: z.number().int(),
  }),
  z.strictObject({
    kind: z.literal('import'),
    importedIds: z.array(z.number().int()).readonly(),
    /** Were here already. */
    knownCount: z.number().int(),
    refused: z.array(RefusedFile).readonly(),
    refusedCount: z.number().int(),
  }),
  z.strictObject({
    kind: z.literal('import-archive'),
    importedCount: z.number().int(),
    knownCount: z.number().int(),
    generationCount: z.number().int(),
    refused: z.array(RefusedFile).readonly(),
    refusedCount: z.number().int(),
  }),
  z.strictObject({
    kind: z.literal('export'),
    path: z.string(),
    fileCount: z.number().int(),
    bytes: z.number().int(),
    refused: z.array(RefusedFile).readonly(),
    refusedCount: z.number().int(),
  }),
  z.strictObject({
    kind: z.literal('backup'),
    path: z.string(),
    copiedCount: z.number().int(),
    /** Were in the backup already, unchanged. */
    keptCount: z.number().int(),
    bytes: z.number().int(),
    /** In the backup and no longer in the library: nothing is ever deleted from a backup. */
    onlyInBackupCount: z.number().int(),
    /** Originals that the library itself lacks, or holds damaged. */
    refused: z.array(RefusedFile).readonly(),
    refusedCount: z.number().int(),
  }),
  z.strictObject({
    kind: z.literal('restore'),
    imageCount: z.number().int(),
    /** Originals that the backup lacks, or holds damaged. */
    refused: z.array(RefusedFile).readonly(),
    refusedCount: z.number().int(),
  }),
  z.strictObject({ kind: z.literal('duplicates'), groups: z.array(DuplicateGroup).readonly() }),
])
export type TaskOutcome = z.infer<typeof TaskOutcome>

export const TaskId = z.number().int().positive()

/** Long work that goes on while the studio is used. Lives as long as the studio runs; what it did is in the library. */
export const Task = z
  .strictObject({
    id: TaskId,
    kind: z.enum(['verify', 'import', 'import-archive', 'export', 'backup', 'restore', 'duplicates']),
    /** A file or folder, by its own name; `null` where there is none to name. */
    name: z.string().nullable(),
    startedAtMs: z.number().int(),
    done: z.number().int(),
    /** `null` = not known yet. */
    total: z.number().int().nullable(),
    state: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('running') }),
      z.strictObject({ kind: z.literal('cancelling') }),
      z.strictObject({ kind: z.literal('done'), outcome: TaskOutcome }),
      z.strictObject({ kind: z.literal('cancelled') }),
      z.strictObject({ kind: z.literal('failed'), failure: Failure }),
    ]),
  })
  .readonly()
export type Task = z.infer<typeof Task>
