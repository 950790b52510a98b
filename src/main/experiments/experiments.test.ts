import { expect, test } from 'vitest'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { createExperiment, readExperiment, rewriteAll, runAll } from '#test/support/sample-experiment.ts'

test('A plan becomes trials in an order that mixes the arms; an augmented arm waits for its words', async () => {
  await using library = await openTestLibrary()
  const id = createExperiment(library)
  const { trials, arms, prompts, status, counts } = readExperiment(library, id)
  expect({ status, counts }).toEqual({ status: 'draft', counts: { wanted: 8, succeeded: 0, failed: 0, out: 0 } })
  expect(prompts.map(({ text }) => text)).toEqual(['고양이', 'a fox\nin two lines'])
  const placeOf = new Map(arms.map((arm, index) => [arm.id, index]))
  const order = trials.map(({ armId }) => placeOf.get(armId))
  // Of two that follow each other one is of each arm, and neither always goes first.
  expect([0, 2, 4, 6].map((at) => [order[at], order[at + 1]].toSorted())).toEqual(Array(4).fill([0, 1]))
  expect(new Set([0, 2, 4, 6].map((at) => order[at]))).toEqual(new Set([0, 1]))

  const kindsReady = () => library.operations.experimentWork({ id, limit: 100 }).next.map(({ kind }) => kind)
  expect(kindsReady()).toEqual(Array(4).fill('verbatim'))
  rewriteAll(library, id)
  expect(kindsReady().filter((kind) => kind === 'augmented')).toHaveLength(4)
})

test('A place of an experiment is bought once, and what failed is asked for again alone', async () => {
  await using library = await openTestLibrary()
  const id = createExperiment(library, { prompts: ['고양이'] })
  rewriteAll(library, id)
  const [first] = library.operations.experimentWork({ id, limit: 1 }).next
  await runAll(library, id, (index) => index === 0)
  const again = library.operations.beginGeneration({
    draft: { connectionId: 'c1', model: 'm', typedPrompt: 'x', params: { size: 'auto', n: 1 } },
    provider: 'openai-images',
    connectionLabel: 'OpenAI',
    sentPrompt: 'x',
    createdAtMs: 9,
    trial: { trialId: first?.trialId ?? 0, armId: first?.armId ?? 0, experimentId: id },
  })
  await expect(again).rejects.toThrow('has a generation already')
  expect(library.library.db.prepare('SELECT count(*) FROM generations').pluck().get()).toBe(4)

  expect(readExperiment(library, id).counts).toEqual({ wanted: 4, succeeded: 3, failed: 1, out: 0 })
  expect(library.operations.releaseFailed({ id })).toBe(1)
  expect(library.operations.experimentWork({ id, limit: 100 }).next.map(({ trialId }) => trialId)).toEqual([
    first?.trialId,
  ])
  await runAll(library, id)
  library.operations.setExperimentStatus({ id, status: 'running' })
  expect(readExperiment(library, id)).toMatchObject({ status: 'ended', counts: { wanted: 4, succeeded: 4, failed: 0 } })
  // The refusal stays with its arm: it is part of what came of it.
  expect(library.library.db.prepare('SELECT count(*) FROM generations WHERE arm_id IS NOT NULL').pluck().get()).toBe(5)
})

test('More repeats send the words that were reviewed, and come behind what was wanted before', async () => {
  await using library = await openTestLibrary()
  const id = createExperiment(library, { prompts: ['고양이'] })
  rewriteAll(library, id)
  const [written] = readExperiment(library, id).rewrites
  expect(
    library.operations.editRewrite({ experimentId: id, rewriteId: written?.id ?? 0, text: '고양이, 달빛', nowMs: 2 }),
  ).toBe(true)
  await runAll(library, id)
  expect(readExperiment(library, id).rewrites).toMatchObject([
    { outputText: '고양이, 달빛', isEdited: true, originalText: '고양이, in soft light', additions: [] },
  ])
  // With pictures of them there, the words are what was judged.
  const [now] = readExperiment(library, id).rewrites
  expect(library.operations.editRewrite({ experimentId: id, rewriteId: now?.id ?? 0, text: 'x', nowMs: 3 })).toBe(false)

  library.operations.extendExperiment({ id, repeats: 3 })
  const { next } = library.operations.experimentWork({ id, limit: 100 })
  expect(next.filter(({ kind }) => kind === 'augmented').map(({ rewritten }) => rewritten)).toEqual(
    Array(3).fill('고양이, 달빛'),
  )
  expect(readExperiment(library, id)).toMatchObject({ repeats: 5, counts: { wanted: 10, succeeded: 4 } })
})

async function openJudged() {
  const library = await openTestLibrary()
  const id = createExperiment(library)
  rewriteAll(library, id)
  await runAll(library, id)
  return { library, id }
}

const next = ({ operations }: TestLibrary, id: number) => {
  const shown = operations.nextPair({ id })
  if (shown === null) throw new Error('There is no such experiment')
  return shown
}

test('A pair tells nothing but its pictures, is the same until it is judged, and all are judged once', async () => {
  const { library, id } = await openJudged()
  await using _ = library
  const first = next(library, id)
  expect(first.progress).toEqual({ voteCount: 0, leftCount: 8 })
  expect(next(library, id)).toEqual(first)
  expect(Object.keys(first.pair ?? {})).toEqual(['token', 'left', 'right'])
  expect(Object.keys(first.pair?.left ?? {})).toEqual(['sha256', 'format', 'width', 'height'])

  const seen = new Set<string>()
  for (let shown = next(library, id); shown.pair !== null; shown = next(library, id)) {
    const { pair } = shown
    const names = [pair.left.sha256, pair.right.sha256].toSorted().join(' ')
    expect(seen).not.toContain(names)
    seen.add(names)
    const vote = library.operations.castVote({
      experimentId: id,
      token: pair.token,
      verdict: 'left',
      reasons: ['light'],
      note: '더 밝아요 \ud800',
      nowMs: 5000,
    })
    expect(vote).toMatchObject({
      verdict: 'left',
      leftSha256: pair.left.sha256,
      note: '더 밝아요 \ufffd',
      isStale: false,
    })
  }
  expect(seen.size).toBe(8)
  expect(next(library, id).progress).toEqual({ voteCount: 8, leftCount: 0 })
  // Each arm stood left as often as the other.
  const votes = library.operations.listVotes({ id }) ?? []
  const [one, other] = readExperiment(library, id).arms.map(
    (arm) => votes.filter(({ leftArmId }) => leftArmId === arm.id).length,
  )
  expect([one, other]).toEqual([4, 4])
  expect(library.find('is:blind')).toHaveLength(8)
})

test('A vote of another pair is refused; Undo puts the same pair before the person, and keeps the row', async () => {
  const { library, id } = await openJudged()
  await using _ = library
  const { pair } = next(library, id)
  const cast = (token: string) =>
    library.operations.castVote({ experimentId: id, token, verdict: 'tie', reasons: [], note: null, nowMs: 1 })
  expect(cast('another')).toBeNull()
  expect(cast(pair?.token ?? '')).not.toBeNull()
  expect(cast(pair?.token ?? '')).toBeNull()

  expect(library.operations.undoVote({ id, nowMs: 2 })).toBe(true)
  const again = next(library, id).pair
  expect([again?.left, again?.right]).toEqual([pair?.left, pair?.right])
  expect(library.operations.listVotes({ id })).toEqual([])
  expect(library.library.db.prepare('SELECT withdrawn_at_ms FROM votes').pluck().all()).toEqual([2])
  expect(library.operations.undoVote({ id, nowMs: 3 })).toBe(false)
})

test('Votes outlive their pictures, and those on an arm that was changed are stale', async () => {
  const { library, id } = await openJudged()
  await using _ = library
  const { pair } = next(library, id)
  library.operations.castVote({
    experimentId: id,
    token: pair?.token ?? '',
    verdict: 'right',
    reasons: [],
    note: null,
    nowMs: 1,
  })
  const { db } = library.library
  library.operations.trashImages({ ids: db.prepare<[], number>('SELECT id FROM images').pluck().all(), nowMs: 2 })
  expect(next(library, id)).toEqual({ pair: null, progress: { voteCount: 1, leftCount: 0 } })
  expect(library.operations.listVotes({ id })).toMatchObject([{ verdict: 'right', isStale: false }])
  db.exec(`UPDATE arms SET settings = json_set(settings, '$.model', 'another') WHERE position = 0`)
  expect(library.operations.listVotes({ id })).toMatchObject([{ verdict: 'right', isStale: true }])
})

test('An experiment that was put away is out of the list, and comes back with its votes', async () => {
  const { library, id } = await openJudged()
  await using _ = library
  library.operations.removeExperiment({ id, nowMs: 5 })
  expect(library.operations.listExperiments({})).toEqual([])
  library.operations.restoreExperiment({ id })
  expect(library.operations.listExperiments({})).toMatchObject([
    { id, title: 'Does it help?', caption: '고양이', promptCount: 2, counts: { succeeded: 8 }, isImported: false },
  ])
})
