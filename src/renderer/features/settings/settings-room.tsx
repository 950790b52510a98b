import { useTranslation } from 'react-i18next'
import { AboutSection } from './about-section.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { ConnectionsSection } from './connections-section.tsx'
import { LibrarySection } from './library-section.tsx'

export function SettingsRoom() {
  const { t } = useTranslation('settings')
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-4xl px-8 pt-8 pb-16 max-[700px]:px-5">
        <h1 className="pb-2 text-xl font-semibold">{t('title')}</h1>
        <ConnectionsSection />
        <AppearanceSection />
        <LibrarySection />
        <AboutSection />
      </div>
    </div>
  )
}
