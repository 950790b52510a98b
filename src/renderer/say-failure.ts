import { FailureError } from './data/failure-error.ts'
import { describeFailure } from './describe-failure.ts'
import { i18n } from './i18n/i18n.ts'
import { showToast } from './ui/toast.tsx'

/** Says in passing what went wrong with something that has no place of its own on screen. */
export function sayFailure(problem: unknown): void {
  const failure =
    problem instanceof FailureError
      ? problem.failure
      : ({ kind: 'unexpected', logId: '', detail: String(problem) } as const)
  // The person closed the system's dialog, and knows it.
  if (failure.kind === 'cancelled') return
  const { title, body } = describeFailure(failure, i18n.getFixedT(i18n.language, 'failures'))
  showToast({ title, description: body, tone: 'danger' })
}
