import { Ellipsis, KeyRound, PenLine, Server, Settings2, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Connection } from '#shared/connection.ts'
import { useRemoveKey, useTestConnection } from '../../data/connections.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { Notice } from '../../ui/notice.tsx'
import { showToast } from '../../ui/toast.tsx'
import { EditConnectionDialog } from './edit-connection-dialog.tsx'
import { KeyDialog } from './key-dialog.tsx'
import { KeyStateText } from './key-state-text.tsx'
import { RemoveConnectionDialog } from './remove-connection-dialog.tsx'
import { SettingsFailure } from './settings-failure.tsx'
import { SketchMisbehaviourField } from './sketch-misbehaviour-field.tsx'
import { TestResult } from './test-result.tsx'
import { isLegacyKind, useServerKinds } from './use-server-kinds.ts'

export function ConnectionCard({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation('settings')
  const [dialog, setDialog] = useState<'none' | 'edit' | 'key' | 'remove'>('none')
  const kind = useServerKinds()[connection.profile].label
  const test = useTestConnection()
  const removeKey = useRemoveKey()
  const { key } = connection
  const canHaveKey = connection.origin !== 'environment' && key.kind !== 'not-needed'
  const Icon = connection.profile === 'sketch' ? PenLine : Server

  const items: readonly MenuItem[] = [
    { id: 'edit', label: t('editConnection'), icon: Settings2, run: () => setDialog('edit') },
    ...(canHaveKey && key.kind !== 'none'
      ? [
          {
            id: 'remove-key',
            label: t('removeKey'),
            icon: KeyRound,
            run: () =>
              removeKey.mutate(connection.id, {
                onSuccess: () => {
                  test.reset()
                  showToast({ title: t('keyRemoved') })
                },
              }),
          },
        ]
      : []),
    ...(connection.origin === 'saved'
      ? [
          {
            id: 'remove',
            label: t('removeConnection'),
            icon: Trash2,
            isDanger: true,
            run: () => setDialog('remove'),
          },
        ]
      : []),
  ]

  return (
    <li className="px-4 py-3.5">
      <div className="flex flex-wrap items-center gap-x-3.5 gap-y-2">
        <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-ink/6 text-ink-soft">
          <Icon size={18} strokeWidth={1.75} aria-hidden />
        </span>
        <div className="min-w-40 flex-1">
          <div className="flex flex-wrap items-center gap-x-2">
            <h3 className="font-medium">{connection.label}</h3>
            {isLegacyKind(connection.profile) && <Badge text={t('legacy')} tone="neutral" />}
          </div>
          <p className="text-sm text-ink-soft" data-selectable>
            {connection.baseUrl ?? t('noNetwork')}
          </p>
          <KeyStateText connection={connection} />
          <p className="text-sm text-ink-soft">
            {connection.profile !== 'sketch' && kind !== connection.label && `${kind} · `}
            {t('atOnce', { count: connection.settings.maxConcurrent })}
            {connection.listed !== null && ` · ${t('listed', { count: connection.listed.modelCount })}`}
          </p>
        </div>
        <div className="flex items-center gap-1.5">
          {canHaveKey && (
            <Button size="small" onClick={() => setDialog('key')}>
              {t(key.kind === 'none' ? 'addKey' : 'replaceKey')}
            </Button>
          )}
          {connection.baseUrl !== null && (
            <Button
              size="small"
              aria-label={t('testOf', { label: connection.label })}
              isBusy={test.isPending}
              onClick={() => test.mutate(connection.id)}
            >
              {t('test')}
            </Button>
          )}
          <Menu
            trigger={<IconButton label={t('moreOf', { label: connection.label })} icon={Ellipsis} size="small" />}
            items={items}
          />
        </div>
      </div>
      {connection.profile === 'sketch' && <SketchMisbehaviourField connection={connection} />}
      {key.kind === 'unreadable' && (
        <Notice tone="warning" title={t('keyUnreadable')} className="mt-3">
          {t('keyUnreadableBody', { storedWith: key.storedWith })}
        </Notice>
      )}
      {connection.isUnencrypted && (
        <Notice tone="warning" title={t('unencryptedTitle')} className="mt-3">
          {t('unencryptedBody')}
        </Notice>
      )}
      {removeKey.isError && <SettingsFailure failure={removeKey.error.failure} className="mt-3" />}
      <div aria-live="polite">{test.isSuccess && <TestResult {...test.data} />}</div>
      {test.isError && <SettingsFailure failure={test.error.failure} className="mt-3" />}
      {dialog === 'edit' && <EditConnectionDialog connection={connection} onClose={() => setDialog('none')} />}
      {dialog === 'key' && <KeyDialog connection={connection} onSaved={test.reset} onClose={() => setDialog('none')} />}
      {dialog === 'remove' && <RemoveConnectionDialog connection={connection} onClose={() => setDialog('none')} />}
    </li>
  )
}
