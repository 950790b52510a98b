import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { RefusedPicture } from '../images/import-images.ts'
import { toRefusal } from './to-refusal.ts'

export type Found =
  | { readonly kind: 'file'; readonly path: string }
  /** A folder that cannot be looked into. */
  | { readonly kind: 'closed'; readonly path: string; readonly failure: RefusedPicture }

/** What systems put into folders for themselves. */
const notForPeople = new Set(['thumbs.db', 'desktop.ini', '__macosx'])

/**
 * Everything inside a folder, in the order of names, the files of each folder before the folders in it. Links are not
 * followed, so there is no way around in circles; hidden entries and `without` are passed over. Pipes and devices come
 * as files: reading refuses them.
 */
export async function* walkFolder(
  folder: string,
  options: { readonly without: string; readonly signal: AbortSignal },
): AsyncGenerator<Found, void> {
  options.signal.throwIfAborted()
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch (cause) {
    yield { kind: 'closed', path: folder, failure: toRefusal(cause, basename(folder)) }
    return
  }
  const shown = entries
    .filter((entry) => !entry.name.startsWith('.') && !notForPeople.has(entry.name.toLowerCase()))
    .sort((one, other) => byName.compare(one.name, other.name))
  for (const entry of shown)
    if (!entry.isDirectory() && !entry.isSymbolicLink()) yield { kind: 'file', path: join(folder, entry.name) }
  for (const entry of shown) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && path !== resolve(options.without)) yield* walkFolder(path, options)
  }
}

/** 2.png before 10.png. */
const byName = new Intl.Collator(undefined, { numeric: true })
