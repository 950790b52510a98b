import { assertNever } from '#shared/result.ts'
import { useAppStore } from '../../app-store.ts'
import { useShowTaskResult } from '../../data/tasks.ts'
import { useOrganiseStore } from '../../organise-store.ts'
import { sayFailure } from '../../say-failure.ts'
import type { TaskStep } from './describe-task.ts'

/** Carries out what a task's result offers. */
export function useTaskStep(): (taskId: number, step: TaskStep) => void {
  const showResult = useShowTaskResult()
  return (taskId, step) => {
    const { openDialog, revealImages, setTasksOpen } = useAppStore.getState()
    switch (step.kind) {
      case 'show-pictures':
        return revealImages(step.ids)
      case 'show-refused':
        return openDialog({ kind: 'refused-files', outcome: step.outcome })
      case 'show-report':
        return openDialog({ kind: 'verify-report', outcome: step.outcome })
      case 'review-duplicates':
        setTasksOpen(false)
        return useOrganiseStore.getState().openDuplicates(step.outcome.groups)
      case 'show-result':
        return showResult.mutate(taskId, { onError: sayFailure })
      default:
        return assertNever(step)
    }
  }
}
