import { useTranslation } from 'react-i18next'
import type { Connection } from '#shared/connection.ts'
import type { SketchMisbehaviour } from '#shared/sketch-misbehaviour.ts'
import { useUpdateConnection } from '../../data/connections.ts'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { SettingsFailure } from './settings-failure.tsx'

/** Lets the offline sketch do wrong what real models do wrong, for trying out the studio's checks. */
export function SketchMisbehaviourField({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation('settings')
  const update = useUpdateConnection()
  const { sketchMisbehaviour: current, ...others } = connection.settings
  const labels: Readonly<Record<SketchMisbehaviour, string>> = {
    'ignore-mask': t('ignoreMask'),
    'change-nothing': t('changeNothing'),
    'rewrite-prompt': t('rewritePrompt'),
    refuse: t('refuse'),
    'answer-with-text': t('answerWithText'),
    'break-off': t('breakOff'),
  }
  const choose = (choice: SketchMisbehaviour | 'off'): void =>
    update.mutate({
      id: connection.id,
      settings: choice === 'off' ? others : { ...others, sketchMisbehaviour: choice },
    })
  return (
    <div className="mt-3">
      <Select
        label={t('misbehaviour')}
        value={current ?? 'off'}
        onChange={choose}
        isDisabled={update.isPending}
        className="max-w-80"
        options={[
          { value: 'off', label: t('misbehaviourOff') },
          { value: 'ignore-mask', label: labels['ignore-mask'], description: t('ignoreMaskBody') },
          { value: 'change-nothing', label: labels['change-nothing'], description: t('changeNothingBody') },
          { value: 'rewrite-prompt', label: labels['rewrite-prompt'], description: t('rewritePromptBody') },
          { value: 'refuse', label: labels.refuse, description: t('refuseBody') },
          { value: 'answer-with-text', label: labels['answer-with-text'], description: t('answerWithTextBody') },
          { value: 'break-off', label: labels['break-off'], description: t('breakOffBody') },
        ]}
      />
      <p className="mt-1 text-sm text-ink-soft">{t('misbehaviourBody')}</p>
      {current !== undefined && (
        <Notice tone="warning" title={t('misbehavesTitle', { misbehaviour: labels[current] })} className="mt-3">
          {t('misbehavesBody')}
        </Notice>
      )}
      {update.isError && <SettingsFailure failure={update.error.failure} className="mt-3" />}
    </div>
  )
}
