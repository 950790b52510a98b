import { useTranslation } from 'react-i18next'
import { Select } from '../../ui/select.tsx'
import { type AddableKind, addableKinds, isLegacyKind, useServerKinds } from './use-server-kinds.ts'

interface KindFieldProps {
  readonly kind: AddableKind
  readonly onChange: (kind: AddableKind) => void
}

export function KindField({ kind, onChange }: KindFieldProps) {
  const { t } = useTranslation('settings')
  const kinds = useServerKinds()
  return (
    <div>
      <Select
        label={t('kind')}
        value={kind}
        onChange={onChange}
        options={addableKinds.map((value) => ({
          value,
          label: isLegacyKind(value) ? `${kinds[value].label} · ${t('legacy')}` : kinds[value].label,
          description: kinds[value].description,
        }))}
      />
      <p className="mt-1 text-sm text-ink-soft">{kinds[kind].description}</p>
    </div>
  )
}
