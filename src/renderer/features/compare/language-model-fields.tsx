import { useTranslation } from 'react-i18next'
import type { Way } from '../../data/ways.ts'
import { matchesName } from '../../match-name.ts'
import { Combobox } from '../../ui/combobox.tsx'
import { rewriterModels } from '../../usual-rewriter.ts'

interface LanguageModelFieldsProps {
  readonly connectionLabel: string
  readonly modelLabel: string
  /** What the sketch does instead, in a few words. */
  readonly byRule: string
  readonly ways: readonly Way[]
  readonly connectionId: string | null
  /** `''` = none yet. */
  readonly model: string
  readonly onChange: (choice: { readonly connectionId: string; readonly model: string }) => void
}

/** Over which connection, and which of its language models; an id that is not listed can be typed. */
export function LanguageModelFields({
  connectionLabel,
  modelLabel,
  byRule,
  ways,
  connectionId,
  model,
  onChange,
}: LanguageModelFieldsProps) {
  const { t } = useTranslation('compare')
  const way = ways.find(({ connection }) => connection.id === connectionId)
  const known = way === undefined ? [] : rewriterModels(way)
  const ids = connectionId === null || known.includes(model) ? known : [...known, model]
  const labelOf = (id: string): string => way?.models.find((one) => one.id === id)?.label ?? id
  return (
    <>
      <Combobox
        label={connectionLabel}
        value={connectionId}
        placeholder={t('chooseRewriter')}
        onChange={(id) => {
          const next = ways.find(({ connection }) => connection.id === id)
          const [first] = next === undefined ? [] : rewriterModels(next)
          onChange({ connectionId: id, model: first ?? '' })
        }}
        matches={matchesName}
        emptyText={t('rewriterNotFound')}
        groups={[
          {
            label: '',
            items: ways.map(({ connection }) => ({
              value: connection.id,
              label: connection.label,
              description: connection.profile === 'sketch' ? byRule : (connection.baseUrl ?? undefined),
            })),
          },
        ]}
      />
      {way?.connection.profile !== 'sketch' && (
        <Combobox
          label={modelLabel}
          value={model === '' ? null : model}
          placeholder={t('typeModel')}
          onChange={(id) => connectionId !== null && onChange({ connectionId, model: id })}
          matches={matchesName}
          emptyText={t('typeModel')}
          offer={(typed) =>
            typed.length > 200 || ids.includes(typed) ? [] : [{ value: typed, label: t('useTyped', { id: typed }) }]
          }
          groups={[
            {
              label: '',
              items: ids.filter((id) => id !== '').map((id) => ({ value: id, label: labelOf(id), alias: id })),
            },
          ]}
        />
      )}
    </>
  )
}
