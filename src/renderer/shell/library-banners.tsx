import { ArchiveRestore, DatabaseZap, Lock } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type OpenLibrary, useRestart } from '../data/library.ts'
import { sayFailure } from '../say-failure.ts'
import { Banner } from './banner.tsx'
import { RecoveredBanner } from './recovered-banner.tsx'

/** What a person has to know of the library as a whole, the most pressing first. */
export function LibraryBanners({ library }: { readonly library: OpenLibrary }) {
  return (
    // However many there are, the room keeps the larger part of the window.
    <div className="max-h-2/5 shrink-0 overflow-y-auto">
      {library.damage !== null && <DamageBanner />}
      {library.isReadOnly && <ReadOnlyBanner />}
      {library.restored !== null && <RestoredBanner restored={library.restored} />}
      <RecoveredBanner recovered={library.recovered} />
    </div>
  )
}

/** Stays: each hour that goes by makes the newest good backup an hour older. */
function DamageBanner() {
  const { t } = useTranslation('shell')
  const restart = useRestart()
  return (
    <Banner
      icon={DatabaseZap}
      tone="danger"
      title={t('damageTitle')}
      action={{
        label: t('restartAndRestore'),
        isBusy: restart.isPending,
        run: () => restart.mutate(undefined, { onError: sayFailure }),
      }}
    >
      {t('damageBody')}
    </Banner>
  )
}

function ReadOnlyBanner() {
  const { t } = useTranslation('shell')
  return (
    <Banner icon={Lock} title={t('readOnlyTitle')}>
      {t('readOnlyBody')}
    </Banner>
  )
}

function RestoredBanner({ restored }: { readonly restored: NonNullable<OpenLibrary['restored']> }) {
  const { t, i18n } = useTranslation('shell')
  const [isDismissed, setDismissed] = useState(false)
  if (isDismissed) return null
  const { backupAtMs, fromBackupCount, fromFilesCount, withoutRecordCount, keptAs } = restored
  const counted = (count: number) => ({ count, shown: count.toLocaleString(i18n.language) })
  const sentences = [
    backupAtMs === null
      ? t('restoredWithoutBackup')
      : t('restoredFromBackup', {
          ...counted(fromBackupCount),
          time: new Date(backupAtMs).toLocaleString(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }),
        }),
    fromFilesCount > 0 && t('restoredFromFiles', counted(fromFilesCount)),
    withoutRecordCount > 0 && t('restoredWithoutRecord', counted(withoutRecordCount)),
    keptAs !== null && t('restoredKept', { name: keptAs }),
  ]
  return (
    <Banner icon={ArchiveRestore} title={t('restoredTitle')} onDismiss={() => setDismissed(true)}>
      {sentences.filter((sentence) => sentence !== false).join(' ')}
    </Banner>
  )
}
