import { useTranslation } from 'react-i18next'
import type { CallOutput } from '#shared/contract.ts'
import { useBackUpNow, useBackupStatus, useChooseBackupFolder, useRestoreBackup } from '../../data/backup.ts'
import { useRunningTask } from '../../data/tasks.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { SettingsFailure } from './settings-failure.tsx'
import { SettingsPart } from './settings-part.tsx'

/** The copy of the library outside itself: where, since when, and back from there into an empty library. */
export function BackupFacts({ isLibraryEmpty }: { readonly isLibraryEmpty: boolean }) {
  const { t } = useTranslation('settings')
  const status = useBackupStatus()
  return (
    <SettingsPart title={t('backup')} description={t('backupBody')}>
      {status.isPending && <Spinner label={t('loading')} />}
      {status.isError && <SettingsFailure failure={status.error.failure} />}
      {status.isSuccess && <Backup status={status.data} isLibraryEmpty={isLibraryEmpty} />}
    </SettingsPart>
  )
}

function Backup({
  status: { folder, lastAtMs, isReachable },
  isLibraryEmpty,
}: {
  readonly status: CallOutput<'backup.status'>
  readonly isLibraryEmpty: boolean
}) {
  const { t, i18n } = useTranslation('settings')
  const chooseFolder = useChooseBackupFolder()
  const backUpNow = useBackUpNow()
  const restore = useRestoreBackup()
  const isBackingUp = useRunningTask('backup')
  const isRestoring = useRunningTask('restore')
  const failure = chooseFolder.error?.failure ?? backUpNow.error?.failure ?? restore.error?.failure
  const last = lastAtMs === null ? t('backupNever') : formatTime(lastAtMs, i18n.language)
  return (
    <div className="space-y-3">
      {folder !== null && (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
          <dt className="text-ink-soft">{t('backupFolder')}</dt>
          <dd data-selectable>{folder}</dd>
          {isReachable && (
            <>
              <dt className="text-ink-soft">{t('backupLast')}</dt>
              <dd>{last}</dd>
            </>
          )}
        </dl>
      )}
      {folder !== null && !isReachable && (
        <Notice tone="warning" title={t('backupUnreachableTitle')}>
          {t('backupUnreachableBody')}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          disabled={folder !== null && !isReachable}
          isBusy={backUpNow.isPending || isBackingUp}
          onClick={() => backUpNow.mutate()}
        >
          {t('backUpNow')}
        </Button>
        <Button size="small" isBusy={chooseFolder.isPending} onClick={() => chooseFolder.mutate()}>
          {t(folder === null ? 'backupChoose' : 'backupChange')}
        </Button>
        {isLibraryEmpty && (
          <Button size="small" isBusy={restore.isPending || isRestoring} onClick={() => restore.mutate()}>
            {t('restore')}
          </Button>
        )}
      </div>
      <p className="text-sm text-ink-soft">{t(isLibraryEmpty ? 'restoreBody' : 'restoreElsewhere')}</p>
      {failure !== undefined && <SettingsFailure failure={failure} />}
    </div>
  )
}

const formatTime = (atMs: number, language: string): string =>
  new Date(atMs).toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' })
