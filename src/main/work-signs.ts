import type { Generation } from '#shared/generation.ts'
import type { QueueState } from '#shared/queue.ts'
import type { Words } from './words.ts'

export interface WorkSigns {
  readonly onEnd: (generation: Generation, left: QueueState) => void
  readonly onChange: (state: QueueState) => void
}

/** While one end follows another, a person who is elsewhere is told at most so often, and always of the last. */
const quietMs = 60_000

/** What the system shows of the work while the window is not looked at: progress in the taskbar, and a notice when a job ends. */
export function createWorkSigns(options: {
  readonly isInFront: () => boolean
  readonly notify: (notice: { readonly title: string; readonly body: string }) => void
  /** Between 0 and 1; `unknown` = nothing has ended yet; `null` = nothing is under way. */
  readonly showProgress: (done: number | 'unknown' | null) => void
  readonly nowMs: () => number
  readonly words: () => Words
}): WorkSigns {
  const { isInFront, notify, showProgress, nowMs, words } = options
  let endedSinceIdle = 0
  let untold: readonly Generation[] = []
  let toldAtMs = Number.NEGATIVE_INFINITY

  return {
    onChange: (state) => {
      const left = countOf(state)
      if (left === 0) endedSinceIdle = 0
      // What a person holds does not move, and neither does a bar.
      showProgress(left === 0 ? null : endedSinceIdle === 0 ? 'unknown' : endedSinceIdle / (endedSinceIdle + left))
    },
    onEnd: (generation, left) => {
      endedSinceIdle += 1
      if (isInFront()) {
        untold = []
        return
      }
      // Whoever cancelled knows.
      if (generation.status === 'cancelled') return
      untold = [...untold, generation]
      if (countOf(left) > 0 && nowMs() - toldAtMs < quietMs) return
      notify(describeEnds(untold, words()))
      untold = []
      toldAtMs = nowMs()
    },
  }
}

const countOf = ({ lanes }: QueueState): number =>
  lanes.reduce((sum, { waitingCount, runningCount }) => sum + waitingCount + runningCount, 0)

function describeEnds(ends: readonly Generation[], words: Words): { readonly title: string; readonly body: string } {
  const made = ends.filter(({ status }) => status === 'succeeded').length
  const unmade = ends.length - made
  const [one] = ends
  if (one !== undefined && ends.length === 1)
    return { title: made === 1 ? words.pictureDone : words.noPicture, body: captionOf(one.typedPrompt) }
  return {
    title: words.picturesDone.replace('{count}', String(made)),
    body: unmade === 0 ? '' : words.withoutPicture.replace('{count}', String(unmade)),
  }
}

const captionOf = (prompt: string): string => {
  const line = prompt.replace(/\s+/g, ' ').trim()
  return line.length <= 120 ? line : `${line.slice(0, 120).trimEnd()}…`
}
