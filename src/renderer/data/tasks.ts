import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Task } from '#shared/task.ts'
import { on } from '../bridge.ts'
import { ask } from './ask.ts'

const noTasks: readonly Task[] = []

const taskQuery = (client: QueryClient) =>
  queryOptions({
    queryKey: ['tasks'],
    queryFn: async (): Promise<readonly Task[]> => {
      const { tasks } = await ask('tasks.list', {})
      // What an event has told in the meantime is at least as new.
      const known = client.getQueryData(taskQuery(client).queryKey) ?? noTasks
      return newestFirst([...known, ...tasks.filter((task) => known.every(({ id }) => id !== task.id))])
    },
  })

/** Newest first. Asks for nothing: `followTasks` reads the list once and keeps it true. */
export function useTasks() {
  const client = useQueryClient()
  return useQuery({ ...taskQuery(client), enabled: false })
}

/**
 * Reads the tasks once; from there each change puts itself into the list, however often it comes. `onChange` is told
 * the task as it was, `undefined` = it has just begun. Returns its own undoing.
 */
export function followTasks(
  client: QueryClient,
  onChange: (task: Task, before: Task | undefined) => void = () => undefined,
): () => void {
  const stop = on('task.changed', ({ task }) => {
    const tasks = client.getQueryData(taskQuery(client).queryKey) ?? noTasks
    const before = tasks.find(({ id }) => id === task.id)
    client.setQueryData(taskQuery(client).queryKey, newestFirst([task, ...tasks.filter((other) => other !== before)]))
    if (hasEnded(task)) void client.invalidateQueries({ queryKey: ['backup'] })
    if (hasEnded(task)) void client.invalidateQueries({ queryKey: ['library'] })
    onChange(task, before)
  })
  void client.prefetchQuery(taskQuery(client))
  return stop
}

/** Whether one of this kind is under way. */
export const useRunningTask = (kind: Task['kind']): boolean =>
  useTasks().data?.some((task) => task.kind === kind && !hasEnded(task)) ?? false

export const hasEnded = ({ state }: Task): boolean => state.kind !== 'running' && state.kind !== 'cancelling'

const newestFirst = (tasks: readonly Task[]): readonly Task[] => tasks.toSorted((a, b) => b.id - a.id)

export const useCancelTask = () => useMutation({ mutationFn: (id: number) => ask('tasks.cancel', { id }) })

export const useShowTaskResult = () => useMutation({ mutationFn: (id: number) => ask('tasks.showResult', { id }) })

/** Forgets tasks that have ended; they leave the list whether or not main still knew them. */
export function useDismissTasks() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (ids: readonly number[]) => {
      client.setQueryData(taskQuery(client).queryKey, (tasks = noTasks) => tasks.filter(({ id }) => !ids.includes(id)))
      for (const id of ids) await ask('tasks.dismiss', { id })
    },
  })
}
