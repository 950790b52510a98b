import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useJudgePlan, useStartJudge } from '../../data/experiments.ts'
import { useWays, type Way } from '../../data/ways.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { i18n } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { rewriterModels } from '../../usual-rewriter.ts'
import { LanguageModelFields } from './language-model-fields.tsx'

interface JudgeDialogProps {
  readonly experimentId: number
  readonly onClose: () => void
}

/** Who judges as well, how much there is for it to judge, and that it costs. */
export function JudgeDialog({ experimentId, onClose }: JudgeDialogProps) {
  const { t } = useTranslation('compare')
  const { t: tUi } = useTranslation('ui')
  const ways = useWays()
  const [choice, setChoice] = useState<{ readonly connectionId: string; readonly model: string } | null>(null)
  const chosen = choice ?? usualJudge(ways.data ?? [])
  const model = chosen === null || chosen.model === '' ? null : chosen.model
  const plan = useJudgePlan(experimentId, model)
  const start = useStartJudge()
  const isByRule =
    ways.data?.find(({ connection }) => connection.id === chosen?.connectionId)?.connection.profile === 'sketch'
  const openCount = plan.data?.openCount ?? 0
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('judgeTitle')}
      description={t('judgeBody')}
      footer={
        <>
          <Button onClick={onClose}>{tUi('cancel')}</Button>
          <Button
            variant="primary"
            disabled={chosen === null || model === null || openCount === 0}
            isBusy={start.isPending}
            onClick={() =>
              chosen !== null &&
              start.mutate(
                { experimentId, ...chosen, language: i18n.language === 'ko' ? 'ko' : 'en' },
                { onSuccess: onClose },
              )
            }
          >
            {t('judgeStart', { count: openCount })}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        {ways.isPending ? (
          <Spinner label={t('loading')} />
        ) : ways.isError ? (
          <FailureNotice failure={ways.error.failure} steps={{ 'try-again': () => void ways.refetch() }} />
        ) : (
          <LanguageModelFields
            connectionLabel={t('judgeConnection')}
            modelLabel={t('judgeModel')}
            byRule={t('judgeByRule')}
            ways={ways.data}
            connectionId={chosen?.connectionId ?? null}
            model={chosen?.model ?? ''}
            onChange={setChoice}
          />
        )}
        {plan.isError && (
          <FailureNotice failure={plan.error.failure} steps={{ 'try-again': () => void plan.refetch() }} />
        )}
        <div aria-live="polite" className="space-y-1 text-sm">
          {plan.data !== undefined && (
            <>
              <p className="font-medium">{t('judgePairs', { count: plan.data.openCount })}</p>
              {plan.data.pairCount > plan.data.openCount + plan.data.unansweredCount && (
                <p className="text-ink-soft">
                  {t('judgeDone', { count: plan.data.pairCount - plan.data.openCount - plan.data.unansweredCount })}
                </p>
              )}
              {plan.data.unansweredCount > 0 && (
                <p className="text-warning">{t('judgeUnanswered', { count: plan.data.unansweredCount })}</p>
              )}
            </>
          )}
          {model !== null && <p className="text-ink-soft">{t(isByRule ? 'judgeByRuleBody' : 'judgeCosts')}</p>}
        </div>
        {start.isError && <FailureNotice failure={start.error.failure} />}
      </div>
    </Dialog>
  )
}

/** A language model where there is one; the rule of the sketch is chosen only where there is none. */
function usualJudge(ways: readonly Way[]): { readonly connectionId: string; readonly model: string } | null {
  const isSketch = ({ connection }: Way): boolean => connection.profile === 'sketch'
  for (const way of [...ways.filter((one) => !isSketch(one)), ...ways.filter(isSketch)]) {
    const [model] = rewriterModels(way)
    if (model !== undefined) return { connectionId: way.connection.id, model }
  }
  return null
}
