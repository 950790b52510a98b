import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { showToast } from '../../ui/toast.tsx'

/** Copies `text` as it is. `label` says what: a screen reader hears several of these in a row. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTranslation('provenance')
  return (
    <IconButton
      label={label}
      icon={Copy}
      size="small"
      onClick={() => {
        navigator.clipboard.writeText(text).then(
          () => showToast({ title: t('copied') }),
          () => showToast({ title: t('copyFailed'), tone: 'danger' }),
        )
      }}
    />
  )
}
