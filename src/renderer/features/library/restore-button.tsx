import { useTranslation } from 'react-i18next'
import { useRestoreBackup } from '../../data/backup.ts'
import { useRunningTask } from '../../data/tasks.ts'
import { sayFailure } from '../../say-failure.ts'
import { Button } from '../../ui/button.tsx'

/** For an empty library: main asks for a backup, and fills the library from it as a task. */
export function RestoreButton() {
  const { t } = useTranslation('exchange')
  const restore = useRestoreBackup()
  const isRestoring = useRunningTask('restore')
  return (
    <Button
      title={t('restoreBody')}
      isBusy={restore.isPending || isRestoring}
      onClick={() => restore.mutate(undefined, { onError: sayFailure })}
    >
      {t('restore')}
    </Button>
  )
}
