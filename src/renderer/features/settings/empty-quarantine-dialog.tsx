import { useTranslation } from 'react-i18next'
import { useEmptyQuarantine } from '../../data/library.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { SettingsFailure } from './settings-failure.tsx'

interface EmptyQuarantineDialogProps {
  readonly fileCount: number
  readonly onClose: () => void
}

export function EmptyQuarantineDialog({ fileCount, onClose }: EmptyQuarantineDialogProps) {
  const { t, i18n } = useTranslation('settings')
  const { t: tUi } = useTranslation('ui')
  const empty = useEmptyQuarantine()
  const counted = (count: number) => ({ count, shown: count.toLocaleString(i18n.language) })
  const confirm = (): void =>
    empty.mutate(undefined, {
      onSuccess: (emptied) => {
        onClose()
        showToast({ title: t('quarantineEmptied', counted(emptied.fileCount)) })
      },
    })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('emptyQuarantineTitle', counted(fileCount))}
      description={t('emptyQuarantineBody')}
      footer={
        <>
          <Button onClick={onClose}>{tUi('cancel')}</Button>
          <Button variant="danger" isBusy={empty.isPending} onClick={confirm}>
            {t('deleteForGood')}
          </Button>
        </>
      }
    >
      {empty.isError && <SettingsFailure failure={empty.error.failure} />}
    </Dialog>
  )
}
