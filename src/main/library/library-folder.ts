import { constants, existsSync } from 'node:fs'
import { access, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { err, ok, type Result } from '#shared/result.ts'
import { syncFolder } from './durable-file.ts'
import { isMissing } from './is-missing.ts'
import type { LibraryPaths } from './library-paths.ts'
import type { LibraryProblem } from './library-problem.ts'

/** Makes sure the folder is there and can be written to (throws where it cannot). */
export async function prepareFolder(
  paths: LibraryPaths,
  isCreationAllowed: boolean,
): Promise<Result<null, LibraryProblem>> {
  const found = await stat(paths.folder).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw cause
  })
  if (found === null && isCreationAllowed) await makeDurableFolder(paths.folder)
  else if (found?.isDirectory() !== true) return err({ kind: 'library-missing', path: paths.folder })
  await access(paths.folder, constants.R_OK | constants.W_OK | constants.X_OK)
  return ok(null)
}

/** With every folder on the way to it: a power cut takes the whole library with a name that is not durable. */
async function makeDurableFolder(folder: string): Promise<void> {
  const topmost = await mkdir(folder, { recursive: true })
  if (topmost === undefined) return
  for (let made = folder; made.length >= topmost.length; made = dirname(made)) await syncFolder(dirname(made))
}

/** Clears what an unclean end left in `tmp/` and makes the folders a library works in. */
export async function tidyFolders(paths: LibraryPaths): Promise<void> {
  await clearTemporary(paths)
  for (const folder of [paths.blobs, paths.tmp, paths.spool, paths.quarantine, paths.backups])
    if (!existsSync(folder)) await mkdir(folder)
  await syncFolder(paths.folder)
}

/** Nothing in `tmp/` outlives the studio that wrote it. */
export async function clearTemporary(paths: LibraryPaths): Promise<void> {
  const names = await readdir(paths.tmp).catch((cause: unknown) => {
    if (isMissing(cause)) return []
    throw cause
  })
  for (const name of names) await rm(join(paths.tmp, name), { recursive: true, force: true })
}
