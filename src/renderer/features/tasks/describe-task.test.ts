import { describe, expect, it } from 'vitest'
import { i18n } from '#renderer/i18n/i18n.ts'
import type { Task, TaskOutcome } from '#shared/task.ts'
import { doneTask, importOutcome, sampleTask, verifyOutcome } from '#test/support/sample-tasks.ts'
import { describeTask } from './describe-task.ts'

const allTaken = { refused: [], refusedCount: 0 } as const
const outcomes: readonly TaskOutcome[] = [
  verifyOutcome,
  { ...verifyOutcome, databaseProblems: ['row 3'], missing: [{ imageId: 1, sha256: 'a' }] },
  importOutcome,
  { ...importOutcome, importedIds: [7, 7], knownCount: 2, refused: [], refusedCount: 0 },
  { ...importOutcome, importedIds: [], refused: [], refusedCount: 0 },
  { kind: 'import-archive', importedCount: 8, knownCount: 1, generationCount: 9, refused: [], refusedCount: 0 },
  { kind: 'export', path: '/out/a.zip', fileCount: 1, bytes: 900, refused: importOutcome.refused, refusedCount: 3 },
  {
    kind: 'backup',
    path: '/disk',
    copiedCount: 1,
    keptCount: 2000,
    bytes: 9_000_000,
    onlyInBackupCount: 0,
    ...allTaken,
  },
  {
    kind: 'backup',
    path: '/disk',
    copiedCount: 1,
    keptCount: 0,
    bytes: 9,
    onlyInBackupCount: 2,
    refused: [],
    refusedCount: 1,
  },
  { kind: 'restore', imageCount: 1000, ...allTaken },
  { kind: 'duplicates', groups: [] },
  { kind: 'duplicates', groups: [{ kind: 'same-file', imageIds: [1, 2] }] },
]
const tasks: readonly Task[] = [
  sampleTask(),
  sampleTask({ name: null, done: 12 }),
  sampleTask({ kind: 'verify', done: 12, total: 2000 }),
  sampleTask({ state: { kind: 'cancelling' } }),
  sampleTask({ kind: 'restore', state: { kind: 'cancelled' } }),
  sampleTask({ kind: 'export', state: { kind: 'failed', failure: { kind: 'disk-full' } } }),
  ...outcomes.map((outcome) => doneTask(outcome)),
]

const say = (task: Task, language: 'en' | 'ko' = 'en') =>
  describeTask(task, {
    t: i18n.getFixedT(language, 'tasks'),
    tFailures: i18n.getFixedT(language, 'failures'),
    language,
  })

describe('A task in words', () => {
  it.each(['en', 'ko'] as const)('is whole sentences in %s', (language) => {
    for (const task of tasks) {
      const { title, body, steps } = say(task, language)
      const all = [title, body ?? 'none', ...steps.map(({ label }) => label)]
      expect(all).not.toContain('')
      // A value that was not given stays in braces.
      expect(all.join()).not.toMatch(/\{\{|\}\}|error|에러|오류/i)
    }
  })

  it('says how an import ended, with all it left out', () => {
    expect(outcomes.slice(2, 6).map((outcome) => say(doneTask(outcome)))).toMatchObject([
      {
        title: '997 imported, 3 refused',
        tone: 'warning',
        steps: [{ label: 'Show' }, { label: 'Show refused files' }],
      },
      { title: '1 imported, 2 already here', tone: 'success', steps: [{ step: { ids: [7, 7] } }] },
      { title: 'There was nothing to import', tone: 'neutral', steps: [] },
      { title: '8 imported, 1 already here', tone: 'success', steps: [{ label: 'Show' }] },
    ])
    expect(say(doneTask(importOutcome), 'ko').title).toBe('997장 가져옴, 가져오지 못한 파일 3개')
  })

  it('tells a sound library from one with problems', () => {
    expect(outcomes.slice(0, 2).map((outcome) => say(doneTask(outcome)))).toMatchObject([
      { title: 'The library is in order', body: '1,234 files checked, 2.5 GB.', tone: 'success' },
      { title: '2 problems found in the library', tone: 'danger' },
    ])
  })

  it('says how far it is as soon as that is known', () => {
    expect(tasks.slice(0, 4).map((task) => say(task).body)).toEqual([
      'Getting ready…',
      '12 so far',
      '12 of 2,000',
      'Stopping…',
    ])
  })
})
