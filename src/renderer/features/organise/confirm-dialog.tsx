import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sayFailure } from '../../say-failure.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

interface ConfirmDialogProps {
  readonly title: string
  readonly children: ReactNode
  readonly confirmLabel: string
  /** `false` while it is not yet known what would happen, or where nothing would. */
  readonly canConfirm?: boolean
  /** What the person agreed to. When it fails, the dialog stays and the reason is said. */
  readonly onConfirm: () => Promise<unknown>
  readonly onClose: () => void
}

/** Before what cannot be taken back. Cancel has the focus first. */
export function ConfirmDialog({
  title,
  children,
  confirmLabel,
  canConfirm = true,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const { t } = useTranslation('organise')
  const [isBusy, setBusy] = useState(false)
  const confirm = async (): Promise<void> => {
    setBusy(true)
    try {
      await onConfirm()
      onClose()
    } catch (problem) {
      sayFailure(problem)
      setBusy(false)
    }
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      description={children}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="danger" isBusy={isBusy} disabled={!canConfirm} onClick={() => void confirm()}>
            {confirmLabel}
          </Button>
        </>
      }
    />
  )
}
