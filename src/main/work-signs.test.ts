import { describe, expect, it } from 'vitest'
import type { Generation } from '#shared/generation.ts'
import type { QueueState } from '#shared/queue.ts'
import { sampleFailed, sampleSucceeded } from '#test/support/sample-records.ts'
import { wordsIn } from './words.ts'
import { createWorkSigns } from './work-signs.ts'

const left = (count: number): QueueState => ({
  isHeld: false,
  lanes: [
    {
      connectionId: 'sketch',
      connectionLabel: 'Sketch',
      runningCount: Math.min(count, 3),
      waitingCount: Math.max(0, count - 3),
      maxConcurrent: 3,
      restsUntilMs: null,
      isParked: false,
    },
  ],
})

function open() {
  const world = { isInFront: false, nowMs: 0 }
  const notices: unknown[] = []
  const progress: unknown[] = []
  const signs = createWorkSigns({
    isInFront: () => world.isInFront,
    notify: (notice) => notices.push(notice),
    showProgress: (done) => progress.push(done),
    nowMs: () => world.nowMs,
    words: () => wordsIn('en'),
  })
  const end = (generation: Generation, count: number): void => {
    signs.onEnd(generation, left(count))
    signs.onChange(left(count))
  }
  return { world, notices, progress, end, signs }
}
const made = sampleSucceeded({ typedPrompt: 'a red\n fox' })

describe('a notice', () => {
  it('says which picture is done', () => {
    const { notices, end } = open()
    end(made, 0)
    expect(notices).toEqual([{ title: 'The picture is done', body: 'a red fox' }])
  })

  it('says that none came of it', () => {
    const { notices, end } = open()
    end(sampleFailed({ typedPrompt: 'a fox' }), 0)
    expect(notices).toEqual([{ title: 'No picture was made', body: 'a fox' }])
  })

  it('is not needed by who looks on, nor by who cancelled', () => {
    const { world, notices, end } = open()
    world.isInFront = true
    end(made, 0)
    world.isInFront = false
    end(sampleFailed({ status: 'cancelled', failure: { kind: 'cancelled' } }), 0)
    expect(notices).toEqual([])
  })

  it('comes for the first of many, then at most once a minute, and for the last, with none left out', () => {
    const { world, notices, end } = open()
    for (let count = 99; count >= 0; count -= 1) {
      world.nowMs += 1000
      end(count === 50 ? sampleFailed() : made, count)
    }
    expect(notices).toEqual([
      { title: 'The picture is done', body: 'a red fox' },
      { title: 'Finished: 59', body: 'Without a picture: 1' },
      { title: 'Finished: 39', body: '' },
    ])
  })
})

describe('progress', () => {
  it('goes from unknown to nearly all, ends with the queue and begins anew', () => {
    const { progress, end, signs } = open()
    signs.onChange(left(4))
    for (const count of [3, 2, 1, 0]) end(made, count)
    signs.onChange(left(2))
    expect(progress).toEqual(['unknown', 0.25, 0.5, 0.75, null, 'unknown'])
  })
})
