import type { Task, TaskOutcome } from '#shared/task.ts'

/** Tasks as main would announce them, for tests of the page. */
export const sampleTask = (changes: Partial<Task> = {}): Task => ({
  id: 1,
  kind: 'import',
  name: 'Holiday',
  startedAtMs: 1_790_000_000_000,
  done: 0,
  total: null,
  state: { kind: 'running' },
  ...changes,
})

export const doneTask = (outcome: TaskOutcome, changes: Partial<Task> = {}): Task =>
  sampleTask({ kind: outcome.kind, name: null, state: { kind: 'done', outcome }, ...changes })

export const importOutcome: Extract<TaskOutcome, { kind: 'import' }> = {
  kind: 'import',
  importedIds: Array.from({ length: 997 }, (_, index) => index + 1),
  knownCount: 0,
  refused: [
    { fileName: 'notes.txt', failure: { kind: 'unsupported-file', fileName: 'notes.txt' } },
    { fileName: 'half.png', failure: { kind: 'damaged-file', fileName: 'half.png' } },
    { fileName: 'huge.png', failure: { kind: 'too-large', limitBytes: 52_428_800 } },
  ],
  refusedCount: 3,
}

export const verifyOutcome: Extract<TaskOutcome, { kind: 'verify' }> = {
  kind: 'verify',
  filesChecked: 1234,
  bytesChecked: 2_500_000_000,
  databaseProblems: [],
  missing: [],
  damaged: [],
  adoptedCount: 0,
  quarantinedCount: 0,
  unsweptOrphanCount: 0,
}
