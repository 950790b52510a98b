import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/failure.ts'
import { describeFailure } from '../../describe-failure.ts'
import { studioWideSteps } from '../../studio-wide-steps.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Notice } from '../../ui/notice.tsx'

interface SettingsFailureProps {
  readonly failure: Failure
  readonly className?: string
}

/**
 * A failure in Settings. Not the common `FailureNotice`, whose next step is so often "open Settings" or "try again":
 * here the control for either stands beside it. A system dialog that the person closed is no news.
 */
export function SettingsFailure({ failure, className }: SettingsFailureProps) {
  const { t } = useTranslation('failures')
  if (failure.kind === 'cancelled') return null
  const { title, body, nextStep } = describeFailure(failure, t)
  const run = nextStep === null || nextStep.action === 'open-settings' ? undefined : studioWideSteps[nextStep.action]
  return (
    <Notice
      tone="danger"
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
      {body}
      {failure.detail !== undefined && <Disclosure text={failure.detail} className="mt-1" />}
    </Notice>
  )
}
