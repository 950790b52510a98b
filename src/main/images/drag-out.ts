import { constants } from 'node:fs'
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FailureOf } from '#shared/failure.ts'
import type { ImageFormat } from '#shared/image.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { Db } from '../library/database.ts'
import { blobPath, type LibraryPaths } from '../library/library-paths.ts'
import { suggestFileName } from './suggest-file-name.ts'

/** An original and the name by which the rest of the computer gets to know it. */
export interface NamedOriginal {
  readonly sha256: string
  readonly path: string
  readonly name: string
}

/** In the order asked for, without those that are gone or have no pixels any more. */
export function namedOriginals(db: Db, paths: LibraryPaths, ids: readonly number[]): readonly NamedOriginal[] {
  return db
    .prepare<
      [string],
      { readonly id: number; readonly sha256: string; readonly format: ImageFormat; readonly words: string }
    >(
      `SELECT i.id, i.sha256, i.format,
         coalesce(g.typed_prompt, i.imported_file_name, i.imported_metadata ->> '$.prompt', '') AS words
       FROM json_each(?) asked CROSS JOIN images i ON i.id = asked.value
         LEFT JOIN generations g ON g.id = i.generation_id
       WHERE i.pixels_dropped_at_ms IS NULL ORDER BY asked.key`,
    )
    .all(JSON.stringify(ids))
    .map(({ id, sha256, format, words }) => ({
      sha256,
      path: blobPath(paths, sha256, format),
      name: suggestFileName({ words, image: { id, format } }),
    }))
}

/** Where originals wait under readable names to be dropped elsewhere. */
export interface DragFolder {
  /** Answers with the paths of the copies. `not-found`: an original is not where it should be. */
  readonly take: (
    originals: readonly NamedOriginal[],
  ) => Promise<Result<readonly string[], FailureOf<'not-found' | 'disk-full'>>>
}

/** What was dragged in earlier runs is cleared; nobody says when the last program has read what was dropped on it. */
export function openDragFolder(folder: string, report: (cause: unknown) => void): DragFolder {
  const cleared = rm(folder, { recursive: true, force: true }).catch(report)
  return {
    take: async (originals) => {
      await cleared
      const own = join(folder, crypto.randomUUID())
      await mkdir(own, { recursive: true })
      const copies = originals.map(({ path, name }) => ({ path, copy: join(own, name) }))
      // Copies, where hard links would be quicker: a program that saves over what was dropped on it must not reach the
      // original. File systems that can share the bytes until then do so.
      try {
        await Promise.all(copies.map(({ path, copy }) => copyFile(path, copy, constants.COPYFILE_FICLONE)))
      } catch (cause) {
        const code = cause instanceof Error && 'code' in cause ? cause.code : null
        if (code === 'ENOENT') return err({ kind: 'not-found', what: 'image' })
        if (code === 'ENOSPC' || code === 'EDQUOT') return err({ kind: 'disk-full' })
        throw cause
      }
      return ok(copies.map(({ copy }) => copy))
    },
  }
}
