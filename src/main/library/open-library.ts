import { ok, type Result } from '#shared/result.ts'
import { type Recovered, recoverGenerations } from '../generations/recover.ts'
import { createSpoolFolder } from '../generations/spool.ts'
import { createBlobStore } from './blob-store.ts'
import type { Library, LibraryWorld } from './library.ts'
import { openLibraryDatabase, prepareFolder, tidyFolders } from './library-folder.ts'
import { lockLibrary } from './library-lock.ts'
import { libraryPaths } from './library-paths.ts'
import { catchLibraryProblem, type LibraryProblem, toLibraryProblem } from './library-problem.ts'
import { openThumbnails, type Thumbnails } from './thumbnails.ts'

export interface OpenLibrary {
  readonly library: Library
  /** What was out when the studio ended, by what became of it. */
  readonly recovered: Recovered
  readonly close: () => void
}

/** On a full disk the thumbnails of this run live in memory. */
function openThumbnailsOrDoWithout(path: string, world: LibraryWorld): Thumbnails {
  try {
    return openThumbnails(path)
  } catch (cause) {
    if (toLibraryProblem(cause, path) === null) throw cause
    world.report(cause)
    return openThumbnails(':memory:')
  }
}

/** Locks, checks, opens and recovers a library; or says, without having changed anything, why not. */
export const openLibrary = (
  folder: string,
  world: LibraryWorld,
  options: {
    /** `false`: a folder without a library is `library-missing` (a drive that is not there), not a new one. */
    readonly isCreationAllowed: boolean
  } = { isCreationAllowed: true },
): Promise<Result<OpenLibrary, LibraryProblem>> =>
  catchLibraryProblem(folder, async () => {
    const paths = libraryPaths(folder)
    const prepared = await prepareFolder(paths, options.isCreationAllowed)
    if (!prepared.ok) return prepared
    const lock = lockLibrary(paths)
    if (!lock.ok) return lock

    const undo = [lock.value.release]
    const close = (): void => {
      for (const step of undo.splice(0).reverse()) step()
    }
    try {
      const opened = await openLibraryDatabase(paths, options.isCreationAllowed)
      if (!opened.ok) {
        close()
        return opened
      }
      const { db, id } = opened.value
      undo.push(() => db.close())
      await tidyFolders(paths)
      const thumbnails = openThumbnailsOrDoWithout(paths.thumbnails, world)
      undo.push(thumbnails.close)
      const spools = createSpoolFolder(paths.spool)
      undo.push(spools.close)

      const library: Library = { id, paths, db, blobs: createBlobStore(paths), spools, thumbnails, world }
      return ok({ library, recovered: await recoverGenerations(library), close })
    } catch (cause) {
      close()
      throw cause
    }
  })
