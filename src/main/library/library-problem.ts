import { existsSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import type { FailureOf } from '#shared/failure.ts'
import { err, type Result } from '#shared/result.ts'
import { libraryPaths } from './library-paths.ts'

/** What can be expected to go wrong with the library itself, in any call. */
export type LibraryProblem = FailureOf<
  'library-locked' | 'library-newer' | 'library-damaged' | 'library-missing' | 'library-read-only' | 'disk-full'
>

/** Names what the disk or SQLite refused; `null` for anything else, which is a defect. */
export function toLibraryProblem(cause: unknown, folder: string): LibraryProblem | null {
  if (!(cause instanceof Error)) return null
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  const detail = `${code}: ${cause.message}`.slice(0, 4000)
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') return { kind: 'disk-full', detail }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || code.startsWith('SQLITE_READONLY'))
    return { kind: 'library-read-only', detail }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return { kind: 'library-damaged', path: folder, detail }
  if (cause instanceof Sqlite.SqliteError && code.startsWith('SQLITE_CANTOPEN'))
    return { kind: isFolderGone(folder) ? 'library-missing' : 'library-damaged', path: folder, detail }
  if (code === 'ENOTDIR') return { kind: 'library-missing', path: folder, detail }
  const isOfFiles = code.startsWith('SQLITE_IOERR') || /^(ENOENT|EIO|ENXIO|ENODEV|ESTALE|EHOSTDOWN)$/.test(code)
  if (isOfFiles && isFolderGone(folder)) return { kind: 'library-missing', path: folder, detail }
  // The folder is there and its database cannot be read: a failing disk.
  if (code.startsWith('SQLITE_IOERR')) return { kind: 'library-damaged', path: folder, detail }
  return null
}

/** As when a drive was unplugged. Of the two files that every library has, a person can lose one. */
export function isFolderGone(folder: string): boolean {
  const { manifest, database } = libraryPaths(folder)
  return !existsSync(manifest) && !existsSync(database)
}

/** What a file system would say that refuses for this reason. */
export const refusalError = (refusal: LibraryProblem, cause?: unknown): Error =>
  Object.assign(new Error(refusal.detail ?? refusal.kind, { cause }), {
    code: refusal.kind === 'disk-full' ? 'ENOSPC' : 'EROFS',
  })

/** Turns what `toLibraryProblem` names into a value; a defect still throws. */
export async function catchLibraryProblem<Value, Problem>(
  folder: string,
  act: () => Promise<Result<Value, Problem>> | Result<Value, Problem>,
): Promise<Result<Value, Problem | LibraryProblem>> {
  try {
    return await act()
  } catch (cause) {
    const problem = toLibraryProblem(cause, folder)
    if (problem === null) throw cause
    return err(problem)
  }
}
