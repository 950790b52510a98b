import { setTimeout as delay } from 'node:timers/promises'
import { type LibraryClient, LibraryProblemError } from '../library/library-client.ts'
import type { LibraryProblem } from '../library/library-problem.ts'
import type { AnswerHead } from '../providers/provider.ts'
import type { Preview } from './live-readers.ts'

/**
 * The way of an answer into its spool while the disk may be full: what is refused is held in memory, in order, and the
 * answer goes on arriving. It was paid for, and the connection would not wait.
 */
export interface HeldSpool {
  /** Resolves without waiting for a disk that refuses. */
  readonly take: (bytes: Uint8Array) => Promise<void>
  /** Resolves when everything is in the spool; rejects with the reason of `stopping`. */
  readonly finish: (stopping: AbortSignal) => Promise<void>
}

export function openHeldSpool(options: {
  readonly library: Pick<LibraryClient, 'openSpool' | 'appendSpool'>
  readonly id: number
  readonly head: AnswerHead
  /** The first of the answer is on the disk. */
  readonly onOpened: () => void
  readonly onPartials: (partials: readonly Preview[]) => void
  /** Told each time the disk refuses. */
  readonly onRefused: (problem: LibraryProblem) => void
  readonly retryAfterMs: number
}): HeldSpool {
  const { library, id, head, onOpened, onPartials, onRefused, retryAfterMs } = options
  const held: Uint8Array[] = []
  let isOpen = false
  let refusedAt: number | null = null

  /** `false`: the disk refused. */
  async function flush(): Promise<boolean> {
    try {
      if (!isOpen) {
        await library.openSpool({ id, head })
        isOpen = true
        onOpened()
      }
      for (let next = held[0]; next !== undefined; next = held[0]) {
        // A copy, because what is handed over is empty afterwards, taken or not.
        const { partials } = await library.appendSpool({ id, bytes: next.slice() })
        held.shift()
        onPartials(partials)
      }
      return true
    } catch (cause) {
      if (!(cause instanceof LibraryProblemError)) throw cause
      refusedAt = performance.now()
      onRefused(cause.problem)
      return false
    }
  }

  return {
    take: async (bytes) => {
      held.push(bytes)
      if (refusedAt === null || performance.now() - refusedAt >= retryAfterMs) await flush()
    },
    finish: async (stopping) => {
      while (!(await flush())) await delay(retryAfterMs, undefined, { signal: stopping })
    },
  }
}
