import type { Broadcast } from '../ipc/broadcast.ts'
import type { LibraryClient } from './library-client.ts'
import type { OpenedLibrary } from './when-open.ts'

/** What is done for an open library while nobody waits for it. */
export interface LibraryCare {
  /** Resolves when what is going on has ended; nothing new begins. */
  readonly stop: () => Promise<void>
}

/** Not while the first pictures are on their way to the screen. */
const firstAfterMs = 8000
const everyMs = 60 * 60 * 1000

export function startLibraryCare(options: {
  readonly opened: Promise<OpenedLibrary>
  readonly broadcast: Broadcast
  readonly logDefect: (where: string, cause: unknown) => unknown
}): LibraryCare {
  const { opened, broadcast, logDefect } = options
  const stop = new AbortController()
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = Promise.resolve()

  const later = (ms: number, isFirst: boolean): void => {
    if (stop.signal.aborted) return
    timer = setTimeout(() => {
      running = opened
        .then((library) =>
          library.ok ? careFor(library.value, { isFirst, broadcast, signal: stop.signal }) : undefined,
        )
        .catch((cause: unknown) => void logDefect('library care', cause))
        .finally(() => later(everyMs, false))
    }, ms).unref()
  }
  later(firstAfterMs, true)
  return {
    stop: async () => {
      stop.abort()
      if (timer !== null) clearTimeout(timer)
      await running
    },
  }
}

/** One round: room in reserve, a check when one is due, loose ends of the last run, a backup when one is due. */
export async function careFor(
  library: LibraryClient,
  {
    isFirst,
    broadcast,
    signal,
  }: { readonly isFirst: boolean; readonly broadcast: Broadcast; readonly signal?: AbortSignal },
): Promise<void> {
  const isOver = (): boolean => signal?.aborted === true
  await library.keepBallast({})
  if (isOver()) return
  if (await library.isCheckDue({})) {
    const problems = await library.reader.databaseProblems({})
    await library.noteCheck({ problems })
    if (problems.length > 0) broadcast('library.changed', {})
  }
  if (isFirst) await library.finishChanges({})
  if (isOver()) return
  if (isFirst && (await library.sweepOrphans({})).adoptedCount > 0) broadcast('images.changed', {})
  if (isOver()) return
  const path = await library.copyForBackup({})
  if (path === null) return
  const problems = await library.reader.problemsOfFile({ path })
  await library.keepBackup({ path, problems })
  if (problems.length > 0) broadcast('library.changed', {})
}
