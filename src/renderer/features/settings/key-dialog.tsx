import { ExternalLink } from 'lucide-react'
import { type FormEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Connection } from '#shared/connection.ts'
import type { CallInput } from '#shared/contract.ts'
import type { Failure } from '#shared/failure.ts'
import type { Settings } from '#shared/settings.ts'
import { call } from '../../bridge.ts'
import { saveKey } from '../../data/connections.ts'
import { useSettings } from '../../data/settings.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { showToast } from '../../ui/toast.tsx'
import { SettingsFailure } from './settings-failure.tsx'

type Keep = CallInput<'apiKeys.save'>['keep']

interface KeyDialogProps {
  readonly connection: Connection
  /** What was found out with the old key holds no longer. */
  readonly onSaved: () => void
  readonly onClose: () => void
}

export function KeyDialog({ connection, ...rest }: KeyDialogProps) {
  const { data: settings } = useSettings()
  // Settings are read when the app starts; the way of keeping a key must not be guessed before.
  return settings === undefined ? null : <KeyForm connection={connection} keyStorage={settings.keyStorage} {...rest} />
}

interface KeyFormProps extends KeyDialogProps {
  readonly keyStorage: Settings['keyStorage']
}

function KeyForm({ connection, keyStorage, onSaved, onClose }: KeyFormProps) {
  const { t } = useTranslation('settings')
  const { t: tUi } = useTranslation('ui')
  const formId = useId()
  /** The key stays in the input element alone: no state, no cache, and emptied once main has it. */
  const keyInput = useRef<HTMLInputElement>(null)
  const [keep, setKeep] = useState<Keep>(keyStorage.canEncrypt ? 'store' : 'session')
  const [isMissing, setMissing] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)

  async function save(input: HTMLInputElement): Promise<void> {
    setBusy(true)
    const result = await saveKey({ connectionId: connection.id, key: input.value, keep })
    setBusy(false)
    if (!result.ok) return setFailure(result.failure)
    input.value = ''
    onSaved()
    onClose()
    showToast({ title: t('keySaved'), tone: 'success' })
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    setFailure(null)
    const input = keyInput.current
    setMissing(input?.value.trim() === '')
    if (input !== null && input.value.trim() !== '') void save(input)
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('keyTitle', { label: connection.label })}
      footer={
        <>
          <Button onClick={onClose}>{tUi('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} isBusy={isBusy}>
            {t('saveKey')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="space-y-5">
        <div>
          <Field label={t('key')} problem={isMissing ? t('keyMissing') : null}>
            <TextInput
              ref={keyInput}
              type="password"
              autoComplete="off"
              spellCheck={false}
              maxLength={1000}
              onChange={() => setMissing(false)}
              className="font-mono"
            />
          </Field>
          {connection.baseUrl?.startsWith('https://api.openai.com') === true && (
            <Button
              variant="plain"
              size="small"
              icon={ExternalLink}
              className="mt-1.5 -ml-2.5"
              onClick={() => void call('app.openExternal', { page: 'openai-api-keys' })}
            >
              {t('getKey')}
            </Button>
          )}
        </div>
        <RadioCards
          label={t('keep')}
          value={keep}
          onChange={setKeep}
          options={[
            {
              value: 'store',
              label: t('keepEncrypted'),
              description: keyStorage.canEncrypt
                ? t('keepEncryptedBody')
                : t('keepEncryptedUnavailable', { backend: keyStorage.backend }),
              isDisabled: !keyStorage.canEncrypt,
            },
            { value: 'session', label: t('keepSession'), description: t('keepSessionBody') },
            { value: 'store-plain', label: t('keepPlain'), description: t('keepPlainBody') },
          ]}
        />
        {keep === 'store-plain' && (
          // In a low window it would stand out of sight, just where it matters.
          <div ref={(warning) => warning?.scrollIntoView({ block: 'nearest' })}>
            <Notice tone="warning" title={t('keepPlainWarningTitle')}>
              {t('keepPlainWarningBody')}
            </Notice>
          </div>
        )}
        {failure !== null && <SettingsFailure failure={failure} />}
      </form>
    </Dialog>
  )
}
