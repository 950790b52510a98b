import { KeyRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Model } from '#shared/catalogue.ts'
import { useAppStore } from '../app-store.ts'
import { modelLabel } from '../model-label.ts'
import { hasUsableKey, type Target } from '../resolve-target.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useDraft } from './use-draft.ts'

/** What to know about the chosen model and connection before anything is sent: the most pressing thing, or nothing. */
export function TargetNotice({ target, models }: { readonly target: Target; readonly models: readonly Model[] }) {
  const { t } = useTranslation('create')
  const { connection, model } = target
  const { status } = model

  if (status.kind === 'retired') {
    return (
      <Notice
        tone="warning"
        title={t('goneTitle', { model: model.label, date: status.on })}
        actions={status.replacedBy !== null && <UseInstead target={target} models={models} id={status.replacedBy} />}
      />
    )
  }
  if (!hasUsableKey(connection)) {
    const isMissing = connection.key.kind === 'none'
    return (
      <Notice
        tone="info"
        title={t(isMissing ? 'keyMissingTitle' : 'keyUnreadableTitle', { connection: connection.label })}
        actions={
          <Button size="small" icon={KeyRound} onClick={() => useAppStore.getState().goTo('settings')}>
            {t('openSettings')}
          </Button>
        }
      >
        {t(isMissing ? 'keyMissingBody' : 'keyUnreadableBody')}
      </Notice>
    )
  }
  if (status.kind === 'ending') {
    return (
      <p className="text-xs text-warning">
        {t('endingTitle', { date: status.on })}
        {status.replacedBy !== null && ` ${t('endingReplaced', { replacedBy: modelLabel(status.replacedBy, models) })}`}
      </p>
    )
  }
  if (connection.isUnencrypted) {
    return (
      <Notice tone="warning" title={t('unencryptedTitle')}>
        {t('unencryptedBody', { connection: connection.label })}
      </Notice>
    )
  }
  if (status.kind === 'legacy') return <p className="text-xs text-warning">{t('legacyHint')}</p>
  if (!model.isKnown) return <p className="text-xs text-ink-soft">{t('modelUnknownHint')}</p>
  return model.provider === 'sketch' ? <p className="text-xs text-ink-soft">{t('sketchHint')}</p> : null
}

interface UseInsteadProps {
  readonly target: Target
  readonly models: readonly Model[]
  readonly id: string
}

function UseInstead({ target, models, id }: UseInsteadProps) {
  const { t } = useTranslation('create')
  const setModel = useDraft((draft) => draft.setModel)
  return (
    <Button size="small" onClick={() => setModel(target.connection.id, id)}>
      {t('useReplacement', { model: modelLabel(id, models) })}
    </Button>
  )
}
