import { afterEach, describe, expect, it } from 'vitest'
import type { Failure } from '#shared/failure.ts'
import type { Generation } from '#shared/generation.ts'
import { isOut } from '#shared/generation-status.ts'
import { ok } from '#shared/result.ts'
import { clientOf } from '#test/support/client-of.ts'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { openTestQueue, testConnection } from '#test/support/open-test-queue.ts'
import { scriptAnswer, scriptedHead } from '#test/support/scripted-answer.ts'
import type { Endpointed } from '../connections/connection-store.ts'
import { type LibraryClient, LibraryProblemError } from '../library/library-client.ts'
import type { Provider, SendResult } from '../providers/provider.ts'
import type { GenerationQueue } from './queue.ts'

const picture = makePng({ width: 8, height: 8 })
const answered = (limits?: { readonly remaining: number; readonly resetsInMs: number }): SendResult =>
  ok({
    head: scriptedHead,
    limits,
    body: (async function* () {
      yield scriptAnswer([image(picture), done])
    })(),
  })
const refused = (failure: Failure): SendResult => ({ ok: false, failure })
const quick: Failure = { kind: 'rate-limited', retryAfterMs: 500 }

interface Sent {
  readonly prompt: string
  readonly isResumed: boolean
  /** Ends this one. */
  readonly answer: (result: SendResult) => void
}

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** A queue over a real library whose provider answers only when told to. */
function openQueue(
  library: TestLibrary,
  options: {
    readonly connections?: readonly Endpointed[]
    readonly canResume?: boolean
    readonly isOnline?: () => boolean
    readonly client?: LibraryClient
    readonly onEnd?: (generation: Generation) => void
  } = {},
) {
  const { client = clientOf(library), canResume = false, connections = [testConnection] } = options
  const sent: Sent[] = []
  const send = (prompt: string, isResumed: boolean, signal: AbortSignal): Promise<SendResult> =>
    new Promise((resolve) => {
      sent.push({ prompt, isResumed, answer: resolve })
      signal.addEventListener('abort', () => resolve(refused({ kind: 'cancelled' })))
    })
  const provider: Provider = {
    id: 'openai-images',
    send: ({ sentPrompt }, signal) => send(sentPrompt, false, signal),
    ...(canResume && { resume: ({ sentPrompt }, _id, signal) => send(sentPrompt, true, signal) }),
  }
  const queue = openTestQueue({
    provider,
    connections,
    nowMs: Date.now,
    ...(options.isOnline && { isOnline: options.isOnline }),
    ...(options.onEnd && { onEnd: options.onEnd }),
  })
  stops.push(queue.stop)
  const add = async (prompt: string, connection = connections[0] ?? testConnection): Promise<number> => {
    const begun = await queue.add(client, {
      draft: {
        connectionId: connection.id,
        model: 'gpt-image-2',
        typedPrompt: prompt,
        params: { size: '1024x1024', n: 1 },
      },
      provider: 'openai-images',
      connection,
    })
    if (!begun.ok) throw new Error(begun.failure.kind)
    return begun.value.id
  }
  return { queue, add, sent, client, prompts: () => sent.map(({ prompt }) => prompt) }
}

const statuses = (library: TestLibrary): readonly string[] =>
  library.library.db
    .prepare<[], { readonly status: string }>('SELECT status FROM generations ORDER BY id')
    .all()
    .map(({ status }) => status)
const attempts = (library: TestLibrary): readonly number[] =>
  library.library.db
    .prepare<[], { readonly attempts: number }>('SELECT attempts FROM generations ORDER BY id')
    .all()
    .map((row) => row.attempts)
const lanesOf = (queue: GenerationQueue) =>
  queue.state().lanes.map(({ waitingCount, runningCount, isParked, restsUntilMs }) => ({
    waitingCount,
    runningCount,
    isParked,
    isResting: restsUntilMs !== null,
  }))
const until = (holds: () => void): Promise<void> => expect.poll(() => attempt(holds), { timeout: 10_000 }).toBe('holds')
const attempt = (holds: () => void): string => {
  try {
    holds()
    return 'holds'
  } catch (cause) {
    return String(cause)
  }
}

describe('the queue', () => {
  it('lets three out at once, the others in their order, and as many more as the connection is set to', async () => {
    await using library = await openTestLibrary()
    let settings = testConnection.settings
    const connection = {
      ...testConnection,
      get settings() {
        return settings
      },
    }
    const { queue, add, sent, prompts } = openQueue(library, { connections: [connection] })
    for (const prompt of ['1', '2', '3', '4', '5', '6', '7']) await add(prompt)
    await until(() => expect(prompts()).toEqual(['1', '2', '3']))
    expect(statuses(library)).toEqual(['sent', 'sent', 'sent', 'queued', 'queued', 'queued', 'queued'])

    sent[1]?.answer(answered())
    await until(() => expect(prompts()).toEqual(['1', '2', '3', '4']))

    settings = { ...settings, maxConcurrent: 5 }
    queue.lookAgain()
    await until(() => expect(prompts()).toEqual(['1', '2', '3', '4', '5', '6']))
    expect(lanesOf(queue)).toEqual([{ waitingCount: 1, runningCount: 5, isParked: false, isResting: false }])
  })

  it('keeps connections apart: one that waits holds up no other', async () => {
    await using library = await openTestLibrary()
    const other = { ...testConnection, id: 'c2', settings: { ...testConnection.settings, maxConcurrent: 1 } }
    const { add, prompts } = openQueue(library, { connections: [testConnection, other] })
    await add('a', other)
    await add('b', other)
    await add('c', testConnection)
    await until(() => expect(prompts()).toEqual(['a', 'c']))
  })

  it('pauses a whole connection on a rate limit, counts down, and goes on by itself', async () => {
    await using library = await openTestLibrary()
    const { queue, add, sent, prompts } = openQueue(library, {
      connections: [{ ...testConnection, settings: { ...testConnection.settings, maxConcurrent: 1 } }],
    })
    await add('limited')
    await add('behind it')
    await until(() => expect(prompts()).toEqual(['limited']))
    const saidAtMs = Date.now()
    sent[0]?.answer(refused(quick))

    await until(() => expect(lanesOf(queue)).toMatchObject([{ waitingCount: 2, runningCount: 0, isResting: true }]))
    expect(queue.state().lanes[0]?.restsUntilMs).toBeGreaterThanOrEqual(saidAtMs + 500)
    expect(prompts()).toEqual(['limited'])
    await until(() => expect(prompts()).toEqual(['limited', 'limited']))
    expect(Date.now() - saidAtMs).toBeGreaterThanOrEqual(500)
    sent[1]?.answer(answered())
    await until(() => expect(prompts()).toEqual(['limited', 'limited', 'behind it']))
    expect(attempts(library)).toEqual([2, 1])
  })

  it('sends what a rate limit turned away twice more, and then leaves it to the person', async () => {
    await using library = await openTestLibrary()
    const { add, sent } = openQueue(library)
    await add('limited')
    for (const count of [1, 2, 3]) {
      await until(() => expect(sent).toHaveLength(count))
      sent.at(-1)?.answer(refused(quick))
    }
    await until(() => expect(statuses(library)).toEqual(['refused']))
    expect(attempts(library)).toEqual([3])
  })

  it('learns from an answer that no more may be asked for now', async () => {
    await using library = await openTestLibrary()
    const { queue, add, sent, prompts } = openQueue(library, {
      connections: [{ ...testConnection, settings: { ...testConnection.settings, maxConcurrent: 1 } }],
    })
    await add('the last for now')
    await add('the next')
    await until(() => expect(sent).toHaveLength(1))
    sent[0]?.answer(answered({ remaining: 0, resetsInMs: 600 }))
    await until(() => expect(lanesOf(queue)).toMatchObject([{ waitingCount: 1, isResting: true }]))
    await until(() => expect(prompts()).toEqual(['the last for now', 'the next']))
  })

  const neverAgain: readonly (readonly [Failure, string])[] = [
    [{ kind: 'timed-out', afterMs: 1 }, 'maybe-billed'],
    [{ kind: 'incomplete' }, 'maybe-billed'],
    [{ kind: 'provider-trouble', httpStatus: 504 }, 'maybe-billed'],
    [{ kind: 'quota' }, 'refused'],
    [{ kind: 'moderation-refused', stage: 'output', categories: [] }, 'refused'],
    [{ kind: 'key-refused' }, 'refused'],
    [{ kind: 'unreachable', host: 'h' }, 'failed'],
  ]
  it.each(neverAgain)('never sends again by itself after %j: it is %s', async (failure, status) => {
    await using library = await openTestLibrary()
    const { queue, add, sent } = openQueue(library)
    await add('once')
    await until(() => expect(sent).toHaveLength(1))
    sent[0]?.answer(refused(failure))
    await until(() => expect(statuses(library)).toEqual([status]))
    await until(() => expect(lanesOf(queue)).toEqual([]))
    expect(attempts(library)).toEqual([1])
  })

  it('waits without a network, does not count what did not get out, and goes on by itself', async () => {
    await using library = await openTestLibrary()
    let isOnline = true
    const { queue, add, sent, prompts } = openQueue(library, { isOnline: () => isOnline })
    await add('cut off')
    await until(() => expect(sent).toHaveLength(1))
    isOnline = false
    sent[0]?.answer(refused({ kind: 'unreachable', host: 'api.openai.com' }))
    await until(() => expect(lanesOf(queue)).toMatchObject([{ waitingCount: 1, runningCount: 0, isParked: true }]))
    await add('while it is away')
    expect([statuses(library), attempts(library)]).toEqual([
      ['queued', 'queued'],
      [0, 0],
    ])

    isOnline = true
    await until(() => expect(prompts()).toEqual(['cut off', 'cut off', 'while it is away']))
  })

  it('asks a server on this computer also without a network, and once only when it does not answer', async () => {
    await using library = await openTestLibrary()
    const { add, sent } = openQueue(library, {
      isOnline: () => false,
      connections: [{ ...testConnection, baseUrl: 'http://127.0.0.1:1234/v1', needsKey: false }],
    })
    await add('local')
    await until(() => expect(sent).toHaveLength(1))
    sent[0]?.answer(refused({ kind: 'unreachable', host: '127.0.0.1' }))
    await until(() => expect(statuses(library)).toEqual(['failed']))
    expect(sent).toHaveLength(1)
  })

  it('sends nothing while it is held; what is out goes on', async () => {
    await using library = await openTestLibrary()
    const { queue, add, sent, prompts } = openQueue(library)
    await add('out already')
    await until(() => expect(sent).toHaveLength(1))
    queue.setHeld(true)
    await add('held')
    sent[0]?.answer(answered())
    await until(() => expect(statuses(library)).toEqual(['succeeded', 'queued']))
    expect([prompts(), queue.state().isHeld]).toEqual([['out already'], true])
    queue.setHeld(false)
    await until(() => expect(prompts()).toEqual(['out already', 'held']))
  })

  it('forgets everything about a generation that has ended', async () => {
    await using library = await openTestLibrary()
    const ends: string[] = []
    const { queue, add, sent } = openQueue(library, { onEnd: ({ status }) => ends.push(status) })
    const id = await add('one')
    await until(() => expect(sent).toHaveLength(1))
    sent[0]?.answer(answered())
    await until(() => expect(ends).toEqual(['succeeded']))
    expect(lanesOf(queue)).toEqual([])
    expect(await queue.cancel(id)).toBe(false)
  })

  it('ends what can no longer be sent with its reason, and goes on', async () => {
    await using library = await openTestLibrary()
    const gone = { ...testConnection, id: 'gone' }
    const { add, prompts } = openQueue(library)
    await add('its connection was removed', gone)
    await add('next')
    await until(() => expect(prompts()).toEqual(['next']))
    await until(() => expect(statuses(library)[0]).toBe('failed'))
  })

  it('tries again later what the library could not be asked for, and loses nothing', async () => {
    await using library = await openTestLibrary()
    const client = clientOf(library)
    let isAway = true
    const { queue, add, sent } = openQueue(library, {
      client: {
        ...client,
        getGeneration: (asked) =>
          isAway
            ? Promise.reject(new LibraryProblemError({ kind: 'library-missing', path: '' }))
            : client.getGeneration(asked),
      },
    })
    await add('one')
    await until(() => expect(lanesOf(queue)).toMatchObject([{ waitingCount: 1, runningCount: 0 }]))
    isAway = false
    expect([sent.length, statuses(library)]).toEqual([0, ['queued']])
  })
})

describe('cancelling', () => {
  it('what waits ends it at once: nothing left, nothing is billed', async () => {
    await using library = await openTestLibrary()
    const { queue, add, prompts } = openQueue(library)
    queue.setHeld(true)
    const id = await add('never mind')
    expect(await queue.cancel(id)).toBe(true)
    expect(statuses(library)).toEqual(['cancelled'])
    queue.setHeld(false)
    await add('next')
    await until(() => expect(prompts()).toEqual(['next']))
  })

  it('what was sent stops it: it may have been billed', async () => {
    await using library = await openTestLibrary()
    const { queue, add, sent } = openQueue(library)
    const id = await add('too late')
    await until(() => expect(sent).toHaveLength(1))
    expect(await queue.cancel(id)).toBe(true)
    await until(() => expect(statuses(library)).toEqual(['maybe-billed']))
  })

  it('just as its turn comes ends it before it leaves', async () => {
    await using library = await openTestLibrary()
    const client = clientOf(library)
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>()
    const { promise: go, resolve: letGo } = Promise.withResolvers<void>()
    const { queue, add, sent } = openQueue(library, {
      client: {
        ...client,
        markSent: async (given) => {
          const problem = await client.markSent(given)
          ask()
          await go
          return problem
        },
      },
    })
    const id = await add('on the threshold')
    await asked
    expect(await queue.cancel(id)).toBe(true)
    letGo()
    await until(() => expect(statuses(library)).toEqual(['cancelled']))
    expect([sent.length, attempts(library)]).toEqual([0, [0]])
  })

  it('just as it is turned away keeps it from leaving once more', async () => {
    await using library = await openTestLibrary()
    const client = clientOf(library)
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>()
    const { promise: go, resolve: letGo } = Promise.withResolvers<void>()
    const { queue, add, sent } = openQueue(library, {
      client: {
        ...client,
        markQueuedAgain: async (given) => {
          await client.markQueuedAgain(given)
          ask()
          await go
        },
      },
    })
    const id = await add('turned away')
    await until(() => expect(sent).toHaveLength(1))
    sent[0]?.answer(refused(quick))
    await asked
    expect(await queue.cancel(id)).toBe(true)
    letGo()
    await until(() => expect(statuses(library)).toEqual(['cancelled']))
    expect(sent).toHaveLength(1)
  })

  it('all that waits, of one connection or of all, leaves what is out alone', async () => {
    await using library = await openTestLibrary()
    const other = { ...testConnection, id: 'c2' }
    const { queue, client, add, sent } = openQueue(library, { connections: [testConnection, other] })
    for (const prompt of ['1', '2', '3', '4', '5']) await add(prompt)
    for (const prompt of ['6', '7', '8', '9']) await add(prompt, other)
    await until(() => expect(sent).toHaveLength(6))

    expect(await queue.cancelWaiting(client, 'c1')).toBe(2)
    expect(statuses(library).map((status) => status === 'cancelled')).toEqual([
      ...[false, false, false, true, true],
      ...[false, false, false, false],
    ])
    expect(await queue.cancelWaiting(client, null)).toBe(1)
    expect(statuses(library).filter((status) => status === 'sent')).toHaveLength(6)
    expect(await queue.cancelWaiting(client, null)).toBe(0)
  })

  it('of all that waits, when it cannot be written, cancels nothing and says so', async () => {
    await using library = await openTestLibrary()
    const client: LibraryClient = {
      ...clientOf(library),
      cancelQueued: () => Promise.reject(new LibraryProblemError({ kind: 'disk-full' })),
    }
    const { queue, add } = openQueue(library, { client })
    queue.setHeld(true)
    await add('1')
    await expect(queue.cancelWaiting(client, null)).rejects.toThrow(LibraryProblemError)
    expect(lanesOf(queue)).toMatchObject([{ waitingCount: 1 }])
    expect(statuses(library)).toEqual(['queued'])
  })
})

describe('after a restart', () => {
  it('what waited is taken up in its order, and what was sent is never sent again', async () => {
    await using library = await openTestLibrary()
    const first = openQueue(library, {
      connections: [{ ...testConnection, settings: { ...testConnection.settings, maxConcurrent: 1 } }],
    })
    for (const prompt of ['out', 'waits', 'waits too']) await first.add(prompt)
    await until(() => expect(first.prompts()).toEqual(['out']))
    await first.queue.stop()
    expect(statuses(library)).toEqual(['maybe-billed', 'queued', 'queued'])

    const second = openQueue(library)
    await second.queue.takeUp(second.client, { isHeld: false })
    await until(() => expect(second.prompts()).toEqual(['waits', 'waits too']))
    for (const { answer } of second.sent) answer(answered())
    await until(() => expect(statuses(library)).toEqual(['maybe-billed', 'succeeded', 'succeeded']))
    expect(attempts(library)).toEqual([1, 1, 1])
  })

  it('what waited waits on until the person lets it go, if that is how it was left', async () => {
    await using library = await openTestLibrary()
    const first = openQueue(library)
    first.queue.setHeld(true)
    await first.add('from yesterday')
    await first.queue.stop()

    const second = openQueue(library)
    await second.queue.takeUp(second.client, { isHeld: true })
    expect([second.queue.state().isHeld, lanesOf(second.queue)]).toMatchObject([true, [{ waitingCount: 1 }]])
    expect(second.sent).toEqual([])
    second.queue.setHeld(false)
    await until(() => expect(second.prompts()).toEqual(['from yesterday']))
  })

  it('an empty queue is not held', async () => {
    await using library = await openTestLibrary()
    const { queue, client } = openQueue(library)
    await queue.takeUp(client, { isHeld: true })
    expect(queue.state()).toEqual({ isHeld: false, lanes: [] })
  })

  it('the answer to what was sent is fetched by its response id, also while nothing may be sent', async () => {
    await using library = await openTestLibrary()
    const generation = await library.begin('background')
    library.operations.keepResponseId({ id: generation.id, responseId: 'resp_1' })
    const { queue, add, client, sent, prompts } = openQueue(library, { canResume: true })
    queue.setHeld(true)
    await add('new')
    await queue.takeUp(client, { isHeld: true })
    await until(() => expect(sent).toMatchObject([{ prompt: 'background', isResumed: true }]))
    expect(await queue.cancelWaiting(client, null)).toBe(1)
    sent[0]?.answer(answered())
    await until(() => expect(statuses(library)).toEqual(['succeeded', 'cancelled']))
    expect([prompts(), attempts(library)[0]]).toEqual([['background'], 1])
  })

  it('two hundred that wait are known by their ids alone, and each is sent once', async () => {
    await using library = await openTestLibrary()
    const first = openQueue(library)
    first.queue.setHeld(true)
    for (let index = 0; index < 200; index += 1) await first.add(`picture ${index}`)
    await first.queue.stop()

    const reads: number[] = []
    const client = clientOf(library)
    const counted: LibraryClient = {
      ...client,
      getGeneration: (asked) => {
        reads.push(asked.id)
        return client.getGeneration(asked)
      },
    }
    const sent: string[] = []
    const queue = openTestQueue({
      provider: {
        id: 'openai-images',
        send: async ({ sentPrompt }) => {
          sent.push(sentPrompt)
          return answered()
        },
      },
      connections: [{ ...testConnection, settings: { ...testConnection.settings, maxConcurrent: 8 } }],
    })
    stops.push(queue.stop)
    await queue.takeUp(counted, { isHeld: false })
    // Of those that wait nothing is read before their turn.
    expect(new Set(reads).size).toBeLessThanOrEqual(8)
    await expect.poll(() => queue.state().lanes, { timeout: 60_000 }).toEqual([])
    expect(sent.length).toBe(200)
    expect(new Set(sent).size).toBe(200)
    expect(new Set(statuses(library))).toEqual(new Set(['succeeded']))
    expect(library.operations.recentGenerations({ limit: 1000 }).some(isOut)).toBe(false)
  }, 120_000)
})
