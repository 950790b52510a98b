import { describe, expect, it, vi } from 'vitest'
import type { QueueState } from '#shared/queue.ts'
import { createQuitting, quitQuestion } from './quitting.ts'
import { wordsIn } from './words.ts'

const words = wordsIn('en')
const queue = (runningCount: number, waitingCount: number, changes: Partial<QueueState> = {}): QueueState => ({
  isHeld: false,
  lanes: [
    {
      connectionId: 'openai',
      connectionLabel: 'OpenAI',
      runningCount,
      waitingCount,
      maxConcurrent: 3,
      restsUntilMs: null,
      isParked: false,
    },
  ],
  ...changes,
})

describe('the question before quitting', () => {
  it.each([
    ['nothing is under way', queue(0, 0)],
    ['what waits is held by the person', queue(0, 5, { isHeld: true })],
  ])('is not asked when %s', (_name, state) => {
    expect(quitQuestion(state, words)).toBeNull()
  })

  it('says what is cut off, what may cost, and what stays', () => {
    expect(quitQuestion(queue(2, 5), words)?.detail).toBe(
      `${'Being made now: 2. That is cut off.'} ${words.quitMayCost} ${'Waiting: 5. That stays in the queue.'}`,
    )
  })

  it('does not speak of money where only sketches are out', () => {
    const [lane] = queue(1, 0).lanes
    if (lane === undefined) throw new Error('no lane')
    const sketches = queue(1, 0, { lanes: [{ ...lane, connectionId: 'sketch' }] })
    expect(quitQuestion(sketches, words)?.detail).not.toContain('billed')
  })
})

describe('quitting', () => {
  function open(state: QueueState | null = queue(1, 0)) {
    const quit = vi.fn()
    const answers: ((isMeant: boolean) => void)[] = []
    const signals: AbortSignal[] = []
    const quitting = createQuitting({
      work: () => state,
      words: () => words,
      ask: (_question, signal) => {
        signals.push(signal)
        return new Promise((resolve) => answers.push(resolve))
      },
      quit,
    })
    return { quitting, quit, answers, signals }
  }

  it('asks once, however often the person presses, and ends on their yes alone', async () => {
    const { quitting, quit, answers } = open()
    expect([quitting.mayClose(), quitting.mayClose()]).toEqual([false, false])
    quitting.request()
    expect(answers).toHaveLength(1)
    answers[0]?.(false)
    await Promise.resolve()
    expect(quit).not.toHaveBeenCalled()

    expect(quitting.mayClose()).toBe(false)
    answers[1]?.(true)
    await vi.waitFor(() => expect(quit).toHaveBeenCalledTimes(1))
  })

  it.each([null, queue(0, 0)])('asks nothing when nothing is under way', (state) => {
    const { quitting, quit, answers } = open(state)
    expect(quitting.mayClose()).toBe(true)
    quitting.request()
    expect([quit.mock.calls.length, answers.length]).toEqual([1, 0])
  })

  it('from outside asks nothing, and takes an open question back', () => {
    const { quitting, signals } = open()
    quitting.mayClose()
    quitting.begin()
    expect([signals[0]?.aborted, quitting.mayClose()]).toEqual([true, true])
  })
})
