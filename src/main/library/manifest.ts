import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { replaceTextFile } from './durable-file.ts'
import { isMissing } from './is-missing.ts'
import type { LibraryPaths } from './library-paths.ts'
import { parseJson } from './parse-json.ts'

/** `library.json`. Its id is also in the database: blobs and rows that do not belong together are noticed. */
const Manifest = z.object({ id: z.uuid(), formatVersion: z.number().int() })
export type Manifest = z.infer<typeof Manifest>

/** The layout of the folder, apart from the shape of the database. */
export const knownFormat = 1

export const writeManifest = (paths: LibraryPaths, id: string): Promise<void> =>
  replaceTextFile({
    folder: paths.folder,
    name: basename(paths.manifest),
    text: `${JSON.stringify({ id, formatVersion: knownFormat }, null, 2)}\n`,
    tmpFolder: paths.folder,
  })

/** `null`: there is none. */
export async function readManifest(paths: LibraryPaths): Promise<Manifest | 'unreadable' | null> {
  const text = await readFile(paths.manifest, 'utf8').catch((cause: unknown) => {
    if (isMissing(cause)) return null
    throw cause
  })
  if (text === null) return null
  const manifest = Manifest.safeParse(parseJson(text))
  return manifest.success ? manifest.data : 'unreadable'
}
