import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/failure.ts'
import type { ProviderId } from '#shared/provider-id.ts'
import type { Way } from '../../data/ways.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { matchesName } from '../../match-name.ts'
import { ModelPicker } from '../../model-picker.tsx'
import { hasUsableKey, isOffered, usualModel } from '../../resolve-target.ts'
import { Combobox } from '../../ui/combobox.tsx'

interface WayFieldsProps {
  readonly ways: readonly Way[]
  readonly connectionId: string | null
  readonly model: string | null
  /** Ways of asking for which an id can be typed; absent = all that the connection has. */
  readonly typedFor?: readonly ProviderId[] | undefined
  readonly onChange: (choice: { readonly connectionId: string; readonly model: string | null }) => void
}

/** Over which connection, and which of its models makes the pictures. */
export function WayFields({ ways, connectionId, model, typedFor, onChange }: WayFieldsProps) {
  const { t: tCreate } = useTranslation('create')
  const [failure, setFailure] = useState<Failure | null>(null)
  const way = ways.find(({ connection }) => connection.id === connectionId)
  return (
    <>
      <Combobox
        label={tCreate('connection')}
        value={connectionId}
        onChange={(id) => {
          const next = ways.find(({ connection }) => connection.id === id)
          const keeps = next?.models.some((one) => one.id === model) ?? false
          onChange({ connectionId: id, model: keeps ? model : ((next && usualModel(next)?.id) ?? null) })
        }}
        matches={matchesName}
        emptyText={tCreate('connectionNotFound')}
        groups={[
          {
            label: '',
            items: ways
              .filter(({ connection }) => isOffered(connection))
              .map(({ connection }) => ({
                value: connection.id,
                label: connection.label,
                description: connection.baseUrl ?? tCreate('sketchHint'),
                badges: hasUsableKey(connection) ? [] : [{ text: tCreate('modelNeedsKey'), tone: 'neutral' as const }],
              })),
          },
        ]}
      />
      {way !== undefined && (
        <ModelPicker
          way={way}
          model={way.models.find(({ id }) => id === model) ?? null}
          onChoose={(id) => {
            setFailure(null)
            onChange({ connectionId: way.connection.id, model: id })
          }}
          onFailure={setFailure}
          {...(typedFor !== undefined && { typedFor })}
        />
      )}
      {failure !== null && <FailureNotice failure={failure} />}
    </>
  )
}
