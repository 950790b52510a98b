import type { Failure } from '#shared/failure.ts'
import type { Generation } from '#shared/generation.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ImagePool } from '../image-pool/image-pool.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import { type LibraryClient, LibraryProblemError } from '../library/library-client.ts'
import type { WhenOpen } from '../library/when-open.ts'
import type { EditedPicture, EditWork } from './edit-work.ts'
import { measurePair, type PixelFailure, readOriginal } from './measure-pair.ts'

/** Makes what belongs to an edit once its pictures are there. */
export interface EditFinisher {
  /** Told of every generation that ended. */
  readonly onEnd: (generation: Generation) => void
  /** What an earlier run left unfinished. */
  readonly takeUp: () => Promise<void>
  /** Resolves when nothing is under way any more. What was not made is made on the next start. */
  readonly stop: () => Promise<void>
}

/**
 * Composites and change reports of edits that succeeded, one edit after another, away from the queue: pictures are shown
 * while they are made. What the disk refuses is tried again with the next edit and on the next start; a picture that
 * cannot be decoded is told to the log and done without.
 */
export function createEditFinisher(options: {
  readonly whenOpen: WhenOpen
  readonly pool: Pick<ImagePool, 'composite' | 'measure'>
  readonly broadcast: Broadcast
  readonly nowMs: () => number
  readonly stopping: AbortSignal
  readonly warn: (text: string) => void
  readonly logDefect: (where: string, cause: unknown) => string
}): EditFinisher {
  const { whenOpen, pool, broadcast, nowMs, stopping, warn, logDefect } = options
  let last: Promise<unknown> = Promise.resolve()

  /** They met a defect: the next start tries again. */
  const givenUp = new Set<number>()

  const finishAll = async (library: LibraryClient): Promise<void> => {
    for (const id of await library.unfinishedEdits({})) {
      if (stopping.aborted) return
      if (givenUp.has(id)) continue
      try {
        await finish(library, id)
      } catch (cause) {
        if (cause instanceof LibraryProblemError) throw cause
        givenUp.add(id)
        logDefect(`finishing edit ${id}`, cause)
      }
    }
  }

  async function finish(library: LibraryClient, id: number): Promise<void> {
    const work = await library.findEditWork({ id })
    for (const picture of work?.pictures ?? []) {
      if (work === null || stopping.aborted) return
      const failure = await finishPicture(library, work, picture)
      broadcast('edits.changed', { imageId: work.parentId })
      // The studio is closing, and the pool with it.
      if (failure !== null && stopping.aborted) return
      if (failure !== null) warn(`edit ${id}, picture ${picture.id}: ${JSON.stringify(failure)}`)
    }
    await library.markEditFinished({ id, nowMs: nowMs() })
    if (work !== null) broadcast('edits.changed', { imageId: work.parentId })
  }

  async function finishPicture(
    library: LibraryClient,
    work: EditWork,
    picture: EditedPicture,
  ): Promise<Failure | null> {
    const measured = await measureOnce(library, work, picture.id)
    if (measured !== null) return measured
    const composited = await compositeOnce(library, work, picture)
    if (!composited.ok) return composited.failure
    return composited.value === null ? null : measureOnce(library, work, composited.value)
  }

  async function measureOnce(
    library: LibraryClient,
    { parentId, maskId }: EditWork,
    afterImageId: number,
  ): Promise<PixelFailure | null> {
    const pair = { beforeImageId: parentId, afterImageId, maskId }
    if ((await library.findReport(pair)) !== null) return null
    const measured = await measurePair(library, pool, pair, nowMs())
    return measured.ok ? null : measured.failure
  }

  /** Answers with its id; `null` = there is to be none. */
  async function compositeOnce(
    library: LibraryClient,
    { composite, parentPath }: EditWork,
    { id, path, compositeId }: EditedPicture,
  ): Promise<Result<number | null, Failure>> {
    if (composite === null || compositeId !== null) return ok(compositeId)
    const original = await readOriginal(parentPath)
    if (!original.ok) return original
    const changed = await readOriginal(path)
    if (!changed.ok) return changed
    const made = await pool.composite({ original: original.value, changed: changed.value, ...composite })
    if (!made.ok) return made
    const saved = await library.saveComposite({ rawImageId: id, png: Uint8Array.from(made.value), nowMs: nowMs() })
    broadcast('images.changed', {})
    return ok(saved)
  }

  const go = (): Promise<void> => {
    const gone = last.then(() =>
      whenOpen(async (library) => {
        await finishAll(library)
        return ok({})
      }),
    )
    const told = gone.then(
      (result) => {
        if (!result.ok) broadcast('library.refused', { failure: result.failure })
      },
      (cause: unknown) => {
        logDefect('finishing edits', cause)
      },
    )
    last = told
    return told
  }

  return {
    onEnd: ({ status }) => {
      if (status === 'succeeded' && !stopping.aborted) void go()
    },
    takeUp: go,
    stop: async () => {
      await last
    },
  }
}
