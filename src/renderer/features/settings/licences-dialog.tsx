import { useTranslation } from 'react-i18next'
import { useLicences } from '../../data/app-info.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { SettingsFailure } from './settings-failure.tsx'

export function LicencesDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('settings')
  const licences = useLicences(isOpen)
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('licencesTitle')} description={t('licencesBody')} size="large">
      {licences.isPending && <Spinner label={t('loading')} />}
      {licences.isError && <SettingsFailure failure={licences.error.failure} />}
      {licences.isSuccess && (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard.
          tabIndex={0}
          className="max-h-[55vh] overflow-auto font-mono text-xs whitespace-pre-wrap"
          data-selectable
        >
          {licences.data}
        </pre>
      )}
    </Dialog>
  )
}
