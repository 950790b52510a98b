import { type DrawingChange, type DrawingHistory, emptyHistory } from '#shared/masks/mask-history.ts'

interface Kept<Part> {
  readonly add: (position: number, change: DrawingChange<Part>) => Promise<unknown>
  readonly moveTo: (position: number) => Promise<unknown>
}

/** What is written for one picture, one after another, also for an editor that is gone. */
const lineByImage = new Map<number, Promise<unknown>>()

/** Does it when all that was asked for before about this picture is done, well or not. */
export function inLine<Value>(imageId: number, work: () => Promise<Value>): Promise<Value> {
  const before = lineByImage.get(imageId) ?? Promise.resolve()
  const done = before.then(work, work)
  const settled = done.then(
    () => undefined,
    () => undefined,
  )
  lineByImage.set(imageId, settled)
  void settled.then(() => lineByImage.get(imageId) === settled && lineByImage.delete(imageId))
  return done
}

export interface DrawingWriter<Part> {
  /** What is stored already, as it was read. */
  readonly begin: (history: DrawingHistory<Part>) => void
  /** Brings what is stored to this history. What failed before is tried again with it. */
  readonly keep: (history: DrawingHistory<Part>) => void
}

/**
 * Writes only what differs from what is stored, so that after a failure nothing is missing and nothing is there twice.
 * `onFailure` is called once for failures that follow on each other.
 */
export function createDrawingWriter<Part>(
  imageId: number,
  kept: Kept<Part>,
  onFailure: (problem: unknown) => void,
): DrawingWriter<Part> {
  let stored: DrawingHistory<Part> = emptyHistory
  let wanted: DrawingHistory<Part> = emptyHistory
  let hasFailed = false

  async function write(): Promise<void> {
    const target = wanted
    let common = 0
    while (common < target.changes.length && stored.changes[common] === target.changes[common]) common += 1
    for (let position = common; position < target.changes.length; position += 1) {
      const change = target.changes[position]
      if (change === undefined) break
      await kept.add(position, change)
      stored = { changes: target.changes.slice(0, position + 1), position: position + 1 }
    }
    if (stored.position === target.position) return
    await kept.moveTo(target.position)
    stored = { ...stored, position: target.position }
  }

  return {
    begin: (history) => {
      stored = history
      wanted = history
    },
    keep: (history) => {
      wanted = history
      inLine(imageId, write).then(
        () => {
          hasFailed = false
        },
        (problem: unknown) => {
          if (!hasFailed) onFailure(problem)
          hasFailed = true
        },
      )
    },
  }
}
