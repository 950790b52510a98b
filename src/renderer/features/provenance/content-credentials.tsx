import { BadgeCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Section } from './section.tsx'

/** The file carries a C2PA manifest. It is detected, not verified, and the words say so. */
export function ContentCredentials() {
  const { t } = useTranslation('provenance')
  return (
    <Section title={t('contentCredentials')}>
      <p className="flex gap-2 text-sm">
        <BadgeCheck size={16} aria-hidden className="mt-0.5 shrink-0 text-accent-text" />
        <span>{t('contentCredentialsBody')}</span>
      </p>
    </Section>
  )
}
