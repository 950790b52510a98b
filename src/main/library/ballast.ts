import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryName } from './durable-file.ts'
import type { Library } from './library.ts'
import type { LibraryPaths } from './library-paths.ts'
import { toLibraryProblem } from './library-problem.ts'

/** SQLite cannot even delete without writing to its log first. */
const ballastBytes = 8_000_000
const roomForBallast = 200_000_000
/** Enough to open and to delete a few pictures, which makes room for more. */
const leastBallastBytes = 500_000
const roomForLeastBallast = 5_000_000

/** Puts room in reserve, where there is plenty; again after it was given back. */
export async function keepBallast(
  { paths, world }: Pick<Library, 'paths' | 'world'>,
  options: {
    /** As much as takes no time. */
    readonly isQuick?: boolean
  } = {},
): Promise<void> {
  const kept = (await stat(paths.ballast).catch(() => null))?.size ?? 0
  const affordable = ballastFor(await world.freeBytes(paths.folder))
  const wanted = options.isQuick === true ? Math.min(affordable, leastBallastBytes) : affordable
  if (kept >= wanted) return
  const temporary = join(paths.tmp, temporaryName())
  try {
    // Random, because file systems that compress would keep no room for zeros.
    await writeFile(temporary, randomBytes(wanted), { mode: 0o600 })
    await rename(temporary, paths.ballast)
  } catch (cause) {
    await rm(temporary, { force: true })
    throw cause
  }
}

function ballastFor(freeBytes: number): number {
  if (freeBytes >= roomForBallast) return ballastBytes
  return freeBytes >= roomForLeastBallast ? leastBallastBytes : 0
}

/** Gives the room back; `false` when there was none in reserve. */
export async function dropBallast(paths: LibraryPaths): Promise<boolean> {
  if ((await stat(paths.ballast).catch(() => null)) === null) return false
  rmSync(paths.ballast, { force: true })
  return true
}

/**
 * For what makes room in the end but needs some in the beginning: on a full disk the ballast is dropped and `act` runs
 * once more. What was begun must have been taken back when `act` throws, as a transaction does.
 */
export async function withRoomToDelete<Value>(
  { paths }: Pick<Library, 'paths'>,
  act: () => Value | Promise<Value>,
): Promise<Value> {
  try {
    return await act()
  } catch (cause) {
    const isFull = toLibraryProblem(cause, paths.folder)?.kind === 'disk-full'
    if (!isFull || !(await dropBallast(paths))) throw cause
    return act()
  }
}
