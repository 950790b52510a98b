import type { QueueState } from '#shared/queue.ts'
import type { Words } from './words.ts'

export interface QuitQuestion {
  readonly message: string
  readonly detail: string
}

export interface Quitting {
  /** The person wants to end the studio: asks first when something is in flight. */
  readonly request: () => void
  /** Whether a window may close now. If not, the person is asked, and the studio ends on their word. */
  readonly mayClose: () => boolean
  /** The studio ends, whoever said so: from here on nothing is asked, and an open question is taken back. */
  readonly begin: () => void
}

/**
 * Asks before work in flight is cut off, but only the person at the window: who ends the studio from outside (a signal,
 * the system shutting down) is not kept waiting for an answer.
 */
export function createQuitting(options: {
  /** `null` = nothing can be under way yet. */
  readonly work: () => QueueState | null
  readonly words: () => Words
  /** Resolves with the person's answer; with `false` when `signal` takes the question back. */
  readonly ask: (question: QuitQuestion, signal: AbortSignal) => Promise<boolean>
  readonly quit: () => void
}): Quitting {
  const { work, words, ask, quit } = options
  const ending = new AbortController()
  let isAsking = false

  const question = (): QuitQuestion | null => {
    const state = work()
    return state === null ? null : quitQuestion(state, words())
  }
  async function askFirst(asked: QuitQuestion): Promise<void> {
    if (isAsking) return
    isAsking = true
    const isMeant = await ask(asked, ending.signal)
    isAsking = false
    if (isMeant) quit()
  }
  /** `true`: nothing stands against it. */
  const isFree = (): boolean => {
    const asked = ending.signal.aborted ? null : question()
    if (asked !== null) void askFirst(asked)
    return asked === null
  }
  return {
    request: () => {
      if (isFree()) quit()
    },
    mayClose: isFree,
    begin: () => ending.abort(),
  }
}

/** `null` = nothing would be cut off. What the person holds back themselves waits just as well until the next start. */
export function quitQuestion({ isHeld, lanes }: QueueState, words: Words): QuitQuestion | null {
  const running = lanes.reduce((sum, { runningCount }) => sum + runningCount, 0)
  const waiting = lanes.reduce((sum, { waitingCount }) => sum + waitingCount, 0)
  if (running === 0 && (waiting === 0 || isHeld)) return null
  const mayCost = lanes.some(({ connectionId, runningCount }) => connectionId !== 'sketch' && runningCount > 0)
  return {
    message: words.quitQuestion,
    detail: [
      ...(running === 0 ? [] : [words.quitRunning.replace('{count}', String(running))]),
      ...(mayCost ? [words.quitMayCost] : []),
      ...(waiting === 0 ? [] : [words.quitWaiting.replace('{count}', String(waiting))]),
    ].join(' '),
  }
}
