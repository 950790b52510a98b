import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/failure.ts'
import { describeFailure, type NextStepAction } from './describe-failure.ts'
import { studioWideSteps } from './studio-wide-steps.ts'
import { Button } from './ui/button.tsx'
import { Disclosure } from './ui/disclosure.tsx'
import { Notice } from './ui/notice.tsx'

/** What this place can do about a failure, beside the steps that every place can. */
export type OwnSteps = { readonly [Action in NextStepAction]?: () => void }

interface FailureNoticeProps {
  readonly failure: Failure
  readonly steps?: OwnSteps
  /** Something the person did themselves is no cause for alarm. */
  readonly tone?: 'info' | 'warning' | 'danger'
  /** It is known that it cost nothing. */
  readonly wasFree?: boolean
  readonly className?: string
}

/** A failure beside the place where the action was: what happened, what was kept, what to do; details fold out. */
export function FailureNotice({
  failure,
  steps = {},
  tone = 'danger',
  wasFree = false,
  className,
}: FailureNoticeProps) {
  const { t } = useTranslation('failures')
  const { title, body, nextStep } = describeFailure(failure, t, wasFree)
  const run = nextStep === null ? undefined : (steps[nextStep.action] ?? studioWideSteps[nextStep.action])
  return (
    <Notice
      tone={tone}
      title={title}
      {...(className !== undefined && { className })}
      {...(nextStep !== null &&
        run !== undefined && {
          actions: (
            <Button size="small" onClick={run}>
              {nextStep.label}
            </Button>
          ),
        })}
    >
      <p>{body}</p>
      {failure.detail !== undefined && failure.detail !== '' && <Disclosure text={failure.detail} className="mt-1.5" />}
    </Notice>
  )
}
