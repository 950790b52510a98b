import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import type { TaskOutcome } from '#shared/task.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import type { LibraryClient } from './library-client.ts'

/**
 * Looks at every byte, then takes back in or sets aside the files that no row knows. Damage of the database is noted for
 * the next opening; damaged originals stay where they are, because half a picture is more than none.
 */
export async function verifyLibrary(
  library: LibraryClient,
  context: TaskContext,
): Promise<Result<Extract<TaskOutcome, { kind: 'verify' }>, Failure>> {
  const found = await library.reader.checkFiles({}, context)
  context.signal.throwIfAborted()
  await library.noteCheck({ problems: found.integrityProblems })
  await library.rewriteSidecars({ sha256s: found.badSidecars })
  const swept = await library.sweepOrphans({})
  return ok({
    kind: 'verify',
    filesChecked: found.filesChecked,
    bytesChecked: found.bytesChecked,
    databaseProblems: [...found.integrityProblems, ...found.foreignKeyProblems],
    missing: found.missing,
    damaged: found.damaged,
    ...swept,
  })
}
