import { expect, test } from 'vitest'
import { ok } from '#shared/result.ts'
import { createTaskHandlers } from './handlers.ts'
import { createTaskRegistry } from './task-registry.ts'

test('what a finished task has written can be shown, by its task alone', async () => {
  const tasks = createTaskRegistry({ broadcast: () => undefined, nowMs: () => 0, logDefect: () => '' })
  const shown: string[] = []
  const handlers = createTaskHandlers(tasks, (path) => shown.push(path))
  const finish = Promise.withResolvers<void>()
  const outcome = {
    kind: 'backup',
    path: '/disk/backup',
    copiedCount: 1,
    keptCount: 0,
    bytes: 2,
    onlyInBackupCount: 0,
    refused: [],
    refusedCount: 0,
  } as const
  const id = tasks.start({ kind: 'backup', name: null }, async () => {
    await finish.promise
    return ok(outcome)
  })
  const restore = tasks.start({ kind: 'restore', name: null }, async () =>
    ok({ kind: 'restore', imageCount: 3, refused: [], refusedCount: 0 }),
  )
  const missing = { ok: false, failure: { kind: 'not-found', what: 'task' } }
  expect(handlers['tasks.showResult']({ id })).toEqual(missing)

  finish.resolve()
  await expect.poll(() => tasks.list().every(({ state }) => state.kind === 'done')).toBe(true)
  expect(handlers['tasks.showResult']({ id })).toEqual(ok({}))
  expect(handlers['tasks.showResult']({ id: restore })).toEqual(missing)
  expect(shown).toEqual(['/disk/backup'])
})
