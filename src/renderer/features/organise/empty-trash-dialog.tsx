import { useTranslation } from 'react-i18next'
import { ask } from '../../data/ask.ts'
import { useTrashMeasure } from '../../data/organising.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { formatBytes } from '../../format-bytes.ts'
import { showToast } from '../../ui/toast.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'

interface EmptyTrashDialogProps {
  /** Only what was put there before; `null` = everything. */
  readonly deletedBeforeMs: number | null
  readonly onClose: () => void
}

/** Says how many and how much before it asks. */
export function EmptyTrashDialog({ deletedBeforeMs, onClose }: EmptyTrashDialogProps) {
  const { t, i18n } = useTranslation('organise')
  const { data, isError, error } = useTrashMeasure(deletedBeforeMs)
  const say = ({ count, bytes }: { readonly count: number; readonly bytes: number }) => ({
    count,
    shown: count.toLocaleString(i18n.language),
    space: formatBytes(bytes, i18n.language),
  })
  const empty = async (): Promise<void> => {
    const { count, freedBytes } = await ask('images.emptyTrash', { deletedBeforeMs })
    showToast({ title: t('emptyTrashDone', say({ count, bytes: freedBytes })), tone: 'success' })
  }
  return (
    <ConfirmDialog
      title={t(deletedBeforeMs === null ? 'emptyTrashTitle' : 'emptyOldTitle')}
      confirmLabel={t(deletedBeforeMs === null ? 'emptyTrash' : 'deleteForGoodConfirm')}
      canConfirm={data !== undefined && data.count > 0}
      onConfirm={empty}
      onClose={onClose}
    >
      {isError ? (
        <FailureNotice failure={error.failure} />
      ) : data === undefined ? (
        t('loading')
      ) : data.count === 0 ? (
        t('emptyTrashNothing')
      ) : (
        t('emptyTrashBody', say(data))
      )}
    </ConfirmDialog>
  )
}
