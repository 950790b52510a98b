import { useTranslation } from 'react-i18next'
import { useVerifyLibrary } from '../../data/exchange.ts'
import { useRunningTask } from '../../data/tasks.ts'
import { Button } from '../../ui/button.tsx'
import { SettingsFailure } from './settings-failure.tsx'
import { SettingsPart } from './settings-part.tsx'

/** Reads everything and compares; how far it is stands with the tasks. */
export function LibraryCheck() {
  const { t } = useTranslation('settings')
  const verify = useVerifyLibrary()
  const isVerifying = useRunningTask('verify')
  return (
    <SettingsPart title={t('check')} description={t('checkBody')}>
      <Button size="small" isBusy={verify.isPending || isVerifying} onClick={() => verify.mutate()}>
        {t('verifyLibrary')}
      </Button>
      {verify.isError && <SettingsFailure failure={verify.error.failure} className="mt-3" />}
    </SettingsPart>
  )
}
