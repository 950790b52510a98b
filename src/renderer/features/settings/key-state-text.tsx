import { useTranslation } from 'react-i18next'
import type { Connection } from '#shared/connection.ts'

/** Whether there is a key and where it lies. The page knows no more of it than the last four characters. */
export function KeyStateText({ connection: { key, needsKey } }: { readonly connection: Connection }) {
  const { t } = useTranslation('settings')
  if (key.kind === 'not-needed') return null
  if (key.kind !== 'present')
    return <p className="text-sm text-ink-soft">{t(needsKey ? 'keyNone' : 'keyNoneNeeded')}</p>
  const storages = {
    encrypted: t('keyEncrypted'),
    plain: t('keyPlain'),
    session: t('keySession'),
    environment: t('keyEnvironment'),
  } as const
  return (
    <p className="text-sm text-ink-soft">
      <span className="text-ink tabular-nums">{t('keyPresent', { lastFour: key.lastFour })}</span>
      {' · '}
      {storages[key.storage]}
    </p>
  )
}
