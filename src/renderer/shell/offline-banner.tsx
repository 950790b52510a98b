import { WifiOff } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from './banner.tsx'

/** Shows while the computer has no network. Once dismissed it stays away until the network was back in between. */
export function OfflineBanner() {
  const { t } = useTranslation('shell')
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine)
  const [isDismissed, setDismissed] = useState(false)
  if (isOnline && isDismissed) setDismissed(false)
  if (isOnline || isDismissed) return null
  return (
    <Banner icon={WifiOff} title={t('offlineTitle')} onDismiss={() => setDismissed(true)}>
      {t('offlineBody')}
    </Banner>
  )
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
