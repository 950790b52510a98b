import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddConnection } from '../../data/connections.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { SettingsFailure } from './settings-failure.tsx'

export function AddConnectionDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('settings')
  const { t: tUi } = useTranslation('ui')
  const formId = useId()
  const [label, setLabel] = useState('')
  const [baseUrl, setBaseUrl] = useState('')
  const [wasSubmitted, setSubmitted] = useState(false)
  const add = useAddConnection()

  const failure = add.error?.failure
  const isAddressRefused = failure?.kind === 'bad-request'
  const labelProblem = wasSubmitted && label.trim() === '' ? t('nameMissing') : null
  const addressProblem =
    wasSubmitted && baseUrl.trim() === '' ? t('addressMissing') : isAddressRefused ? t('addressRefused') : null

  function submit(event: FormEvent): void {
    event.preventDefault()
    setSubmitted(true)
    if (label.trim() !== '' && baseUrl.trim() !== '') add.mutate({ label, baseUrl }, { onSuccess: onClose })
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
        <Field label={t('address')} description={t('addressBody')} problem={addressProblem}>
          <TextInput
            type="url"
            value={baseUrl}
            placeholder="https://api.openai.com/v1"
            maxLength={2000}
            spellCheck={false}
            onChange={(event) => {
              setBaseUrl(event.currentTarget.value)
              add.reset()
            }}
          />
        </Field>
        {failure !== undefined && !isAddressRefused && <SettingsFailure failure={failure} />}
      </form>
    </Dialog>
  )
}
