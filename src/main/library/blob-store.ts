import { hash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { syncFolder, temporaryName, writeNewFile } from './durable-file.ts'
import type { ImageHeader } from './image-header.ts'
import { blobPath, type LibraryPaths, shardPath, sidecarPath } from './library-paths.ts'
import { type LibraryProblem, refusalError } from './library-problem.ts'
import { type Content, type Removable, removeContents } from './remove-contents.ts'
import { type ImageOrigin, isSameImage, parseSidecar, retell, type Sidecar } from './sidecar.ts'

/** A picture file's content. */
interface Bytes {
  readonly bytes: Uint8Array
  readonly sha256: string
  readonly header: ImageHeader
}

/** A picture about to be kept. */
export interface Original extends Bytes {
  readonly origin: ImageOrigin
}

export interface BlobStore {
  /**
   * Keeps originals and their sidecars. When it resolves they are durable under their final names: only then may a row
   * refer to them. Equal bytes share one file. Throws what the disk refuses (`toLibraryProblem`).
   */
  readonly save: (originals: readonly Original[]) => Promise<void>
  /** Puts originals back whose file is gone or has decayed; those that are as they should be stay untouched. */
  readonly heal: (originals: readonly Bytes[]) => Promise<void>
  /** Contents that were saved since the library was opened. */
  readonly savedNow: ReadonlySet<string>
  /**
   * Puts new sidecars beside originals, in turn with the saving. `compose` is given the one that is there (`null`: none
   * that can be read) and answers with the new one, or `null` to leave things as they are.
   */
  readonly rewriteSidecars: (
    sha256s: readonly string[],
    compose: (sha256: string, known: Sidecar | null) => Sidecar | null,
  ) => Promise<void>
  /** In turn with the saving: `removeContents`. */
  readonly remove: (
    contents: readonly Content[],
    removableOf: (sha256: string) => Removable,
    report: (cause: unknown) => void,
  ) => Promise<number>
}

export const sha256Of = (bytes: Uint8Array): string => hash('sha256', bytes)

export function createBlobStore(paths: LibraryPaths, libraryId: string): BlobStore {
  // One change after the other, so that two of the same bytes cannot lose each other's sidecar entries. Within a change
  // everything runs side by side.
  let lastChange: Promise<unknown> = Promise.resolve()
  const inTurn = <Value>(change: () => Promise<Value>): Promise<Value> => {
    const changed = lastChange.then(change)
    lastChange = changed.catch(() => undefined)
    return changed
  }
  const savedNow = new Set<string>()
  return {
    savedNow,
    save: (originals) => {
      for (const { sha256 } of originals) savedNow.add(sha256)
      return inTurn(() => saveAll(paths, libraryId, originals))
    },
    heal: (originals) =>
      inTurn(() => {
        const sha256s = originals.map(({ sha256 }) => sha256)
        for (const sha256 of sha256s) mkdirSync(shardPath(paths, sha256), { recursive: true })
        return putInPlace(
          paths,
          sha256s,
          originals.map((original) => prepareBlob(paths, original)),
        )
      }),
    rewriteSidecars: (sha256s, compose) =>
      inTurn(() =>
        putInPlace(
          paths,
          sha256s,
          sha256s.map((sha256) => prepareSidecar(paths, libraryId, sha256, (known) => compose(sha256, known))),
        ),
      ),
    remove: (contents, removableOf, report) => inTurn(() => removeContents(paths, contents, removableOf, report)),
  }
}

/** Where nothing can be written: answers with the reason before anything is begun. */
export function refusingBlobStore(refusal: LibraryProblem): BlobStore {
  const refuse = (): Promise<never> => Promise.reject(refusalError(refusal))
  return { savedNow: new Set(), save: refuse, heal: refuse, rewriteSidecars: refuse, remove: refuse }
}

function saveAll(paths: LibraryPaths, libraryId: string, originals: readonly Original[]): Promise<void> {
  const bySha = Map.groupBy(originals, ({ sha256 }) => sha256)
  for (const sha256 of bySha.keys()) mkdirSync(shardPath(paths, sha256), { recursive: true })
  const files = [...bySha].flatMap(([sha256, equal]) => {
    const [first] = equal
    if (first === undefined) return []
    const added = equal.map(({ origin }) => origin)
    const sidecar = prepareSidecar(paths, libraryId, sha256, (known) => ({
      formatVersion: 2,
      libraryId,
      sha256,
      ...first.header,
      bytes: first.bytes.byteLength,
      images: [...(known?.images ?? []).filter((one) => !added.some((other) => isSameImage(one, other))), ...added],
    }))
    return [prepareBlob(paths, first), sidecar]
  })
  return putInPlace(paths, [...bySha.keys()], files)
}

/**
 * Gives files their final names. Everything is written under tmp/ first; only whole, durable, verified files get so far.
 * Names are looked up and changed synchronously: microseconds each, where a trip through the thread pool and back costs
 * as much as a small write.
 */
async function putInPlace(
  paths: LibraryPaths,
  sha256s: readonly string[],
  files: readonly Promise<Move | null>[],
): Promise<void> {
  const written = await Promise.allSettled(files)
  const moves = written.flatMap((one) => (one.status === 'fulfilled' && one.value !== null ? [one.value] : []))
  const refused = written.find((one) => one.status === 'rejected')
  if (refused !== undefined) {
    // Most likely the disk is full: what was written meanwhile gives its room back.
    for (const { from } of moves) rmSync(from, { force: true })
    throw refused.reason
  }
  for (const { from, to } of moves) renameSync(from, to)

  // The parent too, even when no shard is new: an earlier save may have made one and died before this line.
  const shards = new Set(sha256s.map((sha256) => shardPath(paths, sha256)))
  await Promise.all([...shards, paths.blobs].map(syncFolder))
}

interface Move {
  readonly from: string
  readonly to: string
}

/** `null` when the store has these bytes already. A file that has decayed since is replaced by the good bytes. */
async function prepareBlob(paths: LibraryPaths, { bytes, sha256, header }: Bytes): Promise<Move | null> {
  const to = blobPath(paths, sha256, header.format)
  if (existsSync(to) && (await readFile(to)).equals(bytes)) return null
  const from = join(paths.tmp, temporaryName())
  await writeNewFile(from, bytes)
  return { from, to }
}

/** `null` when there is nothing to change. One that cannot be read goes into quarantine. */
async function prepareSidecar(
  paths: LibraryPaths,
  libraryId: string,
  sha256: string,
  compose: (known: Sidecar | null) => Sidecar | null,
): Promise<Move | null> {
  const to = sidecarPath(paths, sha256)
  const oldText = existsSync(to) ? await readFile(to, 'utf8') : null
  const known = oldText === null ? null : parseSidecar(oldText)
  const composed = compose(known === null ? null : retell(known, libraryId))
  const text = composed === null ? null : JSON.stringify(composed)
  if (text === null || text === oldText) return null
  if (oldText !== null && known === null)
    renameSync(to, join(paths.quarantine, `${basename(to)}.${crypto.randomUUID()}`))
  const from = join(paths.tmp, temporaryName())
  await writeNewFile(from, Buffer.from(text))
  return { from, to }
}
