import { countImages } from '../images/table.ts'
import { keepBallast } from './ballast.ts'
import { noteDamage, notedDamage } from './damage.ts'
import type { OpenLibrary } from './open-library.ts'
import { emptyQuarantine, measureQuarantine } from './quarantine.ts'
import { type Swept, sweepOrphans } from './sweep.ts'

type Nothing = Readonly<Record<never, never>>

/** Less than this is no room for anything. */
const fullBytes = 1_000_000
const weekMs = 7 * 24 * 60 * 60 * 1000

/** What the library itself needs: how it is, backups, checks, files set aside. */
export function createKeepingOperations({ library, recovered, restored, wasClosed, backups }: OpenLibrary) {
  const { db, paths, sidecars, world, refusal } = library
  let wasCheckedNow = false

  return {
    status: (_: Nothing) => ({
      ...countImages(db),
      path: paths.folder,
      recovered,
      restored,
      isReadOnly: refusal !== null,
      damage: notedDamage(paths),
      sqliteVersion: sqliteVersion(),
    }),

    isDiskFull: async (_: Nothing): Promise<boolean> => (await world.freeBytes(paths.folder)) < fullBytes,

    /** After an unclean end, and otherwise once a week by a clock that may have jumped. */
    isCheckDue: (_: Nothing): boolean => {
      if (refusal !== null || wasCheckedNow || notedDamage(paths) !== null) return false
      const checkedAtMs = db
        .prepare<[], { readonly checked_at_ms: number | null }>('SELECT checked_at_ms FROM library')
        .get()?.checked_at_ms
      return !wasClosed || typeof checkedAtMs !== 'number' || Math.abs(world.nowMs() - checkedAtMs) >= weekMs
    },
    /** What a check of the database found; the next opening repairs what is noted here. */
    noteCheck: ({ problems }: { readonly problems: readonly string[] }): void => {
      wasCheckedNow = true
      if (problems.length > 0) noteDamage(paths, problems.join('\n'))
      else if (refusal === null) db.prepare<[number]>('UPDATE library SET checked_at_ms = ?').run(world.nowMs())
    },

    sweepOrphans: async (_: Nothing): Promise<Swept> =>
      refusal === null ? sweepOrphans(library) : { adoptedCount: 0, quarantinedCount: 0, unsweptOrphanCount: 0 },
    /** Writes them from the rows, in the background. */
    rewriteSidecars: ({ sha256s }: { readonly sha256s: readonly string[] }): void => {
      if (refusal === null) sidecars.forget(sha256s)
    },
    keepBallast: async (_: Nothing): Promise<void> => {
      if (refusal === null) await keepBallast(library)
    },

    /** A copy to be checked elsewhere and then given to `keepBackup`; `null` when none is due. */
    copyForBackup: async (_: Nothing): Promise<string | null> => {
      if (refusal !== null || !(await backups.isDailyDue())) return null
      await sidecars.flush()
      return backups.copy()
    },
    keepBackup: async (copy: { readonly path: string; readonly problems: readonly string[] }): Promise<void> => {
      const problems = await backups.keep(copy)
      if (problems.length > 0) noteDamage(paths, problems.join('\n'))
    },

    measureQuarantine: (_: Nothing) => measureQuarantine(paths),
    emptyQuarantine: (_: Nothing) => emptyQuarantine(paths),
  }

  function sqliteVersion(): string {
    return db.prepare<[], { readonly version: string }>('SELECT sqlite_version() AS version').get()?.version ?? ''
  }
}
