import { useTranslation } from 'react-i18next'
import type { Way } from '../../data/ways.ts'
import { matchesName } from '../../match-name.ts'
import { hasUsableKey, isOffered, usualModel } from '../../resolve-target.ts'
import { Combobox } from '../../ui/combobox.tsx'

interface WayFieldsProps {
  readonly ways: readonly Way[]
  readonly connectionId: string | null
  readonly model: string | null
  readonly onChange: (choice: { readonly connectionId: string; readonly model: string | null }) => void
}

/** Over which connection, and which of its models makes the pictures. */
export function WayFields({ ways, connectionId, model, onChange }: WayFieldsProps) {
  const { t } = useTranslation('compare')
  const { t: tCreate } = useTranslation('create')
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
      <Combobox
        label={tCreate('model')}
        value={model}
        placeholder={t('chooseModel')}
        onChange={(id) => connectionId !== null && onChange({ connectionId, model: id })}
        matches={matchesName}
        emptyText={tCreate('modelNotFound')}
        groups={[
          {
            label: '',
            items: (way?.models ?? []).map((one) => ({
              value: one.id,
              label: one.label,
              alias: one.id,
              isDisabled: one.status.kind === 'retired',
              ...(one.label !== one.id && one.provider !== 'sketch' && { description: one.id }),
            })),
          },
        ]}
      />
    </>
  )
}
