import type { Broadcast } from '../ipc/broadcast.ts'
import { isFolderGone, type LibraryProblem } from './library-problem.ts'

/**
 * Tells the page when the library as a whole has changed: damage came to light, the folder went away or is back. Called
 * with every problem that a call meets.
 */
export function createProblemWatch(options: {
  readonly folder: string
  readonly broadcast: Broadcast
  /** For a folder that went away. */
  readonly lookEveryMs?: number
}): { readonly see: (problem: LibraryProblem) => void; readonly stop: () => void } {
  const { folder, broadcast, lookEveryMs = 2000 } = options
  let isDamageTold = false
  let looking: NodeJS.Timeout | null = null
  const stop = (): void => {
    if (looking !== null) clearInterval(looking)
    looking = null
  }
  const look = (): void => {
    if (isFolderGone(folder)) return
    stop()
    broadcast('library.changed', {})
  }
  return {
    see: ({ kind }) => {
      if (kind === 'library-damaged' && !isDamageTold) {
        isDamageTold = true
        broadcast('library.changed', {})
      }
      if (kind === 'library-missing' && looking === null) {
        looking = setInterval(look, lookEveryMs).unref()
        broadcast('library.changed', {})
      }
    },
    stop,
  }
}
