import { useTranslation } from 'react-i18next'
import type { Connection } from '#shared/connection.ts'
import { useRemoveConnection } from '../../data/connections.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { SettingsFailure } from './settings-failure.tsx'

interface RemoveConnectionDialogProps {
  readonly connection: Connection
  readonly onClose: () => void
}

export function RemoveConnectionDialog({ connection, onClose }: RemoveConnectionDialogProps) {
  const { t } = useTranslation('settings')
  const { t: tUi } = useTranslation('ui')
  const remove = useRemoveConnection()
  const { id, label } = connection
  const confirm = (): void =>
    remove.mutate(id, {
      onSuccess: () => {
        onClose()
        showToast({ title: t('connectionRemoved', { label }) })
      },
    })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('removeTitle', { label })}
      description={t('removeBody')}
      footer={
        <>
          <Button onClick={onClose}>{tUi('cancel')}</Button>
          <Button variant="danger" isBusy={remove.isPending} onClick={confirm}>
            {t('remove')}
          </Button>
        </>
      }
    >
      {remove.isError && <SettingsFailure failure={remove.error.failure} />}
    </Dialog>
  )
}
