import { join } from 'node:path'
import type { ImageFormat } from '#shared/image.ts'

/** Where everything lies inside a library folder. */
export interface LibraryPaths {
  readonly folder: string
  /** `library.json`: id and format version. Written last, so its presence means the library was made whole. */
  readonly manifest: string
  readonly database: string
  readonly lock: string
  readonly blobs: string
  readonly tmp: string
  readonly spool: string
  readonly thumbnails: string
  readonly quarantine: string
  readonly backups: string
  /** Of each experiment what its rows hold: enough to have it back without the database. */
  readonly experiments: string
  /** Of each kept mask what its row holds: enough to have it back without the database. */
  readonly masks: string
  /** Images whose sidecars are older than their rows, where there were too many to write before the end. */
  readonly sidecarsDue: string
  /** There while damage is known that the next opening repairs. */
  readonly damage: string
  /** Room that is given back when the disk is full. */
  readonly ballast: string
}

export const libraryPaths = (folder: string): LibraryPaths => ({
  folder,
  manifest: join(folder, 'library.json'),
  database: join(folder, 'diptych.db'),
  lock: join(folder, 'lock.db'),
  blobs: join(folder, 'blobs'),
  tmp: join(folder, 'tmp'),
  spool: join(folder, 'spool'),
  thumbnails: join(folder, 'thumbs.db'),
  quarantine: join(folder, 'quarantine'),
  backups: join(folder, 'backups'),
  experiments: join(folder, 'experiments'),
  masks: join(folder, 'masks'),
  sidecarsDue: join(folder, 'sidecars-due.json'),
  damage: join(folder, 'damage.json'),
  ballast: join(folder, 'ballast'),
})

/** `ab/` of `blobs/ab/<sha>.<format>`. */
export const shardPath = (paths: LibraryPaths, sha256: string): string => join(paths.blobs, sha256.slice(0, 2))

export const blobPath = (paths: LibraryPaths, sha256: string, format: ImageFormat): string =>
  join(shardPath(paths, sha256), `${sha256}.${format}`)

/** What is known about an original, beside it: enough to rebuild its rows without the database. */
export const sidecarPath = (paths: LibraryPaths, sha256: string): string =>
  join(shardPath(paths, sha256), `${sha256}.json`)
