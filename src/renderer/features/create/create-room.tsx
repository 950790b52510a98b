import { useTranslation } from 'react-i18next'
import { Composer } from './composer.tsx'
import { Results } from './results.tsx'
import { useCancelKey } from './use-cancel-key.ts'

/** Words on one side, what becomes of them on the other; on a narrow screen, one above the other. */
export function CreateRoom() {
  const { t } = useTranslation('create')
  useCancelKey()
  return (
    <div className="@container h-full">
      <h1 className="sr-only">{t('title')}</h1>
      <div className="flex h-full @max-[720px]:flex-col @max-[720px]:overflow-y-auto">
        <Composer />
        <Results />
      </div>
    </div>
  )
}
