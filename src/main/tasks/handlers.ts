import type { Handlers } from '#shared/contract.ts'
import { err, ok } from '#shared/result.ts'
import type { TaskRegistry } from './task-registry.ts'

export const createTaskHandlers = (tasks: TaskRegistry, showInFolder: (path: string) => void) =>
  ({
    'tasks.list': () => ok({ tasks: [...tasks.list()] }),
    'tasks.cancel': ({ id }) => {
      const cancelled = tasks.cancel(id)
      return cancelled.ok ? ok({}) : cancelled
    },
    'tasks.dismiss': ({ id }) => {
      const dismissed = tasks.dismiss(id)
      return dismissed.ok ? ok({}) : dismissed
    },
    // By the task: the page cannot make the system open a path of its own choosing.
    'tasks.showResult': ({ id }) => {
      const state = tasks.list().find((task) => task.id === id)?.state
      if (state?.kind !== 'done' || !('path' in state.outcome)) return err({ kind: 'not-found', what: 'task' })
      showInFolder(state.outcome.path)
      return ok({})
    },
  }) satisfies Partial<Handlers>
