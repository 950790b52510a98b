import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Connection } from '#shared/connection.ts'
import { useUpdateConnection } from '../../data/connections.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { TokenField } from '../../ui/token-field.tsx'
import { KindField } from './kind-field.tsx'
import { SettingsFailure } from './settings-failure.tsx'
import { addableKinds } from './use-server-kinds.ts'

interface EditConnectionDialogProps {
  readonly connection: Connection
  readonly onClose: () => void
}

/** Name, kind of server, how much at once, and the models that were typed. An address stays: its key belongs to it. */
export function EditConnectionDialog({ connection, onClose }: EditConnectionDialogProps) {
  const { t } = useTranslation('settings')
  const { t: tUi } = useTranslation('ui')
  const formId = useId()
  const { id, origin, profile, settings } = connection
  const isSketch = profile === 'sketch'
  const [label, setLabel] = useState(connection.label)
  const [kind, setKind] = useState(addableKinds.find((one) => one === profile) ?? 'other')
  const [maxConcurrent, setMaxConcurrent] = useState(settings.maxConcurrent)
  const [typedModels, setTypedModels] = useState(settings.typedModels)
  const [wasSubmitted, setSubmitted] = useState(false)
  const update = useUpdateConnection()
  const [provider] = connection.providers

  function submit(event: FormEvent): void {
    event.preventDefault()
    setSubmitted(true)
    if (label.trim() === '') return
    update.mutate(
      {
        id,
        settings: { ...settings, maxConcurrent, typedModels },
        ...(!isSketch && { label }),
        ...(origin === 'saved' && { profile: kind }),
      },
      { onSuccess: onClose },
    )
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('editTitle', { label: connection.label })}
      footer={
        <>
          <Button onClick={onClose}>{tUi('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} isBusy={update.isPending}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="space-y-4">
        {!isSketch && (
          <Field label={t('name')} problem={wasSubmitted && label.trim() === '' ? t('nameMissing') : null}>
            <TextInput value={label} maxLength={100} onChange={(event) => setLabel(event.currentTarget.value)} />
          </Field>
        )}
        {origin === 'saved' && <KindField kind={kind} onChange={setKind} />}
        <div>
          <NumberField label={t('maxConcurrent')} value={maxConcurrent} min={1} max={16} onChange={setMaxConcurrent} />
          <p className="mt-1 text-sm text-ink-soft">{t('maxConcurrentBody')}</p>
        </div>
        {!isSketch && provider !== undefined && (
          <div>
            <TokenField
              label={t('typedModels')}
              tokens={typedModels.map((model) => ({ name: model.id }))}
              suggest={() => []}
              onAdd={(name) =>
                setTypedModels((known) =>
                  known.some((model) => model.id === name) ? known : [...known, { id: name, provider }],
                )
              }
              onRemove={(name) => setTypedModels((known) => known.filter((model) => model.id !== name))}
              removeLabel={(name) => t('removeTypedModel', { name })}
              maxLength={200}
            />
            <p className="mt-1 text-sm text-ink-soft">{t('typedModelsBody')}</p>
          </div>
        )}
        {update.isError && <SettingsFailure failure={update.error.failure} />}
      </form>
    </Dialog>
  )
}
