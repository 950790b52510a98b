import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuarantine, useShowQuarantine } from '../../data/library.ts'
import { formatBytes } from '../../format-bytes.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { EmptyQuarantineDialog } from './empty-quarantine-dialog.tsx'
import { SettingsFailure } from './settings-failure.tsx'
import { SettingsPart } from './settings-part.tsx'

/** Files that were set aside. They take room, and only a person may decide that they can go. */
export function QuarantineFacts() {
  const { t } = useTranslation('settings')
  const quarantine = useQuarantine()
  return (
    <SettingsPart title={t('quarantine')} description={t('quarantineBody')}>
      {quarantine.isPending && <Spinner label={t('loading')} />}
      {quarantine.isError && <SettingsFailure failure={quarantine.error.failure} />}
      {quarantine.isSuccess && <Quarantine {...quarantine.data} />}
    </SettingsPart>
  )
}

function Quarantine({ fileCount, bytes }: { readonly fileCount: number; readonly bytes: number }) {
  const { t, i18n } = useTranslation('settings')
  const showFolder = useShowQuarantine()
  const [isAsking, setAsking] = useState(false)
  if (fileCount === 0) return <p>{t('quarantineEmpty')}</p>
  const shown = fileCount.toLocaleString(i18n.language)
  return (
    <div className="space-y-3">
      <p className="tabular-nums">
        {t('quarantineFiles', { count: fileCount, shown, size: formatBytes(bytes, i18n.language) })}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => showFolder.mutate()}>
          {t('showQuarantine')}
        </Button>
        <Button size="small" onClick={() => setAsking(true)}>
          {t('emptyQuarantine')}
        </Button>
      </div>
      {showFolder.isError && <SettingsFailure failure={showFolder.error.failure} />}
      {isAsking && <EmptyQuarantineDialog fileCount={fileCount} onClose={() => setAsking(false)} />}
    </div>
  )
}
