import { useTranslation } from 'react-i18next'
import { ask } from '../../data/ask.ts'
import { useSummary } from '../../data/organising.ts'
import { formatBytes } from '../../format-bytes.ts'
import { showToast } from '../../ui/toast.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'

interface PicturesDialogProps {
  readonly ids: readonly number[]
  readonly onClose: () => void
}

/** For pictures that are in the Trash already. */
export function DeleteForGoodDialog({ ids, onClose }: PicturesDialogProps) {
  const { t, i18n } = useTranslation('organise')
  const { data, isError } = useSummary(ids)
  const destroy = async (): Promise<void> => {
    const { count, freedBytes } = await ask('images.deleteForGood', { ids: [...ids] })
    const shown = count.toLocaleString(i18n.language)
    const space = formatBytes(freedBytes, i18n.language)
    showToast({
      title: t(freedBytes === 0 ? 'deletedNothingFreed' : 'emptyTrashDone', { count, shown, space }),
      tone: 'success',
    })
  }
  return (
    <ConfirmDialog
      title={t('deleteForGoodTitle', { count: ids.length, shown: ids.length.toLocaleString(i18n.language) })}
      confirmLabel={t('deleteForGoodConfirm')}
      canConfirm={data !== undefined || isError}
      onConfirm={destroy}
      onClose={onClose}
    >
      {t('deleteForGoodBody', { space: data === undefined ? '…' : formatBytes(data.bytes, i18n.language) })}
    </ConfirmDialog>
  )
}

/** Gives the space back and keeps what is known: a separate act, never a part of deleting. */
export function DropPixelsDialog({ ids, onClose }: PicturesDialogProps) {
  const { t, i18n } = useTranslation('organise')
  const { data, isError } = useSummary(ids)
  const drop = async (): Promise<void> => {
    const { count, freedBytes } = await ask('images.dropPixels', { ids: [...ids] })
    const shown = count.toLocaleString(i18n.language)
    const space = formatBytes(freedBytes, i18n.language)
    showToast({
      title: t(freedBytes === 0 ? 'droppedNothingFreed' : 'dropPixelsDone', { count, shown, space }),
      tone: 'success',
    })
  }
  return (
    <ConfirmDialog
      title={t('dropPixelsTitle', { count: ids.length, shown: ids.length.toLocaleString(i18n.language) })}
      confirmLabel={t('dropPixelsConfirm')}
      canConfirm={data !== undefined || isError}
      onConfirm={drop}
      onClose={onClose}
    >
      {t('dropPixelsBody', { space: data === undefined ? '…' : formatBytes(data.bytes, i18n.language) })}
    </ConfirmDialog>
  )
}
