import { existsSync, readFileSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import type { BlobStore } from './blob-store.ts'
import { composeSidecar } from './compose-sidecar.ts'
import type { Db } from './database.ts'
import { replaceTextFile } from './durable-file.ts'
import type { LibraryPaths } from './library-paths.ts'
import { toLibraryProblem } from './library-problem.ts'
import { parseJson } from './parse-json.ts'
import { isSameImage, type Sidecar } from './sidecar.ts'

/** Keeps the files beside the originals as new as the rows, behind the back of whoever changes them. */
export interface SidecarKeeper {
  /** After a commit that changed marks of these images: their sidecars are rewritten soon, at the latest on closing. */
  readonly touch: (imageIds: readonly number[]) => void
  /**
   * After a commit that deleted images for good whose content other images share: what the rows do not know any more
   * leaves the sidecars.
   */
  readonly forget: (sha256s: readonly string[]) => void
  /** Resolves when everything touched so far is durable; rejects with what the disk refused. */
  readonly flush: () => Promise<void>
  /** Writes what can be written in a short time and notes down the rest for the next opening. */
  readonly close: () => Promise<void>
}

const idleMs = 2000
/** Written side by side. A picture that is being saved waits for one such lot at most. */
const lot = 32
/** Where more than this are due, the list of them is written down before the writing begins. */
const longList = 500

export function createSidecarKeeper(options: {
  readonly db: Db
  readonly libraryId: string
  readonly paths: LibraryPaths
  readonly blobs: BlobStore
  readonly report: (cause: unknown) => void
  readonly closeWithinMs?: number
}): SidecarKeeper {
  const { db, libraryId, paths, blobs, report, closeWithinMs = 1500 } = options
  const dueIds = new Set<number>()
  const dueToForget = new Set<string>()
  let timer: NodeJS.Timeout | null = null
  let lastFlush: Promise<void> = Promise.resolve()
  let hasList = existsSync(paths.sidecarsDue)
  let stopAtMs = Number.POSITIVE_INFINITY

  const compose = (sha256: string, known: Sidecar | null): Sidecar | null => {
    const fromRows = composeSidecar(db, libraryId, sha256)
    if (fromRows === null) return null
    const others = (known?.images ?? []).filter((one) => !fromRows.images.some((other) => isSameImage(one, other)))
    return { ...fromRows, images: [...fromRows.images, ...others] }
  }
  const composeAnew = (sha256: string): Sidecar | null => composeSidecar(db, libraryId, sha256)

  /** Taken off the list first, so that what is touched meanwhile is written once more; put back when the disk refuses. */
  async function writeLot<Due>(due: Set<Due>, write: (some: readonly Due[]) => Promise<void>): Promise<void> {
    const some: Due[] = []
    for (const one of due) {
      some.push(one)
      due.delete(one)
      if (some.length === lot) break
    }
    try {
      await write(some)
    } catch (cause) {
      if (toLibraryProblem(cause, paths.folder) !== null) for (const one of some) due.add(one)
      throw cause
    }
  }

  const noteDown = async (): Promise<void> => {
    hasList = true
    const text = JSON.stringify({ imageIds: [...dueIds], forget: [...dueToForget] })
    await replaceTextFile({ folder: paths.folder, name: basename(paths.sidecarsDue), text, tmpFolder: paths.tmp })
  }

  async function writeAll(): Promise<void> {
    if (dueIds.size + dueToForget.size > longList) await noteDown()
    while (dueIds.size + dueToForget.size > 0) {
      if (performance.now() > stopAtMs) return
      if (dueToForget.size > 0) await writeLot(dueToForget, (some) => blobs.rewriteSidecars(some, composeAnew))
      else await writeLot(dueIds, (some) => blobs.rewriteSidecars(contentsOf(db, some), compose))
    }
    if (hasList) rmSync(paths.sidecarsDue, { force: true })
    hasList = false
  }

  const flush = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    // One that was refused is tried again.
    lastFlush = lastFlush.catch(() => undefined).then(writeAll)
    return lastFlush
  }
  const flushSoon = (): void => {
    // Counted from the first change, so that someone who never pauses does not keep the files waiting.
    timer ??= setTimeout(() => {
      flush().catch(report)
    }, idleMs).unref()
  }
  const readList = (): void => {
    const list = DueList.safeParse(parseJson(readFileSync(paths.sidecarsDue, 'utf8')))
    for (const id of list.data?.imageIds ?? []) dueIds.add(id)
    for (const sha256 of list.data?.forget ?? []) dueToForget.add(sha256)
    flushSoon()
  }
  if (hasList) readList()

  return {
    touch: (imageIds) => {
      for (const id of imageIds) dueIds.add(id)
      if (imageIds.length > 0) flushSoon()
    },
    forget: (sha256s) => {
      for (const sha256 of sha256s) dueToForget.add(sha256)
      if (sha256s.length > 0) flushSoon()
    },
    flush,
    close: async () => {
      stopAtMs = performance.now() + closeWithinMs
      try {
        await flush()
        if (dueIds.size + dueToForget.size > 0) await noteDown()
      } catch (cause) {
        report(cause)
      }
    },
  }
}

const DueList = z.object({ imageIds: z.array(z.number()), forget: z.array(z.string()) })

const contentsOf = (db: Db, imageIds: readonly number[]): readonly string[] =>
  db
    .prepare<[string], { readonly sha256: string }>(
      'SELECT DISTINCT sha256 FROM images WHERE id IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(imageIds))
    .map(({ sha256 }) => sha256)
