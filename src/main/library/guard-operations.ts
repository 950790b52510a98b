import { err } from '#shared/result.ts'
import { noteDamage } from './damage.ts'
import { isCorrupt } from './inspect-database.ts'
import type { LibraryWorld } from './library.ts'
import type { LibraryPaths } from './library-paths.ts'
import { isFolderGone, type LibraryProblem, refusalError } from './library-problem.ts'

type Operation = (...given: readonly unknown[]) => unknown

/** These answer whatever has become of the folder: they end things, or are called for every chunk of an answer. */
const always = new Set(['close', 'appendSpool'])

/**
 * A table of operations that, as a whole, notices what no single one looks for:
 * a folder that went away (an unplugged drive) is said before anything is done in memory of it;
 * a database that turns out to be damaged is noted, so that the next opening restores it;
 * where nothing can be written, every write is refused for the reason that is known.
 */
export function guardOperations<Table extends object>(
  guarded: {
    readonly paths: LibraryPaths
    readonly world: LibraryWorld
    /** Why nothing can be written; absent for who only reads anyway. */
    readonly refusal?: LibraryProblem | null
  },
  table: Table,
): Table {
  const { refusal = null } = guarded
  const { folder } = guarded.paths
  const noteIfDamaged = (detail: string): void => {
    try {
      noteDamage(guarded.paths, detail)
    } catch (cause) {
      guarded.world.report(cause)
    }
  }
  const seen = (cause: unknown): unknown => {
    if (isCorrupt(cause)) noteIfDamaged(cause.message)
    return refusal !== null && isReadOnly(cause) ? refusalError(refusal, cause) : cause
  }
  const answered = (answer: unknown): unknown => {
    const failure = failureIn(answer)
    if (failure?.kind === 'library-damaged') noteIfDamaged(failure.detail ?? '')
    return refusal !== null && failure?.kind === 'library-read-only' ? err(refusal) : answer
  }
  const guard =
    (name: string, operation: Operation): Operation =>
    (...given) => {
      if (!always.has(name) && isFolderGone(folder))
        throw Object.assign(new Error(`${folder} is not there`), { code: 'ENOENT' })
      try {
        const answer = operation(...given)
        if (!(answer instanceof Promise)) return answered(answer)
        return answer.then(answered, (cause: unknown) => {
          throw seen(cause)
        })
      } catch (cause) {
        throw seen(cause)
      }
    }
  const entries = Object.entries(table).map(([name, operation]) => [name, guard(name, operation)])
  // The same names with functions of the same shapes.
  return Object.fromEntries(entries) as Table
}

const isReadOnly = (cause: unknown): boolean => codeOf(cause).startsWith('SQLITE_READONLY')

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''

function failureIn(answer: unknown): { readonly kind: unknown; readonly detail?: string } | null {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer) || answer.ok !== false) return null
  const failure: unknown = 'failure' in answer ? answer.failure : null
  if (typeof failure !== 'object' || failure === null || !('kind' in failure)) return null
  return {
    kind: failure.kind,
    ...('detail' in failure && typeof failure.detail === 'string' ? { detail: failure.detail } : {}),
  }
}
