import { describe, expect, it } from 'vitest'
import type { EventName, EventPayload } from '#shared/contract.ts'
import type { Generation } from '#shared/generation.ts'
import { isOut } from '#shared/generation-status.ts'
import { ok } from '#shared/result.ts'
import { clientOf } from '#test/support/client-of.ts'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { openTestQueue, testConnection } from '#test/support/open-test-queue.ts'
import { scriptAnswer, scriptedHead } from '#test/support/scripted-answer.ts'
import { type LibraryClient, LibraryProblemError } from '../library/library-client.ts'
import type { Provider, ProviderEvent, ProviderRequest } from '../providers/provider.ts'

const connection = testConnection
const draft = {
  connectionId: 'c1',
  model: 'gpt-image-2',
  typedPrompt: '달밤의 여우',
  params: { size: '1024x1024', n: 1 },
}

interface Script {
  readonly body: (signal: AbortSignal) => AsyncIterable<Uint8Array>
}

const whole = (events: readonly ProviderEvent[]): Script => ({
  body: async function* () {
    yield scriptAnswer(events)
  },
})
/** Says this much and then nothing, until it is given up. */
const stalled = (events: readonly ProviderEvent[]): Script => ({
  body: async function* (signal) {
    yield scriptAnswer(events)
    signal.throwIfAborted()
    await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
  },
})

function openRunner(library: TestLibrary, script: Script, client: LibraryClient = clientOf(library)) {
  const requests: ProviderRequest[] = []
  const events: { readonly name: EventName; readonly payload: EventPayload<EventName> }[] = []
  const defects: unknown[] = []
  let wake: () => void = () => undefined
  const provider: Provider = {
    id: 'openai-images',
    send: async (request, signal) => {
      requests.push(request)
      return ok({ head: scriptedHead, body: script.body(signal) })
    },
  }
  const queue = openTestQueue({
    provider,
    broadcast: (name, payload) => {
      events.push({ name, payload })
      wake()
    },
    fetchImage: async () => ok(makePng({ width: 64, height: 64 })),
    logDefect: (where, cause) => `${where} ${defects.push(cause)}`,
  })
  /** Resolves once an event like this was announced. */
  const announced = async (isIt: (event: (typeof events)[number]) => boolean): Promise<void> => {
    while (!events.some(isIt))
      await new Promise<void>((resolve) => {
        wake = resolve
      })
  }
  const settled = (): Promise<void> =>
    announced(
      ({ name, payload }) => name === 'generation.changed' && 'generation' in payload && !isOut(payload.generation),
    )
  const start = async (): Promise<Generation> => {
    const started = await queue.add(client, { draft, provider: 'openai-images', connection })
    if (!started.ok) throw new Error(started.failure.kind)
    return started.value
  }
  return { queue, start, requests, events, defects, announced, settled }
}

describe('a generation', () => {
  it('is a committed row before its request leaves, and succeeds with its picture', async () => {
    await using library = await openTestLibrary()
    let statusWhenSent: string | undefined
    const { start, settled, requests } = openRunner(library, {
      body: async function* () {
        statusWhenSent = library.operations.recentGenerations({ limit: 1 })[0]?.status
        yield scriptAnswer([image(makePng({ width: 64, height: 64 })), done])
      },
    })

    const { id } = await start()
    await settled()

    expect(statusWhenSent).toBe('sent')
    expect(requests.map(({ sentPrompt, endpoint }) => ({ sentPrompt, endpoint }))).toEqual([
      {
        sentPrompt: '달밤의 여우',
        endpoint: { baseUrl: 'https://api.openai.com/v1', apiKey: 'sk-1', profile: 'openai' },
      },
    ])
    expect(library.operations.getGeneration({ id })).toMatchObject({
      status: 'succeeded',
      typedPrompt: '달밤의 여우',
      images: [{ width: 64, height: 64 }],
    })
  })

  it('announces each preview with its address', async () => {
    await using library = await openTestLibrary()
    const partial = { kind: 'partial', position: 0, index: 0, bytes: makePng({ width: 8, height: 8 }) } as const
    const { start, settled, events } = openRunner(
      library,
      whole([partial, image(makePng({ width: 64, height: 64 })), done]),
    )

    const { id } = await start()
    await settled()

    expect(events.filter(({ name }) => name === 'generation.previewed').map(({ payload }) => payload)).toEqual([
      { id, position: 0, index: 0, url: `/preview/${id}-0-0` },
    ])
  })

  it('that is cancelled half way may have been billed, and is not sent again', async () => {
    await using library = await openTestLibrary()
    const { queue, start, settled, announced, requests } = openRunner(
      library,
      stalled([{ kind: 'partial', position: 0, index: 0, bytes: makePng({ width: 8, height: 8 }) }]),
    )

    const { id } = await start()
    await announced(({ name }) => name === 'generation.previewed')
    expect(await queue.cancel(id)).toBe(true)
    await settled()

    expect(library.operations.getGeneration({ id })).toMatchObject({
      status: 'maybe-billed',
      failure: { kind: 'cancelled' },
    })
    expect(requests).toHaveLength(1)
    expect(await queue.cancel(id)).toBe(false)
  })

  it('that is out when the studio closes is told as interrupted', async () => {
    await using library = await openTestLibrary()
    const { queue, start, announced } = openRunner(
      library,
      stalled([{ kind: 'partial', position: 0, index: 0, bytes: makePng({ width: 8, height: 8 }) }]),
    )

    const { id } = await start()
    await announced(({ name }) => name === 'generation.previewed')
    await queue.stop()

    expect(library.operations.getGeneration({ id })).toMatchObject({
      status: 'maybe-billed',
      failure: { kind: 'interrupted' },
    })
  })

  it('fetches pictures that lie elsewhere', async () => {
    await using library = await openTestLibrary()
    const link = { kind: 'link', position: 0, url: 'https://cdn.example/1.png', revisedPrompt: null } as const
    const { start, settled } = openRunner(library, whole([link, done]))

    const { id } = await start()
    await settled()

    expect(library.operations.getGeneration({ id })).toMatchObject({ status: 'succeeded', images: [{ width: 64 }] })
  })

  it('that arrives while the disk is full is held, goes on arriving, and is saved whole when there is room', async () => {
    await using library = await openTestLibrary()
    const full = new LibraryProblemError({ kind: 'disk-full' })
    let refusals = 3
    const whenThereIsRoom = <Value>(act: () => Value): Promise<Value> => {
      refusals -= 1
      return refusals >= 0 ? Promise.reject(full) : Promise.resolve(act())
    }
    const client: LibraryClient = {
      ...clientOf(library),
      openSpool: (opening) => whenThereIsRoom(() => library.operations.openSpool(opening)),
      appendSpool: (chunk) => whenThereIsRoom(() => library.operations.appendSpool(chunk)),
    }
    const answer = scriptAnswer([image(makePng({ dataBytes: 5000 })), done])
    const inPieces: Script = {
      body: async function* () {
        for (let start = 0; start < answer.byteLength; start += 1000) yield answer.slice(start, start + 1000)
      },
    }
    const { start, settled, events } = openRunner(library, inPieces, client)

    const { id } = await start()
    await settled()

    expect(events.filter(({ name }) => name === 'library.refused')).toHaveLength(3)
    expect(library.operations.getGeneration({ id })).toMatchObject({ status: 'succeeded', images: [{ position: 0 }] })
  })

  it('waits in the spool while the disk is full, says so, and is saved when there is room', async () => {
    await using library = await openTestLibrary()
    let refusals = 2
    const client: LibraryClient = {
      ...clientOf(library),
      settleGeneration: async (settling) => {
        refusals -= 1
        if (refusals >= 0) throw new LibraryProblemError({ kind: 'disk-full' })
        return library.operations.settleGeneration(settling)
      },
    }
    const { start, settled, events, requests } = openRunner(
      library,
      whole([image(makePng({ width: 64, height: 64 })), done]),
      client,
    )

    const { id } = await start()
    await settled()

    expect(events.filter(({ name }) => name === 'library.refused').map(({ payload }) => payload)).toEqual([
      { failure: { kind: 'disk-full' } },
      { failure: { kind: 'disk-full' } },
    ])
    expect(library.operations.getGeneration({ id })).toMatchObject({ status: 'succeeded' })
    expect(requests).toHaveLength(1)
  })

  it('whose answer the full disk does not take is left as it is when the studio closes, which is no defect', async () => {
    await using library = await openTestLibrary()
    const client: LibraryClient = {
      ...clientOf(library),
      settleGeneration: () => Promise.reject(new LibraryProblemError({ kind: 'disk-full' })),
    }
    const picture = makePng({ width: 64, height: 64 })
    const { queue, start, announced, defects } = openRunner(library, whole([image(picture), done]), client)

    const { id } = await start()
    await announced(({ name }) => name === 'library.refused')
    await queue.stop()

    expect(library.operations.getGeneration({ id })).toMatchObject({ status: 'streaming' })
    expect(await library.operations.settleGeneration({ id, nowMs: 9000, durationMs: null })).toMatchObject({
      generation: { status: 'succeeded' },
    })
    expect(defects).toEqual([])
  })
})
