import { History } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenLibrary } from '../data/library.ts'
import { Banner } from './banner.tsx'

/** What this start found unfinished and settled. Money may have been spent, so it waits to be read. */
export function RecoveredBanner({ recovered }: { readonly recovered: OpenLibrary['recovered'] }) {
  const { t } = useTranslation('shell')
  const [isDismissed, setDismissed] = useState(false)
  const { succeeded, failed, maybeBilled } = recovered
  if (isDismissed || succeeded + failed + maybeBilled === 0) return null

  const sentences = [
    succeeded > 0 && t('recoveredSucceeded', { count: succeeded }),
    failed > 0 && t('recoveredFailed', { count: failed }),
    maybeBilled > 0 && t('recoveredMaybeBilled', { count: maybeBilled }),
    t('notSentAgain'),
  ]
  return (
    <Banner icon={History} title={t('recoveredTitle')} onDismiss={() => setDismissed(true)}>
      {sentences.filter((sentence) => sentence !== false).join(' ')}
    </Banner>
  )
}
