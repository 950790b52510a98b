import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readers } from '#main/providers/readers.ts'
import type { Draft } from '#shared/generation.ts'
import { clientOf } from '#test/support/client-of.ts'
import type { Behaviour } from '#test/support/fake-openai/behaviour.ts'
import { type FakeOpenAi, startFakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { openTestQueue, testConnection } from '#test/support/open-test-queue.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { redraw } from '../../image-pool/redraw.ts'
import { createOpenAiResponsesProvider } from './create-openai-responses-provider.ts'

let fake: FakeOpenAi
let temporary: Awaited<ReturnType<typeof temporaryFolder>>
/** What is open during a test, to be closed after it. */
const opened: AsyncDisposable[] = []
beforeEach(async () => {
  fake = await startFakeOpenAi()
  temporary = await temporaryFolder()
})
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one[Symbol.asyncDispose]()
  await fake.close()
  await temporary[Symbol.asyncDispose]()
})

const draft: Draft = {
  connectionId: 'c1',
  model: 'gpt-6-luna',
  typedPrompt: 'a fox',
  params: { size: '1024x1024', n: 1, imageModel: 'gpt-image-2' },
}
const posted = () => fake.requests.filter(({ method, path }) => method === 'POST' && path === '/v1/responses').length
const polled = () => fake.requests.filter(({ method, path }) => method === 'GET' && path.includes('/responses/')).length

/** A studio without its window: library, queue and the real provider, in front of the fake. */
async function openStudio(name: string, readKey: () => string | null = () => fake.apiKey) {
  const folder = join(temporary.path, name)
  const library = await openTestLibrary({ folder, world: { readers } })
  let now = 2000
  let previewCount = 0
  const connection = { ...testConnection, providers: ['openai-responses'], baseUrl: fake.baseUrl } as const
  const queue = openTestQueue({
    provider: createOpenAiResponsesProvider({ fetch, redraw, pollEveryMs: 10 }),
    connections: [connection],
    readKey,
    nowMs: () => now,
    broadcast: (name) => {
      if (name === 'generation.previewed') previewCount += 1
    },
  })
  const client = clientOf(library)
  opened.push({
    async [Symbol.asyncDispose]() {
      await queue.stop()
      await library[Symbol.asyncDispose]()
    },
  })
  return {
    folder,
    library,
    queue,
    previewCount: () => previewCount,
    start: async (changed: Partial<Draft['params']> = {}) => {
      const params = { ...draft.params, ...changed }
      const begun = await queue.add(client, { draft: { ...draft, params }, provider: 'openai-responses', connection })
      if (!begun.ok) throw new Error(begun.failure.kind)
      return begun.value.id
    },
    takeUp: () => queue.takeUp(client, { isHeld: true }),
    later: (ms: number) => {
      now += ms
      queue.setHeld(false)
    },
  }
}
type Studio = Awaited<ReturnType<typeof openStudio>>

/** What a studio that was killed leaves behind: its folder, byte for byte, at this moment. */
async function kill({ folder }: Studio): Promise<string> {
  await cp(folder, `${folder}-killed`, { recursive: true })
  return folder.slice(temporary.path.length + 1).concat('-killed')
}

const generationIn = ({ operations }: TestLibrary, id: number) => operations.getGeneration({ id })
const settled = (library: TestLibrary, id: number) =>
  vi.waitFor(
    () => {
      const generation = generationIn(library, id)
      if (generation === null || !('responseId' in generation)) throw new Error('It has no end yet')
      return generation
    },
    { timeout: 20_000 },
  )

/** An answer that is being made until it is let go. */
function heldAnswer(): { readonly behaviour: Behaviour; readonly go: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { behaviour: { kind: 'held', go: promise }, go: resolve }
}

describe('an answer that is still being made when the studio ends', () => {
  it.each([
    ['while it is asked for', 0],
    ['while its previews stream in', 2],
  ])('%s is fetched by the next one, and nothing is sent twice', async (_, partialImages) => {
    const answer = heldAnswer()
    fake.setBehaviour(partialImages > 0 ? { kind: 'cut', share: 0.4, ending: 'hang' } : answer.behaviour)
    const first = await openStudio('library')
    const id = await first.start(partialImages > 0 ? { partialImages } : {})
    await vi.waitFor(() => expect(partialImages > 0 ? first.previewCount() : polled()).toBeGreaterThan(0), 20_000)

    const second = await openStudio(await kill(first))
    expect(generationIn(second.library, id)?.status).toBe(partialImages > 0 ? 'streaming' : 'sent')
    expect(second.library.operations.status({}).recovered).toEqual({ succeeded: 0, failed: 0, maybeBilled: 0 })
    await second.takeUp()
    answer.go()

    expect(await settled(second.library, id)).toMatchObject({
      status: 'succeeded',
      responseId: 'resp_1',
      images: [{ revisedPrompt: 'A detailed picture: a fox, in soft evening light.' }],
    })
    expect(posted()).toBe(1)
  })

  it('is left as it is when the studio is closed properly, and fetched by the next one', async () => {
    const answer = heldAnswer()
    fake.setBehaviour(answer.behaviour)
    const first = await openStudio('library')
    const id = await first.start()
    await vi.waitFor(() => expect(polled()).toBeGreaterThan(0))
    for (const one of opened.splice(0)) await one[Symbol.asyncDispose]()

    answer.go()
    const second = await openStudio('library')
    await second.takeUp()
    expect(await settled(second.library, id)).toMatchObject({ status: 'succeeded' })
    expect([posted(), fake.requests.some(({ path }) => path.endsWith('/cancel'))]).toEqual([1, false])
  })

  it('waits for a key that this run has not been given yet', async () => {
    const answer = heldAnswer()
    fake.setBehaviour(answer.behaviour)
    const first = await openStudio('library')
    const id = await first.start()
    await vi.waitFor(() => expect(polled()).toBeGreaterThan(0))
    const killed = await kill(first)
    answer.go()

    let key: string | null = null
    let readCount = 0
    const second = await openStudio(killed, () => {
      readCount += 1
      return key
    })
    await second.takeUp()
    await vi.waitFor(() => expect(readCount).toBe(1))
    await vi.waitFor(() => expect(second.queue.state().lanes[0]?.waitingCount).toBe(1))
    expect(generationIn(second.library, id)?.status).toBe('sent')
    key = fake.apiKey
    second.later(60_000)
    expect(await settled(second.library, id)).toMatchObject({ status: 'succeeded' })
    expect(posted()).toBe(1)
  })

  it('that is gone by then is maybe billed, and is not asked for again', async () => {
    fake.setBehaviour({ kind: 'held', go: new Promise(() => undefined) })
    const first = await openStudio('library')
    const id = await first.start()
    await vi.waitFor(() => expect(polled()).toBeGreaterThan(0))
    const killed = await kill(first)

    const other = await startFakeOpenAi()
    await fake.close()
    fake = other
    const second = await openStudio(killed)
    await second.takeUp()
    expect(await settled(second.library, id)).toMatchObject({
      status: 'maybe-billed',
      responseId: 'resp_1',
      failure: { kind: 'incomplete' },
    })
    expect(posted()).toBe(0)
  })
})

describe('an answer nobody waits for any more', () => {
  it('is given up with the provider, and may be billed', async () => {
    fake.setBehaviour({ kind: 'held', go: new Promise(() => undefined) })
    const studio = await openStudio('library')
    const id = await studio.start()
    await vi.waitFor(() => expect(polled()).toBeGreaterThan(0))

    expect(await studio.queue.cancel(id)).toBe(true)
    expect(await settled(studio.library, id)).toMatchObject({ status: 'maybe-billed', failure: { kind: 'cancelled' } })
    expect(fake.requests.filter(({ path }) => path === '/v1/responses/resp_1/cancel')).toHaveLength(1)
  })
})

describe('what each model cost', () => {
  it('is unknown as soon as one of them did not say', async () => {
    fake.setBehaviour({ kind: 'response' }, { kind: 'response', hasImageUsage: false })
    const studio = await openStudio('library')
    const known = await settled(studio.library, await studio.start())
    const unknown = await settled(studio.library, await studio.start())
    // The test's own price: 40 micro-dollars a token of output, of both models.
    expect([known, unknown].map(({ cost, usage }) => [cost?.microUsd ?? null, usage?.outputTokens])).toEqual([
      [(60 + 1767) * 40, 60 + 1767],
      [null, 60],
    ])
  })
})
