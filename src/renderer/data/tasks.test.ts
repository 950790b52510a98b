import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { ok } from '#shared/result.ts'
import type { Task } from '#shared/task.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { sampleTask } from '#test/support/sample-tasks.ts'
import { followTasks } from './tasks.ts'

test('the list is read once; each change puts itself into it, and an event knows better than an answer', async () => {
  const answer = Promise.withResolvers<void>()
  const bridge = installFakeBridge({
    'tasks.list': async () => {
      await answer.promise
      return ok({ tasks: [sampleTask({ id: 2, done: 1 }), sampleTask({ id: 1 })] })
    },
  })
  const client = new QueryClient()
  const seen: [number, number, number | undefined][] = []
  const stop = followTasks(client, (task, before) => seen.push([task.id, task.done, before?.done]))
  const listed = () => client.getQueryData<readonly Task[]>(['tasks'])?.map(({ id, done }) => [id, done])

  bridge.emit('task.changed', { task: sampleTask({ id: 2, done: 5 }) })
  answer.resolve()
  await expect.poll(listed).toEqual([
    [2, 5],
    [1, 0],
  ])
  for (let done = 1; done <= 100; done += 1) bridge.emit('task.changed', { task: sampleTask({ id: 3, done }) })
  expect(listed()).toEqual([
    [3, 100],
    [2, 5],
    [1, 0],
  ])
  expect(bridge.inputsOf('tasks.list')).toHaveLength(1)
  expect(seen.slice(0, 3)).toEqual([
    [2, 5, undefined],
    [3, 1, undefined],
    [3, 2, 1],
  ])

  stop()
  bridge.emit('task.changed', { task: sampleTask({ id: 4 }) })
  expect(listed()).toHaveLength(3)
})

test('what a task may have changed is read again when it ends, and not before', () => {
  const bridge = installFakeBridge({ 'tasks.list': () => ok({ tasks: [] }) })
  const client = new QueryClient()
  const isStale = () =>
    [
      ['backup', 'status'],
      ['library', 'quarantine'],
    ].map((key) => client.getQueryState(key)?.isInvalidated)
  client.setQueryData(['backup', 'status'], {})
  client.setQueryData(['library', 'quarantine'], {})
  const stop = followTasks(client)

  bridge.emit('task.changed', { task: sampleTask({ done: 5 }) })
  expect(isStale()).toEqual([false, false])
  bridge.emit('task.changed', { task: sampleTask({ state: { kind: 'cancelled' } }) })
  expect(isStale()).toEqual([true, true])
  stop()
})
