import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Connection } from '#shared/connection.ts'
import type { Way } from '../data/ways.ts'
import { matchesName } from '../match-name.ts'
import { hasUsableKey, isOffered } from '../resolve-target.ts'
import { Combobox } from '../ui/combobox.tsx'
import { useDraft } from './use-draft.ts'

interface ConnectionPickerProps {
  readonly connection: Connection
  readonly ways: readonly Way[]
}

/** The connections, whether their key is there or not. The model stays where the new connection has it too. */
export function ConnectionPicker({ connection, ways }: ConnectionPickerProps) {
  const { t } = useTranslation('create')
  const setConnection = useDraft((draft) => draft.setConnection)
  return (
    <Combobox
      label={t('connection')}
      value={connection.id}
      onChange={setConnection}
      matches={matchesName}
      emptyText={t('connectionNotFound')}
      groups={[
        {
          label: '',
          items: ways
            .filter((way) => isOffered(way.connection))
            .map((way) => ({
              value: way.connection.id,
              label: way.connection.label,
              description: way.connection.baseUrl ?? t('sketchHint'),
              badges: badgesOf(way.connection, t),
            })),
        },
      ]}
    />
  )
}

const badgesOf = (connection: Connection, t: TFunction<'create'>) => [
  ...(hasUsableKey(connection) ? [] : [{ text: t('modelNeedsKey'), tone: 'neutral' } as const]),
  ...(connection.isUnencrypted ? [{ text: t('unencrypted'), tone: 'warning' } as const] : []),
  ...(isLegacy(connection) ? [{ text: t('legacy'), tone: 'neutral' } as const] : []),
]

/** Services and ways of asking that their makers gave up. */
const isLegacy = ({ profile }: Connection): boolean => profile === 'karlo' || profile === 'dall-e'
