import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Vote } from '#shared/experiment.ts'
import { pairResults } from '#shared/experiments/pair-results.ts'
import { ok } from '#shared/result.ts'
import { whenOpenOf } from '#test/support/client-of.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { createExperiment, readExperiment, rewriteAll, runAll } from '#test/support/sample-experiment.ts'
import { openKeyStore } from '../api-keys/key-store.ts'
import { createConnectionStore } from '../connections/connection-store.ts'
import { sha256Of } from '../library/blob-store.ts'
import type { Judgement, JudgeRequest, TextCall, TextResult } from '../providers/text-provider.ts'
import { createSecondJudge } from './create-second-judge.ts'
import { createJudgeHandlers } from './judge-handlers.ts'

let profileFolder: string
beforeEach(() => {
  profileFolder = mkdtempSync(join(tmpdir(), 'diptych-judge-'))
})
afterEach(() => rmSync(profileFolder, { recursive: true }))

const model = 'gpt-6-luna'
const call: TextCall = {
  purpose: 'caption',
  provider: 'chat-text',
  model: 'gpt-6-luna-2026-11-01',
  templateVersion: 'judge-1',
  usage: null,
  rawUsage: { prompt_tokens: 1600, completion_tokens: 12, total_tokens: 1612 },
  requestId: 'req_1',
}
const say = (verdict: Judgement['verdict']): TextResult<Judgement> => ({
  ok: true,
  value: { verdict, reason: 'Sharper.' },
  calls: [call],
})

/** All eight pairs of two prompts were judged by a person: the left one is always better. */
async function openJudged(library: TestLibrary): Promise<number> {
  const id = createExperiment(library)
  rewriteAll(library, id)
  await runAll(library, id)
  for (let token = nextToken(library, id); token !== null; token = nextToken(library, id))
    library.operations.castVote({ experimentId: id, token, verdict: 'left', reasons: [], note: null, nowMs: 5000 })
  return id
}
const nextToken = ({ operations }: TestLibrary, id: number) => operations.nextPair({ id })?.pair?.token ?? null

type Answer = (request: JudgeRequest, count: number) => TextResult<Judgement> | Promise<TextResult<Judgement>>

function openJudge(library: TestLibrary, answer: Answer) {
  const nowMs = () => 9000
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
  const asked: JudgeRequest[] = []
  const judge = createSecondJudge({
    textWork: { judge: async (request) => answer(request, asked.push(request)) },
    connections,
    keys,
    // What the pool would draw of it is its own test.
    pool: { redraw: async (bytes) => ok(bytes) },
    broadcast: () => undefined,
    nowMs,
    stopping: new AbortController().signal,
    logDefect: (_where, cause) => String(cause),
  })
  const handlers = createJudgeHandlers({ whenOpen: whenOpenOf(library), judge, connections, keys })
  const state = (experimentId: number) => {
    const read = handlers['judge.state']({ experimentId })
    return read.value
  }
  return {
    asked,
    handlers,
    state,
    /** Resolves when it has stopped, by itself or because everything is judged. */
    run: async (experimentId: number, by: string = model) => {
      const started = await handlers['judge.start']({ experimentId, connectionId: 'openai', model: by, language: 'en' })
      await expect.poll(() => state(experimentId).running).toBeNull()
      return started
    },
  }
}

const votesBy = (library: TestLibrary, id: number, judge: string): readonly Vote[] =>
  (library.operations.listVotes({ id }) ?? []).filter((vote) => vote.judge === judge)
const ledger = ({ library }: TestLibrary) =>
  library.db.prepare("SELECT purpose, experiment_id FROM ledger_entries WHERE purpose <> 'picture'").raw().all()
const shown = ({ left, right }: JudgeRequest) => [sha256Of(left.bytes), sha256Of(right.bytes)]
const sidesOf = ({ leftSha256, rightSha256 }: Vote) => [leftSha256, rightSha256]

test('Each pair that a person judged is shown to the model as the person saw it, and its votes count in no human figure', async () => {
  await using library = await openTestLibrary()
  const id = await openJudged(library)
  const before = pairResults(readExperiment(library, id), votesBy(library, id, 'person'))
  const { run, asked, handlers } = openJudge(library, () => say('right'))
  const plan = () => handlers['judge.plan']({ experimentId: id, model })
  expect(await plan()).toEqual(ok({ pairCount: 8, openCount: 8, unansweredCount: 0 }))
  expect(await run(id)).toEqual(ok({}))

  const human = votesBy(library, id, 'person')
  expect(asked.map(shown)).toEqual(human.map(sidesOf))
  // No arm, no prompt, no name: the request has nothing but the pictures.
  expect(Object.keys(asked[0] ?? {}).toSorted()).toEqual(['endpoint', 'language', 'left', 'maxCalls', 'model', 'right'])
  const judged = votesBy(library, id, model)
  expect(judged.map(sidesOf)).toEqual(human.map(sidesOf))
  expect(judged).toMatchObject(Array(8).fill({ verdict: 'right', note: 'Sharper.', isStale: false }))
  expect(ledger(library)).toEqual(Array(8).fill(['caption', id]))

  expect(pairResults(readExperiment(library, id), library.operations.listVotes({ id }) ?? [])).toEqual(before)
  expect(readExperiment(library, id).voteCount).toBe(8)
  // A person takes back their own vote, not the model's.
  library.operations.undoVote({ id, nowMs: 10_000 })
  expect(votesBy(library, id, model)).toHaveLength(8)
  expect(await plan()).toEqual(ok({ pairCount: 7, openCount: 0, unansweredCount: 0 }))
})

test('It can be stopped and goes on with the rest: no pair is bought twice, by one judge', async () => {
  await using library = await openTestLibrary()
  const id = await openJudged(library)
  const gate = Promise.withResolvers<void>()
  const { run, asked, handlers, state } = openJudge(library, async (_, count) => {
    if (count === 3) await gate.promise
    return say('tie')
  })
  void handlers['judge.start']({ experimentId: id, connectionId: 'openai', model, language: 'en' })
  await expect.poll(() => asked.length).toBe(3)
  expect(state(id).running).toEqual({ judge: model, doneCount: 2, totalCount: 8 })
  const stopped = handlers['judge.stop']({ experimentId: id })
  gate.resolve()
  await stopped
  // What was out is kept.
  expect([votesBy(library, id, model).length, state(id)]).toEqual([3, { running: null, problem: null }])

  await run(id)
  expect(new Set(asked.map((request) => shown(request).join(' '))).size).toBe(8)
  expect(asked).toHaveLength(8)
  await run(id)
  expect(asked).toHaveLength(8)
  await run(id, 'another-model')
  expect(asked).toHaveLength(16)
})

test('A pair that left and never came back, because the studio was killed, is not bought again and counts for nothing', async () => {
  await using library = await openTestLibrary()
  const id = await openJudged(library)
  const killed = openJudge(library, () => new Promise(() => undefined))
  void killed.handlers['judge.start']({ experimentId: id, connectionId: 'openai', model, language: 'en' })
  await expect.poll(() => killed.asked.length).toBe(1)

  const next = openJudge(library, () => say('left'))
  await next.run(id)
  expect(next.asked).toHaveLength(7)
  expect(votesBy(library, id, model)).toHaveLength(7)
  expect(await next.handlers['judge.plan']({ experimentId: id, model })).toEqual(
    ok({ pairCount: 8, openCount: 0, unansweredCount: 1 }),
  )
})

test('What was turned away unpaid is asked again on demand; what may be billed is not; the first failure stops it', async () => {
  await using library = await openTestLibrary()
  const id = await openJudged(library)
  const { run, asked, state, handlers } = openJudge(library, (_, count) => {
    if (count === 2) return { ok: false, failure: { kind: 'quota' }, calls: [] }
    if (count === 4)
      return { ok: false, failure: { kind: 'timed-out', afterMs: 9 }, calls: [{ ...call, rawUsage: null }] }
    return say('left')
  })
  await run(id)
  expect([asked.length, state(id).problem]).toEqual([2, { judge: model, failure: { kind: 'quota' } }])
  await run(id)
  expect([asked.length, state(id).problem?.failure.kind]).toEqual([4, 'timed-out'])
  const pairs = asked.map((request) => shown(request).join(' '))
  expect(pairs[2]).toBe(pairs[1])
  await run(id)
  expect(state(id).problem).toBeNull()
  expect(await handlers['judge.plan']({ experimentId: id, model })).toEqual(
    ok({ pairCount: 8, openCount: 0, unansweredCount: 1 }),
  )
  expect(votesBy(library, id, model)).toHaveLength(7)
  expect(ledger(library)).toHaveLength(8)
})

test('Pairs of pictures that are gone are not put to it, nor those that nobody judged; no model is called a person', async () => {
  await using library = await openTestLibrary()
  const id = createExperiment(library)
  const { handlers, run, asked } = openJudge(library, () => say('left'))
  expect(await run(id)).toEqual(ok({}))
  expect(asked).toEqual([])
  expect(await run(id, 'person')).toMatchObject({ ok: false, failure: { kind: 'bad-request', field: 'model' } })

  const judgedId = await openJudged(library)
  const [vote] = votesBy(library, judgedId, 'person')
  library.operations.trashImages({ ids: [vote?.leftImageId ?? 0], nowMs: 1 })
  // Each picture met two others.
  expect(await handlers['judge.plan']({ experimentId: judgedId, model })).toMatchObject({ value: { pairCount: 6 } })
})
