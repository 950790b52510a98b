import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnections } from '../../data/connections.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { AddConnectionDialog } from './add-connection-dialog.tsx'
import { ConnectionCard } from './connection-card.tsx'
import { SettingsFailure } from './settings-failure.tsx'
import { SettingsSection } from './settings-section.tsx'

export function ConnectionsSection() {
  const { t } = useTranslation('settings')
  const [isAdding, setAdding] = useState(false)
  return (
    <SettingsSection
      title={t('connections')}
      description={t('connectionsBody')}
      action={
        <Button size="small" icon={Plus} onClick={() => setAdding(true)}>
          {t('addConnection')}
        </Button>
      }
    >
      <ConnectionList />
      {isAdding && <AddConnectionDialog onClose={() => setAdding(false)} />}
    </SettingsSection>
  )
}

function ConnectionList() {
  const { t } = useTranslation('settings')
  const connections = useConnections()
  if (connections.isPending) return <Spinner label={t('loading')} />
  if (connections.isError) return <SettingsFailure failure={connections.error.failure} />
  // Never empty: the offline sketch is always among them.
  return (
    <ul className="divide-y divide-line rounded-xl border border-line">
      {connections.data.map((connection) => (
        <ConnectionCard key={connection.id} connection={connection} />
      ))}
    </ul>
  )
}
