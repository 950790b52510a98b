import { hash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { syncFolder, temporaryName, writeNewFile } from './durable-file.ts'
import type { ImageHeader } from './image-header.ts'
import { blobPath, type LibraryPaths, shardPath, sidecarPath } from './library-paths.ts'
import { type ImageOrigin, isSameImage, Sidecar } from './sidecar.ts'

/** A picture about to be kept. */
export interface Original {
  readonly bytes: Uint8Array
  readonly sha256: string
  readonly header: ImageHeader
  readonly origin: ImageOrigin
}

export interface BlobStore {
  /**
   * Keeps originals and their sidecars. When it resolves they are durable under their final names: only then may a row
   * refer to them. Equal bytes share one file. Throws what the disk refuses (`toLibraryProblem`).
   */
  readonly save: (originals: readonly Original[]) => Promise<void>
}

export const sha256Of = (bytes: Uint8Array): string => hash('sha256', bytes)

export function createBlobStore(paths: LibraryPaths): BlobStore {
  // One save after the other, so that two of the same bytes cannot lose each other's sidecar entries. Within a save
  // everything runs side by side.
  let lastSave: Promise<void> = Promise.resolve()
  return {
    save: (originals) => {
      const save = lastSave.then(() => saveAll(paths, originals))
      lastSave = save.catch(() => undefined)
      return save
    },
  }
}

async function saveAll(paths: LibraryPaths, originals: readonly Original[]): Promise<void> {
  const bySha = Map.groupBy(originals, ({ sha256 }) => sha256)
  const shards = [...new Set([...bySha.keys()].map((sha256) => shardPath(paths, sha256)))]
  // Names are looked up and changed synchronously: microseconds each, where a trip through the thread pool and back
  // costs as much as a small write.
  for (const shard of shards) mkdirSync(shard, { recursive: true })

  // Everything is written under tmp/ first; only whole, durable, verified files get their final names.
  const written = await Promise.allSettled(
    [...bySha].flatMap(([sha256, equal]) => {
      const [first] = equal
      if (first === undefined) return []
      return [prepareBlob(paths, first), prepareSidecar(paths, sha256, first, equal)]
    }),
  )
  const moves = written.flatMap((one) => (one.status === 'fulfilled' && one.value !== null ? [one.value] : []))
  const refused = written.find((one) => one.status === 'rejected')
  if (refused !== undefined) {
    // Most likely the disk is full: what was written meanwhile gives its room back.
    for (const { from } of moves) rmSync(from, { force: true })
    throw refused.reason
  }
  for (const { from, to } of moves) renameSync(from, to)

  // The parent too, even when no shard is new: an earlier save may have made one and died before this line.
  await Promise.all([...shards, paths.blobs].map(syncFolder))
}

interface Move {
  readonly from: string
  readonly to: string
}

/** `null` when the store has these bytes already. A file that has decayed since is replaced by the good bytes. */
async function prepareBlob(paths: LibraryPaths, { bytes, sha256, header }: Original): Promise<Move | null> {
  const to = blobPath(paths, sha256, header.format)
  if (existsSync(to) && (await readFile(to)).equals(bytes)) return null
  const from = join(paths.tmp, temporaryName())
  await writeNewFile(from, bytes)
  return { from, to }
}

async function prepareSidecar(
  paths: LibraryPaths,
  sha256: string,
  { header, bytes }: Original,
  equal: readonly Original[],
): Promise<Move> {
  const to = sidecarPath(paths, sha256)
  const known = existsSync(to) ? await readKnownOrigins(paths, to) : []
  const added = equal.map(({ origin }) => origin)
  const sidecar: Sidecar = {
    formatVersion: 1,
    sha256,
    ...header,
    bytes: bytes.byteLength,
    images: [...known.filter((one) => !added.some((other) => isSameImage(one, other))), ...added],
  }
  const from = join(paths.tmp, temporaryName())
  await writeNewFile(from, Buffer.from(JSON.stringify(sidecar)))
  return { from, to }
}

async function readKnownOrigins(paths: LibraryPaths, path: string): Promise<readonly ImageOrigin[]> {
  const parsed = Sidecar.safeParse(parseJson(await readFile(path, 'utf8')))
  if (parsed.success) return parsed.data.images
  renameSync(path, join(paths.quarantine, `${basename(path)}.${crypto.randomUUID()}`))
  return []
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) return null
    throw cause
  }
}
