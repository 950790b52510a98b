import { useTranslation } from 'react-i18next'
import { useLibraryStatus } from '../../data/library.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { BackupFacts } from './backup-facts.tsx'
import { LibraryCheck } from './library-check.tsx'
import { LibraryFacts } from './library-facts.tsx'
import { QuarantineFacts } from './quarantine-facts.tsx'
import { SettingsFailure } from './settings-failure.tsx'
import { SettingsSection } from './settings-section.tsx'

export function LibrarySection() {
  const { t } = useTranslation('settings')
  const status = useLibraryStatus()
  return (
    <SettingsSection title={t('library')} description={t('libraryBody')}>
      {status.isPending && <Spinner label={t('loading')} />}
      {status.isError && <SettingsFailure failure={status.error.failure} />}
      {status.data?.kind === 'open' && (
        <div className="space-y-8">
          <LibraryFacts library={status.data} />
          <BackupFacts isLibraryEmpty={status.data.imageCount + status.data.trashCount === 0} />
          <LibraryCheck />
          <QuarantineFacts />
        </div>
      )}
    </SettingsSection>
  )
}
