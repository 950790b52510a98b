import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { Task, TaskOutcome } from '#shared/task.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import { LibraryProblemError } from '../library/library-client.ts'
import type { TaskContext } from './task-context.ts'

/** The long work of this run. Each change of a task is announced as `task.changed`. */
export interface TaskRegistry {
  /** Begins at once and returns the task's id. What `work` rejects with ends the task as failed. */
  readonly start: (
    task: Pick<Task, 'kind' | 'name'>,
    work: (context: TaskContext) => Promise<Result<TaskOutcome, Failure>>,
  ) => number
  /** Newest first. */
  readonly list: () => readonly Task[]
  readonly cancel: (id: number) => Result<null, { readonly kind: 'not-found'; readonly what: 'task' }>
  readonly dismiss: (id: number) => Result<null, { readonly kind: 'not-found'; readonly what: 'task' }>
  /** Stops everything; resolves when it has stopped. */
  readonly stop: () => Promise<void>
}

/** Progress is announced at most this often. */
const announceEveryMs = 100

export function createTaskRegistry(options: {
  readonly broadcast: Broadcast
  readonly nowMs: () => number
  /** Returns the id under which the log holds it. */
  readonly logDefect: (where: string, cause: unknown) => string
}): TaskRegistry {
  const { broadcast, nowMs, logDefect } = options
  const taskById = new Map<number, Task>()
  const stopById = new Map<number, AbortController>()
  const running = new Set<Promise<void>>()
  const announcedAtMsById = new Map<number, number>()
  let nextId = 1
  const notFound = err({ kind: 'not-found', what: 'task' } as const)

  const change = (id: number, part: Partial<Task>, isProgress = false): void => {
    const task = taskById.get(id)
    if (task === undefined) return
    const changed = { ...task, ...part }
    taskById.set(id, changed)
    const now = nowMs()
    if (isProgress && Math.abs(now - (announcedAtMsById.get(id) ?? 0)) < announceEveryMs) return
    announcedAtMsById.set(id, now)
    broadcast('task.changed', { task: changed })
  }

  async function run(
    id: number,
    kind: Task['kind'],
    signal: AbortSignal,
    work: (context: TaskContext) => Promise<Result<TaskOutcome, Failure>>,
  ): Promise<void> {
    const end = await work({ signal, report: (progress) => change(id, progress, true) }).catch(
      (cause: unknown): Result<TaskOutcome, Failure> => {
        if (signal.aborted) return err({ kind: 'cancelled' })
        if (cause instanceof LibraryProblemError) return err(cause.problem)
        return err({ kind: 'unexpected', logId: logDefect(`task ${kind}`, cause) })
      },
    )
    stopById.delete(id)
    if (end.ok) change(id, { state: { kind: 'done', outcome: end.value } })
    else if (end.failure.kind === 'cancelled') change(id, { state: { kind: 'cancelled' } })
    else change(id, { state: { kind: 'failed', failure: end.failure } })
  }

  return {
    start: ({ kind, name }, work) => {
      const id = nextId
      nextId += 1
      const stop = new AbortController()
      stopById.set(id, stop)
      taskById.set(id, {
        id,
        kind,
        name,
        startedAtMs: nowMs(),
        done: 0,
        total: null,
        state: { kind: 'running' },
      })
      change(id, {})
      const ended = run(id, kind, stop.signal, work).finally(() => running.delete(ended))
      running.add(ended)
      return id
    },
    list: () => [...taskById.values()].reverse(),
    cancel: (id) => {
      const stop = stopById.get(id)
      if (stop === undefined) return notFound
      change(id, { state: { kind: 'cancelling' } })
      stop.abort()
      return ok(null)
    },
    dismiss: (id) => {
      if (stopById.has(id) || !taskById.delete(id)) return notFound
      return ok(null)
    },
    stop: async () => {
      for (const stop of stopById.values()) stop.abort()
      await Promise.all(running)
    },
  }
}
