import { z } from 'zod'
import { Failure } from '../failure.ts'
import { call, nothing } from './call.ts'

/** A database that was damaged or gone, and what came back. */
export const Restored = z.strictObject({
  /** When the backup was made; `null` = none was good, everything comes from the files. */
  backupAtMs: z.number().int().nullable(),
  fromBackupCount: z.number().int(),
  /** Pictures that only the files beside the originals knew. */
  fromFilesCount: z.number().int(),
  /** Pictures of which nothing told any more but they themselves: they came in as imports. */
  withoutRecordCount: z.number().int(),
  /** The damaged database, kept under this name; `null` = there was none to keep. */
  keptAs: z.string().nullable(),
})

export const libraryCalls = {
  'library.status': call(
    nothing,
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('open'),
        path: z.string(),
        /** Fixed by `DIPTYCH_LIBRARY` for this run. */
        isFixed: z.boolean(),
        imageCount: z.number().int(),
        trashCount: z.number().int(),
        bytes: z.number().int(),
        /** What the last start settled: generations that were out when the studio ended. */
        recovered: z.strictObject({ succeeded: z.number(), failed: z.number(), maybeBilled: z.number() }),
        /** What the last start put back after damage or loss of the database; `null` = nothing had to be. */
        restored: Restored.nullable(),
        /** Nothing can be written: the folder is read-only, or the disk is full. */
        isReadOnly: z.boolean(),
        /** Damage that a check found while the library is open: restarting restores it. */
        damage: z.string().nullable(),
      }),
      z.strictObject({ kind: z.literal('problem'), path: z.string(), failure: Failure }),
    ]),
  ),
  'library.showFolder': call(nothing, nothing),
  /** Starts the studio again, which restores a damaged library. */
  'library.restart': call(nothing, nothing),
  /** Files that were set aside: orphans and damaged ones. Nothing empties it but a person. */
  'library.quarantine': call(nothing, z.strictObject({ fileCount: z.number().int(), bytes: z.number().int() })),
  'library.showQuarantine': call(nothing, nothing),
  'library.emptyQuarantine': call(nothing, z.strictObject({ fileCount: z.number().int() })),
  /** Asks for a folder and restarts on it. `cancelled` when the person closes the dialog. */
  'library.open': call(nothing, nothing, ['cancelled']),
  /** Asks for an empty folder, copies the library there, verifies it, restarts on it; the old folder stays. */
  'library.move': call(nothing, z.strictObject({ path: z.string() }), ['cancelled', 'disk-full', 'bad-request']),
} as const
