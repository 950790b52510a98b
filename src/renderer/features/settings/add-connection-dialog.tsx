import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isUnencrypted, normalizeBaseUrl, profileOfAddress } from '#shared/base-url.ts'
import { useAddConnection } from '../../data/connections.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { KindField } from './kind-field.tsx'
import { SettingsFailure } from './settings-failure.tsx'
import { type AddableKind, addableKinds, useServerKinds } from './use-server-kinds.ts'

export function AddConnectionDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('settings')
  const { t: tUi } = useTranslation('ui')
  const kinds = useServerKinds()
  const formId = useId()
  const [label, setLabel] = useState('')
  const [baseUrl, setBaseUrl] = useState('')
  const [chosenKind, setKind] = useState<AddableKind | null>(null)
  const [wasSubmitted, setSubmitted] = useState(false)
  const add = useAddConnection()

  const profile = chosenKind ?? addableKinds.find((kind) => kind === profileOfAddress(baseUrl)) ?? 'other'
  const normalized = normalizeBaseUrl(baseUrl, profile)
  const failure = add.error?.failure
  const isAddressRefused = failure?.kind === 'bad-request'
  const labelProblem = wasSubmitted && label.trim() === '' ? t('nameMissing') : null
  const addressProblem =
    wasSubmitted && baseUrl.trim() === '' ? t('addressMissing') : isAddressRefused ? t('addressRefused') : null

  function submit(event: FormEvent): void {
    event.preventDefault()
    setSubmitted(true)
    if (label.trim() !== '' && baseUrl.trim() !== '') add.mutate({ label, baseUrl, profile }, { onSuccess: onClose })
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('newConnectionTitle')}
      description={t('newConnectionBody')}
      footer={
        <>
          <Button onClick={onClose}>{tUi('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} isBusy={add.isPending}>
            {t('add')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="space-y-4">
        <Field label={t('name')} problem={labelProblem}>
          <TextInput
            value={label}
            placeholder={t('namePlaceholder')}
            maxLength={100}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
        </Field>
        <Field
          label={t('address')}
          description={
            normalized.ok && normalized.value !== baseUrl.trim()
              ? t('addressBecomes', { address: normalized.value })
              : t('addressBody')
          }
          problem={addressProblem}
        >
          <TextInput
            type="url"
            value={baseUrl}
            placeholder={kinds[profile].example}
            maxLength={2000}
            spellCheck={false}
            onChange={(event) => {
              setBaseUrl(event.currentTarget.value)
              add.reset()
            }}
          />
        </Field>
        {normalized.ok && isUnencrypted(normalized.value) && (
          <Notice tone="warning" title={t('unencryptedTitle')}>
            {t('unencryptedBody')}
          </Notice>
        )}
        <KindField kind={profile} onChange={setKind} />
        {failure !== undefined && !isAddressRefused && <SettingsFailure failure={failure} />}
      </form>
    </Dialog>
  )
}
