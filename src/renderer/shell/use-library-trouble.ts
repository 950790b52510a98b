import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { on } from '../bridge.ts'
import { describeFailure } from '../describe-failure.ts'
import { showToast } from '../ui/toast.tsx'

/** Says that the disk refuses what has arrived, while main keeps it and tries again. */
export function useLibraryTrouble(): void {
  const { t } = useTranslation('failures')
  const { t: tShell } = useTranslation('shell')
  useEffect(
    () =>
      on('library.refused', ({ failure }) => {
        const { title } = describeFailure(failure, t)
        showToast({ title, description: tShell('receivedWaits'), tone: 'danger' })
      }),
    [t, tShell],
  )
}
