import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ArmVariety } from '#shared/experiment.ts'
import { clientOf } from '#test/support/client-of.ts'
import { noContext } from '#test/support/fill-library.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { createExperiment, readExperiment, rewriteAll, runAll } from '#test/support/sample-experiment.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { adoptRecord, composeRecord, type ExperimentRecord } from './experiment-record.ts'
import { exportedArms, exportedVotes, votesAsCsv } from './export-votes.ts'
import { measureVariety } from './measure-variety.ts'
import { writeReport } from './write-report.ts'

/** Of eight places one was refused, and three votes were cast, one of which was taken back. */
async function fill(library: TestLibrary): Promise<number> {
  const id = createExperiment(library, { title: '빛이 도움이 될까? <b>&' })
  rewriteAll(library, id)
  await runAll(library, id, (index) => index === 5)
  for (const verdict of ['left', 'both-bad', 'right'] as const)
    library.operations.castVote({
      experimentId: id,
      token: library.operations.nextPair({ id })?.pair?.token ?? '',
      verdict,
      reasons: ['light', 'text'],
      note: verdict === 'left' ? '=1+1 더 밝아요 <img src=x>' : null,
      nowMs: 5000,
    })
  library.operations.undoVote({ id, nowMs: 6000 })
  library.operations.setExperimentStatus({ id, status: 'paused' })
  return id
}

const recordOf = ({ library }: TestLibrary, id: number) => composeRecord(library.db, library.id, id)

test('An experiment comes to another computer whole and once, with the pictures, votes and what was refused', async () => {
  await using folder = await temporaryFolder()
  await using from = await openTestLibrary()
  await using to = await openTestLibrary()
  await from.generate([], 'so that no id is the same by chance').catch(() => undefined)
  await to.begin('of its own')
  const id = await fill(from)
  const path = join(folder.path, 'experiment.diptych')
  const ids = readExperiment(from, id).trials.flatMap(({ images }) => images.map((image) => image.id))
  await from.readOperations.exportArchive({ ids, path, experimentId: id }, noContext())
  const take = () => to.operations.importArchive({ path }, noContext())
  expect(await take()).toMatchObject({ ok: true, value: { importedCount: 7, generationCount: 1 } })
  expect(await take()).toMatchObject({ ok: true, value: { importedCount: 0, generationCount: 0 } })

  const [summary, ...others] = to.operations.listExperiments({})
  expect(others).toEqual([])
  expect(summary).toMatchObject({
    isImported: true,
    voteCount: 2,
    status: 'ended',
    counts: { succeeded: 7, failed: 1 },
  })
  const there = recordOf(to, summary?.id ?? 0)
  const here = recordOf(from, id)
  const elsewhere = (text: unknown): unknown =>
    JSON.parse(JSON.stringify(text).replaceAll('"connectionId":"c1"', '"connectionId":"elsewhere"'))
  expect(there).toEqual(elsewhere(here))
  // Whatever the ids: what was judged is what is there.
  const votes = to.operations.listVotes({ id: summary?.id ?? 0 }) ?? []
  expect(votes.map(({ verdict, isStale }) => [verdict, isStale])).toEqual([
    ['left', false],
    ['both-bad', false],
  ])
  expect(to.library.db.pragma('foreign_key_check')).toEqual([])
})

test('A whole library brings its experiments back under the ids they had', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  const id = await fill(library)
  const before = recordOf(library, id)
  const path = join(folder.path, 'all.diptych')
  await library.readOperations.exportArchive({ ids: null, path }, noContext())
  library.library.db.exec('UPDATE generations SET arm_id = NULL; DELETE FROM experiments')
  await library.operations.importArchive({ path }, noContext())
  expect({ ...recordOf(library, id) }).toEqual(
    JSON.parse(JSON.stringify(before).replaceAll('"connectionId":"c1"', '"connectionId":"elsewhere"')),
  )
  expect(library.operations.getExperiment({ id })).toMatchObject({ id, isImported: false, voteCount: 2 })
})

test('A lost database gives the experiments back, votes and all, from their files; an older backup is caught up', async () => {
  await using folder = await temporaryFolder()
  const place = join(folder.path, 'library')
  let before: ExperimentRecord | null = null
  let id = 0
  {
    await using library = await openTestLibrary({ folder: place })
    id = await fill(library)
    before = recordOf(library, id)
  }
  for (const hasBackup of [false, true]) {
    await rm(join(place, 'diptych.db'))
    if (!hasBackup) await rm(join(place, 'backups'), { recursive: true, force: true })
    await using library = await openTestLibrary({ folder: place })
    expect(library.reports).toEqual([])
    expect(library.operations.status({}).restored).not.toBeNull()
    // Nothing beside a picture tells of a generation that has none.
    const isRefused = (generation: string | null): boolean => generation?.endsWith('/6') === true
    const trials = before?.trials.map((trial) =>
      !hasBackup && isRefused(trial.generation) ? { ...trial, generation: null } : trial,
    )
    expect(recordOf(library, id)).toEqual({ ...before, trials })
    expect(library.operations.getExperiment({ id })).toMatchObject({ id, isImported: false, voteCount: 2 })
    // What the next round finds in the backup of this one is older than the file.
    if (!hasBackup) {
      library.operations.renameExperiment({ id, title: 'A better name' })
      await library.library.experiments.flush()
      before = recordOf(library, id)
    }
  }
})

test('A record that names what it does not have is refused, and nothing is taken of it', async () => {
  await using library = await openTestLibrary()
  const id = await fill(library)
  const record = recordOf(library, id)
  if (record === null) throw new Error('There is no record')
  const { db, id: libraryId } = library.library
  const [trial] = record.trials
  for (const wrong of [{ arm: 2 }, { prompt: 2 }, { rewrite: 9 }]) {
    const trials = trial === undefined ? [] : [{ ...trial, ...wrong }]
    const strange = { ...record, origin: `${crypto.randomUUID()}/1`, trials }
    const adopt = db.transaction(() => adoptRecord(db, libraryId, strange))
    expect(() => adopt()).toThrow('names what it does not have')
  }
  expect(library.operations.listExperiments({})).toHaveLength(1)
})

type Stored = ReturnType<typeof readExperiment>

/** Half of the bits in which the first repeat looks are other than those of the later ones. */
async function varietiesOf(library: TestLibrary, id: number, looked: string[] = []): Promise<readonly ArmVariety[]> {
  const experiment = readExperiment(library, id)
  const first = experiment.trials.filter(({ repeat }) => repeat === 0).flatMap(({ images }) => images)
  return measureVariety(clientOf(library), experiment, async (sha256) => {
    looked.push(sha256)
    const dHash = first.some((image) => image.sha256 === sha256) ? '0f'.repeat(8) : 'f'.repeat(16)
    library.operations.writeThumbnail({ sha256, webp: Uint8Array.of(1), dHash })
  })
}

async function report(
  library: TestLibrary,
  id: number,
  language: 'en' | 'ko',
  change: (experiment: Stored) => Stored = (experiment) => experiment,
): Promise<string> {
  const parts: string[] = []
  await writeReport(
    { write: async (part) => void parts.push(String(part)) },
    {
      experiment: { ...change(readExperiment(library, id)), problem: null },
      votes: library.operations.listVotes({ id }) ?? [],
      varieties: await varietiesOf(library, id),
      language,
      nowMs: Date.UTC(2026, 10, 20),
      thumbnailOf: async () => new Uint8Array([1, 2, 3]),
    },
  )
  return parts.join('')
}

test('The report holds everything in one file: nothing from outside, no script, no place, no key, no connection', async () => {
  await using library = await openTestLibrary()
  const id = await fill(library)
  for (const language of ['en', 'ko'] as const) {
    const html = await report(library, id, language)
    expect(html).toContain(`<html lang="${language}">`)
    expect(html).toContain('빛이 도움이 될까? &lt;b&gt;&amp;')
    expect(html).toContain('&lt;img src=x&gt;')
    expect(html.match(/<img [^>]*src="data:image\/webp;base64,AQID"/g)).toHaveLength(7)
    expect(html).not.toMatch(/<script|https?:|src="(?!data:)|href=|url\(|"c1"|connectionId|sk-/)
    expect(html).not.toContain(library.folder)
    // A difference is told by signs and names, not by colour alone.
    expect(html).toMatch(/<ins><span class="sign" aria-label="(added|더함)">\+<\/span>/)
  }
  expect(await report(library, id, 'ko')).toMatch(/판단하기엔 투표가 적어요/)
})

test('The report holds typed, sent and revised prompts against each other, of a Korean word its ending alone', async () => {
  await using library = await openTestLibrary()
  const id = createExperiment(library, { prompts: ['고양이가 웃는다'], repeats: 1 })
  rewriteAll(library, id)
  await runAll(library, id)
  const html = await report(library, id, 'ko', ({ trials, ...experiment }) => ({
    ...experiment,
    trials: trials.map((trial) => ({
      ...trial,
      images: trial.images.map((image) => ({ ...image, revisedPrompt: '고양이를 그린다' })),
    })),
  }))
  const shown = html.replaceAll(/<span class="sign"[^>]*>(.)<\/span>/g, '$1').replaceAll(/<\/?(ins|del)>/g, '|')
  // The verbatim arm sent what was typed; the other one first had it rewritten.
  expect(shown).toContain('<p class="small">제공자가 고친 글: 고양이|−가||+를| |−웃는다||+그린다|</p></div>')
  expect(shown).toContain('<p class="small">보낸 글: 고양이가 웃는다|+, in soft light|</p>')
  expect(shown).toContain(
    '<summary>제공자가 고친 글을 입력한 글과 비교</summary>고양이|−가||+를| |−웃는다||+그린다|</details>',
  )
})

test('How varied an arm is is measured from what its pictures look like; each is looked at once', async () => {
  await using library = await openTestLibrary()
  const id = createExperiment(library, { prompts: ['고양이'], repeats: 3 })
  rewriteAll(library, id)
  // Of the arm that lost two of three pictures nothing can be said.
  const { arms, trials } = readExperiment(library, id)
  const [kept = null, lost = null] = arms.map((arm) => arm.id)
  const refused = trials.flatMap(({ armId, repeat }, index) => (armId === lost && repeat > 0 ? [index] : []))
  await runAll(library, id, (index) => refused.includes(index))
  const looked: string[] = []
  const varieties = await varietiesOf(library, id, looked)
  expect(looked).toHaveLength(4)
  expect(varieties).toEqual([
    { armId: kept, variety: 1 / 3, pairCount: 3 },
    { armId: lost, variety: null, pairCount: 0 },
  ])
  expect(await varietiesOf(library, id, looked)).toEqual(varieties)
  expect(looked).toHaveLength(4)

  const html = await report(library, id, 'en')
  expect(html).toContain('<th scope="col">Refused</th><th scope="col">Failed otherwise</th>')
  expect(html).toMatch(/<th scope="row">With light<\/th><td>1<\/td><td>2 \/ 3<\/td><td>0 \/ 3<\/td>.*<td>–<\/td><\/tr>/)
  expect(html).toContain('<td>33 %</td></tr>')
})

test('What a model judged stands apart in the report, named in the list of votes, with κ', async () => {
  await using library = await openTestLibrary()
  const id = await fill(library)
  const plan = library.operations.judgePlan({ experimentId: id, judge: 'gpt-6-luna' })
  for (const pair of plan?.open ?? []) {
    const voteId = library.operations.askJudge({ experimentId: id, judge: 'gpt-6-luna', pair, nowMs: 7000 })
    if (voteId === null) throw new Error('It was asked before')
    const answer = { experimentId: id, voteId, verdict: 'both-bad', note: 'Blurred <b>', nowMs: 7001 } as const
    library.operations.answerJudge(answer)
  }
  const html = await report(library, id, 'en')
  // Two pairs: the person said left and both bad.
  expect(html).toMatch(
    /<h2>Second judge<\/h2>.*<th scope="row">gpt-6-luna<\/th><td>0 : 0 \(Ties 0, Both bad 2\)<\/td><td>2<\/td><td>50 %<\/td><td>0\.00<\/td>/,
  )
  expect(html.match(/<td>gpt-6-luna<\/td>/g)).toHaveLength(2)
  expect(html.match(/<td>person<\/td>/g)).toHaveLength(2)
  expect(html).toContain('Blurred &lt;b&gt;')
  // In the verdict, the person's two alone.
  expect(html).toMatch(/<th scope="row">Verbatim – With light<\/th><td>2<\/td>/)
})

test('Votes leave as a table that no spreadsheet runs', async () => {
  await using library = await openTestLibrary()
  const id = await fill(library)
  const experiment = { ...readExperiment(library, id), problem: null }
  const votes = exportedVotes(experiment, library.operations.listVotes({ id }) ?? [])
  expect(votes).toMatchObject([
    { number: 1, verdict: 'left', reasons: ['light', 'text'], judge: 'person', isStale: false },
    { number: 2, verdict: 'both-bad', winner: null, note: null },
  ])
  expect(votes[0]?.winner).toBe(votes[0]?.leftArm)
  const varieties = experiment.arms.map(({ id: armId }, index) => ({
    armId,
    variety: index === 0 ? 0.25 : null,
    pairCount: 1,
  }))
  const arms = exportedArms(experiment, varieties)
  expect(arms).toMatchObject([
    { arm: 'A verbatim', kind: 'verbatim', endedCount: 4, variety: 0.25 },
    { arm: 'With light', kind: 'augmented', endedCount: 4, variety: null },
  ])
  expect(arms.map(({ unmadeCount, refusedCount }) => unmadeCount + refusedCount).toSorted()).toEqual([0, 2])
  const csv = votesAsCsv(votes, arms)
  expect(csv.split('\r\n')[0]).toMatch(/,isStale,leftArmVariety,rightArmVariety$/)
  expect(csv).toMatch(votes[0]?.leftArm === 'With light' ? /,false,,0.25\r\n/ : /,false,0.25,\r\n/)
  expect(csv.startsWith('\ufeffnumber,votedAt,typedPrompt')).toBe(true)
  expect(csv).toContain("'=1+1 더 밝아요 <img src=x>")
})
