import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EventName } from '#shared/contract.ts'
import type { ArmPlan, Experiment, ExperimentPlan } from '#shared/experiment.ts'
import type { Failure } from '#shared/failure.ts'
import { err, ok } from '#shared/result.ts'
import { clientOf, whenOpenOf } from '#test/support/client-of.ts'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { openTestQueue } from '#test/support/open-test-queue.ts'
import { scriptAnswer, scriptedHead } from '#test/support/scripted-answer.ts'
import { openKeyStore } from '../api-keys/key-store.ts'
import { createConnectionStore } from '../connections/connection-store.ts'
import type { GenerationQueue } from '../generations/queue.ts'
import type { Provider } from '../providers/provider.ts'
import type { RewriteRequest, TextProvider, TextResult } from '../providers/text-provider.ts'
import { createExperimentRunner, type ExperimentRunner } from './create-runner.ts'
import { createExperimentHandlers } from './handlers.ts'

let profileFolder: string
const stops: (() => Promise<void>)[] = []
beforeEach(() => {
  profileFolder = mkdtempSync(join(tmpdir(), 'diptych-experiments-'))
})
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  rmSync(profileFolder, { recursive: true })
})

const settings = {
  connectionId: 'openai',
  provider: 'openai-images',
  model: 'gpt-image-2',
  params: { size: '1024x1024', n: 1 },
} as const
const verbatim: ArmPlan = { kind: 'verbatim', label: '', settings }
const augmented: ArmPlan = {
  kind: 'augmented',
  label: '',
  settings: { ...settings, rewriter: { connectionId: 'openai', model: 'gpt-6-luna' } },
}
const plan = (changes: Partial<ExperimentPlan> = {}): ExperimentPlan => ({
  title: 'Does it help?',
  prompts: ['고양이'],
  arms: [verbatim, augmented],
  repeats: 2,
  referenceIds: [],
  ...changes,
})

type Awaitable<Value> = Value | Promise<Value>

interface Opened {
  /** What the provider of pictures says to the n-th request; `null` = a picture. */
  readonly answer?: (count: number) => Failure | null
  readonly rewrite?: (request: RewriteRequest) => Awaitable<TextResult<{ text: string; additions: string[] }>>
  /** Requests are answered only when this resolves. */
  readonly mayAnswer?: () => Promise<void>
}

async function open(library: TestLibrary, opened: Opened = {}) {
  const { answer = () => null, mayAnswer = async () => undefined } = opened
  const nowMs = () => Date.UTC(2026, 10, 20)
  const kept = { profileFolder, nowMs, onDamaged: () => undefined }
  const keys = openKeyStore({
    ...kept,
    environmentKey: 'sk-test-WXYZ',
    encryption: {
      describe: async () => ({ canEncrypt: false, backend: 'basic_text' }),
      encrypt: async () => new Uint8Array(),
      decrypt: async () => null,
    },
  })
  const connections = createConnectionStore({ ...kept, keys, environment: { apiKey: 'sk-test-WXYZ', baseUrl: null } })
  const sent: string[] = []
  const provider: Provider = {
    id: 'openai-images',
    send: async ({ sentPrompt }, signal) => {
      const count = sent.push(sentPrompt)
      const { promise: aborted, resolve: abort } = Promise.withResolvers<void>()
      signal.addEventListener('abort', () => abort())
      await Promise.race([mayAnswer(), aborted])
      if (signal.aborted) return err({ kind: 'cancelled' })
      const failure = answer(count)
      if (failure !== null) return err(failure)
      const body = scriptAnswer([image(makePng({ width: 8, height: 8 })), done])
      return ok({
        head: scriptedHead,
        body: (async function* () {
          yield body
        })(),
      })
    },
  }
  const told = new Set<() => void>()
  const broadcast = (_name: EventName): void => {
    for (const wake of told) wake()
  }
  let runner: ExperimentRunner | null = null
  const openaiConnection = connections.find('openai')
  if (openaiConnection === null) throw new Error('OpenAI is built in')
  const queue: GenerationQueue = openTestQueue({
    provider,
    connections: [openaiConnection],
    broadcast,
    nowMs,
    onEnd: (generation) => runner?.onEnd(generation),
  })
  runner = createExperimentRunner({
    queue,
    connections,
    broadcast,
    nowMs,
    logDefect: (where, cause) => {
      throw new Error(`${where}: ${String(cause)}`)
    },
  })
  const textWork: TextProvider = {
    rewrite: async (request) =>
      (await opened.rewrite?.(request)) ?? {
        ok: true,
        value: { text: `${request.text}, 부드러운 빛`, additions: ['부드러운 빛'] },
        calls: [
          {
            purpose: 'rewrite',
            provider: 'chat-text',
            model: 'gpt-6-luna-2026',
            templateVersion: 'augment-2',
            usage: null,
            rawUsage: { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 },
            requestId: 'req_1',
          },
        ],
      },
    plan: () => Promise.reject(new Error('Nothing is planned')),
    caption: () => Promise.reject(new Error('Nothing is captioned')),
    describeChange: () => Promise.reject(new Error('Nothing is compared')),
    judge: () => Promise.reject(new Error('Nothing is judged')),
  }
  const handlers = createExperimentHandlers({
    whenOpen: whenOpenOf(library),
    runner,
    textWork,
    connections,
    keys,
    broadcast,
    nowMs,
    makeThumbnail: () => Promise.reject(new Error('Nothing is looked at')),
    stopping: new AbortController().signal,
    logDefect: (_where, cause) => String(cause),
  })
  stops.push(queue.stop)
  const read = async (id: number): Promise<Experiment> => {
    const found = await handlers['experiments.get']({ id })
    if (!found.ok) throw new Error(found.failure.kind)
    return found.value
  }
  return {
    handlers,
    queue,
    runner,
    sent,
    read,
    create: async (changes: Partial<ExperimentPlan> = {}): Promise<number> => {
      const created = await handlers['experiments.create'](plan(changes))
      if (!created.ok) throw new Error(JSON.stringify(created.failure))
      return created.value.id
    },
    /** Resolves with the experiment once it is so. */
    until: async (id: number, isSo: (experiment: Experiment) => boolean): Promise<Experiment> => {
      for (;;) {
        const { promise, resolve } = Promise.withResolvers<void>()
        told.add(resolve)
        const experiment = await read(id)
        if (isSo(experiment)) return experiment
        await promise
        told.delete(resolve)
      }
    },
  }
}

const hasEnded = ({ status }: Experiment): boolean => status === 'ended'

test('Words first, then pictures: both arms are run, each sends its own words, and the ledger knows both', async () => {
  await using library = await openTestLibrary()
  const { handlers, create, until, sent } = await open(library)
  const id = await create()
  expect(await handlers['experiments.start']({ id })).toMatchObject({ ok: false, failure: { kind: 'bad-request' } })
  await handlers['experiments.rewrite']({ id, thenStart: false })
  const reviewed = await until(id, ({ rewrites, status }) => rewrites.length === 1 && status === 'draft')
  expect(sent).toEqual([])
  expect(reviewed.rewrites).toMatchObject([
    { outputText: '고양이, 부드러운 빛', additions: ['부드러운 빛'], model: 'gpt-6-luna-2026', isEdited: false },
  ])

  expect(await handlers['experiments.start']({ id })).toEqual({ ok: true, value: {} })
  const { trials, counts } = await until(id, hasEnded)
  expect(counts).toEqual({ wanted: 4, succeeded: 4, failed: 0, out: 0 })
  expect(sent.toSorted()).toEqual(['고양이', '고양이', '고양이, 부드러운 빛', '고양이, 부드러운 빛'])
  expect(trials.map(({ images }) => images.length)).toEqual([1, 1, 1, 1])
  expect(
    library.library.db.prepare('SELECT purpose, experiment_id FROM ledger_entries ORDER BY id').raw().all(),
  ).toEqual([['rewrite', id], ...[1, 2, 3, 4].map(() => ['picture', id])])
})

test('What is free and asked for so goes on by itself once its words are there', async () => {
  await using library = await openTestLibrary()
  const { handlers, create, until, sent } = await open(library)
  const id = await create()
  await handlers['experiments.rewrite']({ id, thenStart: true })
  await until(id, hasEnded)
  expect(sent).toHaveLength(4)
})

test('A rewrite that fails is told, entered where it may have cost something, and asked for again on demand alone', async () => {
  await using library = await openTestLibrary()
  let attempts = 0
  const { handlers, create, until, sent } = await open(library, {
    rewrite: ({ text }) => {
      attempts += 1
      return attempts === 1
        ? {
            ok: false,
            failure: { kind: 'timed-out', afterMs: 9 },
            calls: [
              {
                purpose: 'rewrite',
                provider: 'chat-text',
                model: 'gpt-6-luna',
                templateVersion: 'augment-2',
                usage: null,
                rawUsage: null,
                requestId: null,
              },
            ],
          }
        : { ok: true, value: { text: `${text}!`, additions: [] }, calls: [] }
    },
  })
  const id = await create()
  await handlers['experiments.rewrite']({ id, thenStart: true })
  expect((await until(id, ({ problem }) => problem !== null)).problem).toEqual({ kind: 'timed-out', afterMs: 9 })
  expect([attempts, sent.length]).toEqual([1, 0])
  expect(library.library.db.prepare('SELECT purpose FROM ledger_entries').pluck().all()).toEqual(['rewrite'])
  await handlers['experiments.rewrite']({ id, thenStart: true })
  expect(await until(id, hasEnded)).toMatchObject({ problem: null })
})

test('A refusal that would meet every trial stops all of them; what waited never left, and goes on later', async () => {
  await using library = await openTestLibrary()
  const { handlers, create, until, sent } = await open(library, {
    answer: (count) => (count === 1 ? { kind: 'quota' } : null),
    // One after another, so that others wait when the first is refused.
    mayAnswer: () => new Promise((resolve) => setTimeout(resolve, 20)),
  })
  const id = await create({ arms: [verbatim, { ...verbatim, kind: 'custom', label: 'B' }], repeats: 6 })
  await handlers['experiments.start']({ id })
  const stopped = await until(id, ({ status, counts }) => status === 'paused' && counts.out === 0)
  expect(stopped.problem).toEqual({ kind: 'quota' })
  expect(stopped.counts.failed).toBe(1)
  // Three at once, and whoever took their places before the refusal was written down.
  expect(sent.length).toBeLessThanOrEqual(6)

  expect(await handlers['experiments.retryFailed']({ id })).toEqual({ ok: true, value: { count: 1 } })
  expect((await until(id, hasEnded)).counts).toEqual({ wanted: 12, succeeded: 12, failed: 0, out: 0 })
  expect(sent).toHaveLength(13)
})

test('A pause asks for nothing more; what is out comes back; going on asks for the rest', async () => {
  await using library = await openTestLibrary()
  const gate = Promise.withResolvers<void>()
  const { handlers, create, until, sent, read } = await open(library, { mayAnswer: () => gate.promise })
  const id = await create({ arms: [verbatim, { ...verbatim, kind: 'custom', label: 'B' }], repeats: 10 })
  await handlers['experiments.start']({ id })
  await until(id, ({ counts }) => counts.out === 12)
  await expect.poll(() => sent.length).toBe(3)
  await handlers['experiments.pause']({ id })
  expect((await read(id)).counts.out).toBe(3)
  gate.resolve()
  const paused = await until(id, ({ counts }) => counts.out === 0)
  expect(paused).toMatchObject({ status: 'paused', counts: { wanted: 20, succeeded: 3, failed: 0 } })
  expect(sent).toHaveLength(3)
  await handlers['experiments.start']({ id })
  await until(id, hasEnded)
  expect(sent).toHaveLength(20)
})

test('What an earlier run left running goes on, and nothing is asked for twice', async () => {
  await using library = await openTestLibrary()
  const first = await open(library, { mayAnswer: () => new Promise(() => undefined) })
  const id = await first.create({ arms: [verbatim, { ...verbatim, kind: 'custom', label: 'B' }], repeats: 5 })
  await first.handlers['experiments.start']({ id })
  await first.until(id, ({ counts }) => counts.out === 10)
  await expect.poll(() => first.sent.length).toBe(3)
  // As the next start finds it: three that left have no answer.
  const { db } = library.library
  const left = db.prepare<[], number>("SELECT id FROM generations WHERE status = 'sent'").pluck().all()
  for (const generationId of left)
    await library.operations.failGeneration({
      id: generationId,
      failure: { kind: 'interrupted' },
      requestId: null,
      rawResponse: null,
      nowMs: 9,
      durationMs: null,
    })
  const second = await open(library)
  await second.queue.takeUp(clientOf(library), { isHeld: false })
  await second.runner.takeUp(clientOf(library))
  const ended = await second.until(id, hasEnded)
  expect(ended.counts).toEqual({ wanted: 10, succeeded: 7, failed: 3, out: 0 })
  expect(second.sent).toHaveLength(7)
})

test('A plan that a model would refuse is refused before anything is written', async () => {
  await using library = await openTestLibrary()
  const { handlers } = await open(library)
  const custom = (changes: Partial<ArmPlan['settings']>): ArmPlan => ({
    kind: 'custom',
    label: '',
    settings: { ...settings, ...changes },
  })
  const create = async (arm: ArmPlan, prompts = ['고양이']) =>
    (await handlers['experiments.create'](plan({ arms: [verbatim, arm], prompts }))) as unknown
  expect(await create(custom({ connectionId: 'nowhere' }))).toMatchObject({ failure: { kind: 'not-found' } })
  expect(await create(custom({ model: 'dall-e-3' }))).toMatchObject({ failure: { kind: 'model-retired' } })
  expect(await create(custom({ params: { size: '16x16', n: 1 } }))).toMatchObject({
    failure: { kind: 'bad-request', field: 'size' },
  })
  expect(await create(custom({}), ['x'.repeat(40_000)])).toMatchObject({
    failure: { kind: 'bad-request', field: 'prompt' },
  })
  expect(library.operations.listExperiments({})).toEqual([])
})

test('Where a model takes a seed, each repeat has its own, and both arms of it the same', async () => {
  await using library = await openTestLibrary()
  const { handlers, create, until } = await open(library)
  const sketch = {
    connectionId: 'sketch',
    provider: 'sketch',
    model: 'sketch',
    params: { size: 'auto', n: 1 },
  } as const
  const arms: ArmPlan[] = [
    { kind: 'verbatim', label: '', settings: sketch },
    { kind: 'custom', label: 'named', settings: { ...sketch, params: { ...sketch.params, seed: 7 } } },
    { kind: 'custom', label: 'suffix', settings: { ...sketch, suffix: 'at night' } },
  ]
  const id = await create({ arms, repeats: 3 })
  await handlers['experiments.start']({ id })
  await until(id, ({ trials }) => trials.every(({ generationId }) => generationId !== null))
  const seeds = library.library.db
    .prepare<[number], { readonly place: number; readonly repeat: number; readonly seed: number }>(
      `SELECT a.position AS place, t.repeat, g.requested_params ->> '$.seed' AS seed
       FROM trials t JOIN generations g ON g.id = t.generation_id JOIN arms a ON a.id = t.arm_id
       WHERE t.experiment_id = ? ORDER BY t.repeat, a.position`,
    )
    .all(id)
  const of = (wanted: number) => seeds.filter(({ place }) => place === wanted).map(({ seed }) => seed)
  expect(new Set(of(0)).size).toBe(3)
  expect(of(2)).toEqual(of(0))
  expect(of(1)).toEqual([7, 7, 7])
})

test('One that is removed while its words are made asks for no more, and comes back as the draft that it was', async () => {
  await using library = await openTestLibrary()
  const asked: string[] = []
  const gate = Promise.withResolvers<void>()
  const { handlers, create, until, sent } = await open(library, {
    rewrite: async ({ text }) => {
      asked.push(text)
      await gate.promise
      return { ok: true, value: { text: `${text}!`, additions: [] }, calls: [] }
    },
  })
  const id = await create({ prompts: ['one', 'two', 'three'] })
  await handlers['experiments.rewrite']({ id, thenStart: true })
  await expect.poll(() => asked).toEqual(['one'])
  await handlers['experiments.remove']({ id })
  gate.resolve()
  await handlers['experiments.restore']({ id })
  const back = await until(id, ({ problem }) => problem !== null)
  expect(back).toMatchObject({ status: 'draft', problem: { kind: 'cancelled' } })
  expect([asked, sent]).toEqual([['one'], []])
})

test('Stopping while words are made keeps the one that is out, asks for no more, and leaves it a draft', async () => {
  await using library = await openTestLibrary()
  const asked: string[] = []
  const gate = Promise.withResolvers<void>()
  const { handlers, create, until, sent, read } = await open(library, {
    rewrite: async ({ text }) => {
      asked.push(text)
      await gate.promise
      return { ok: true, value: { text: `${text}!`, additions: [] }, calls: [] }
    },
  })
  const id = await create({ prompts: ['one', 'two', 'three'] })
  await handlers['experiments.rewrite']({ id, thenStart: true })
  await expect.poll(() => asked).toEqual(['one'])
  expect((await read(id)).status).toBe('rewriting')
  let hasStopped = false
  const stopped = handlers['experiments.pause']({ id }).then((answer) => {
    hasStopped = true
    return answer
  })
  await read(id)
  expect(hasStopped).toBe(false)
  gate.resolve()
  expect(await stopped).toEqual({ ok: true, value: {} })
  const { status, problem, rewrites } = await read(id)
  expect([status, problem, rewrites.map(({ outputText }) => outputText)]).toEqual(['draft', null, ['one!']])
  expect([asked, sent]).toEqual([['one'], []])

  // Only what is missing is asked for when it goes on.
  await handlers['experiments.rewrite']({ id, thenStart: true })
  await until(id, hasEnded)
  expect(asked).toEqual(['one', 'two', 'three'])
})

test('Stopping while the last words are made begins no pictures', async () => {
  await using library = await openTestLibrary()
  const gate = Promise.withResolvers<void>()
  const { handlers, create, sent, read } = await open(library, {
    rewrite: async ({ text }) => {
      await gate.promise
      return { ok: true, value: { text: `${text}!`, additions: [] }, calls: [] }
    },
  })
  const id = await create()
  await handlers['experiments.rewrite']({ id, thenStart: true })
  const stopped = handlers['experiments.pause']({ id })
  await read(id)
  gate.resolve()
  await stopped
  expect(await read(id)).toMatchObject({ status: 'draft', problem: null, rewrites: [{ outputText: '고양이!' }] })
  expect(sent).toEqual([])
})

test('A running one that is removed asks for nothing more', async () => {
  await using library = await openTestLibrary()
  const { handlers, create, runner } = await open(library)
  const id = await create({ arms: [verbatim, { ...verbatim, kind: 'custom', label: 'B' }] })
  library.operations.setExperimentStatus({ id, status: 'running' })
  library.operations.removeExperiment({ id, nowMs: 1 })
  await runner.go(clientOf(library), id)
  expect(library.library.db.prepare('SELECT count(*) FROM generations').pluck().get()).toBe(0)
  await handlers['experiments.restore']({ id })
  await runner.go(clientOf(library), id)
  expect(library.library.db.prepare('SELECT count(*) FROM generations').pluck().get()).toBe(4)
})
