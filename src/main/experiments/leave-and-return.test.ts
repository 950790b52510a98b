import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noContext } from '#test/support/fill-library.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { createExperiment, readExperiment, rewriteAll, runAll } from '#test/support/sample-experiment.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { adoptRecord, composeRecord, type ExperimentRecord } from './experiment-record.ts'
import { exportedVotes, votesAsCsv } from './export-votes.ts'
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

async function report(library: TestLibrary, id: number, language: 'en' | 'ko'): Promise<string> {
  const parts: string[] = []
  await writeReport(
    { write: async (part) => void parts.push(String(part)) },
    {
      experiment: { ...readExperiment(library, id), problem: null },
      votes: library.operations.listVotes({ id }) ?? [],
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
  const csv = votesAsCsv(votes)
  expect(csv.startsWith('\ufeffnumber,votedAt,typedPrompt')).toBe(true)
  expect(csv).toContain("'=1+1 더 밝아요 <img src=x>")
})
