import { useTranslation } from 'react-i18next'
import type { OpenDialog } from '../../app-store.ts'
import { RefusedFiles } from '../../refused-files.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

interface RefusedFilesDialogProps {
  readonly outcome: Extract<OpenDialog, { readonly kind: 'refused-files' }>['outcome']
  readonly onClose: () => void
}

/** The files that a task left out, and why. */
export function RefusedFilesDialog({ outcome, onClose }: RefusedFilesDialogProps) {
  const { t, i18n } = useTranslation('tasks')
  const { refused, refusedCount } = outcome
  const inWords = (number: number): string => number.toLocaleString(i18n.language)
  const rest = refusedCount > refused.length ? ` ${t('refusedMore', { shown: inWords(refused.length) })}` : ''
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('refusedTitle', { count: refusedCount, shown: inWords(refusedCount) })}
      description={t('refusedBody') + rest}
      size="medium"
      footer={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <RefusedFiles
        files={refused}
        unnamed={t('unnamedFile')}
        className="-mx-2 max-h-[50vh] overflow-y-auto rounded-md px-2"
      />
    </Dialog>
  )
}
