import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnPrice } from '#shared/ledger.ts'
import { useModels } from '../../data/catalogue.ts'
import { useConnections } from '../../data/connections.ts'
import { useSetOwnPrice } from '../../data/ledger.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Select } from '../../ui/select.tsx'
import { showToast } from '../../ui/toast.tsx'
import { parseUsd, usdText } from './parse-usd.ts'

const kinds = ['textInput', 'textInputCached', 'imageInput', 'imageInputCached', 'imageOutput', 'textOutput'] as const
type TokenKind = (typeof kinds)[number]
type PerToken = Readonly<Record<TokenKind, string>>
type Rates = OwnPrice['rates']

interface PriceDialogProps {
  /** `null` = a new one. */
  readonly price: OwnPrice | null
  readonly onClose: () => void
}

export function PriceDialog({ price, onClose }: PriceDialogProps) {
  const { t } = useTranslation('ledger')
  const { t: tUi } = useTranslation('ui')
  const formId = useId()
  const listId = useId()
  const { data: connections = [] } = useConnections()
  const { data: models = [] } = useModels()
  const save = useSetOwnPrice()
  const paid = connections.filter(({ profile }) => profile !== 'sketch')
  const [chosen, setChosen] = useState(price?.connectionId ?? null)
  const [model, setModel] = useState(price?.model ?? '')
  const [charged, setCharged] = useState<Rates['kind']>(price?.rates.kind ?? 'per-image')
  const [perPicture, setPerPicture] = useState(price?.rates.kind === 'per-image' ? usdText(price.rates.microUsd) : '')
  const [perToken, setPerToken] = useState<PerToken>(() => writtenRates(price?.rates))
  const [wasSubmitted, setSubmitted] = useState(false)
  const connectionId = chosen ?? paid[0]?.id ?? ''
  const rates = charged === 'per-image' ? readPerPicture(perPicture) : readPerToken(perToken)

  function submit(event: FormEvent): void {
    event.preventDefault()
    setSubmitted(true)
    if (rates === null || model.trim() === '' || connectionId === '') return
    save.mutate(
      { connectionId, model, rates },
      {
        onSuccess: () => {
          showToast({ title: t('priceSaved', { model: model.trim() }), tone: 'success' })
          onClose()
        },
      },
    )
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('priceTitle')}
      description={t('priceBody')}
      footer={
        <>
          <Button onClick={onClose}>{tUi('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} isBusy={save.isPending}>
            {t('savePrice')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="space-y-4">
        {price === null && (
          <>
            <Select
              label={t('connection')}
              value={connectionId}
              onChange={setChosen}
              options={paid.map(({ id, label }) => ({ value: id, label }))}
            />
            <Field
              label={t('model')}
              description={t('modelBody')}
              problem={wasSubmitted && model.trim() === '' ? t('modelMissing') : null}
            >
              <TextInput
                value={model}
                list={listId}
                maxLength={200}
                spellCheck={false}
                autoComplete="off"
                onChange={(event) => setModel(event.currentTarget.value)}
              />
            </Field>
            <datalist id={listId}>
              {models
                .filter(({ provider }) => provider !== 'sketch')
                .map(({ id, label }) => (
                  <option key={id} value={id}>
                    {label}
                  </option>
                ))}
            </datalist>
          </>
        )}
        {price !== null && <p className="font-medium">{price.model}</p>}
        <Segmented
          label={t('charged')}
          value={charged}
          onChange={setCharged}
          options={[
            { value: 'per-image', label: t('perPicture') },
            { value: 'per-token', label: t('perToken') },
          ]}
        />
        {charged === 'per-image' ? (
          <Field
            label={t('usdPerPicture')}
            problem={wasSubmitted && parseUsd(perPicture) === null ? t('priceProblem') : null}
            className="w-44"
          >
            <TextInput
              inputMode="decimal"
              value={perPicture}
              maxLength={20}
              onChange={(event) => setPerPicture(event.currentTarget.value)}
            />
          </Field>
        ) : (
          <fieldset>
            <legend className="mb-2 text-sm text-ink-soft">{t('usdPerMillion')}</legend>
            <div className="grid grid-cols-2 gap-x-4 gap-y-3">
              {kinds.map((kind) => (
                <Field
                  key={kind}
                  label={t(kind)}
                  problem={wasSubmitted && parseUsd(perToken[kind]) === null ? t('priceProblem') : null}
                >
                  <TextInput
                    inputMode="decimal"
                    value={perToken[kind]}
                    maxLength={20}
                    onChange={(event) => setPerToken({ ...perToken, [kind]: event.currentTarget.value })}
                  />
                </Field>
              ))}
            </div>
          </fieldset>
        )}
        {save.isError && <FailureNotice failure={save.error.failure} />}
      </form>
    </Dialog>
  )
}

const byKind = (textOf: (kind: TokenKind) => string): PerToken => ({
  textInput: textOf('textInput'),
  textInputCached: textOf('textInputCached'),
  imageInput: textOf('imageInput'),
  imageInputCached: textOf('imageInputCached'),
  imageOutput: textOf('imageOutput'),
  textOutput: textOf('textOutput'),
})

const writtenRates = (rates: Rates | undefined): PerToken =>
  byKind((kind) => (rates?.kind === 'per-token' ? usdText(rates[kind]) : ''))

function readPerPicture(text: string): Rates | null {
  const microUsd = parseUsd(text)
  return microUsd === null ? null : { kind: 'per-image', microUsd }
}

function readPerToken(texts: PerToken): Rates | null {
  const read = (kind: TokenKind): number => parseUsd(texts[kind]) ?? Number.NaN
  const rates: Rates = {
    kind: 'per-token',
    textInput: read('textInput'),
    textInputCached: read('textInputCached'),
    imageInput: read('imageInput'),
    imageInputCached: read('imageInputCached'),
    imageOutput: read('imageOutput'),
    textOutput: read('textOutput'),
  }
  return kinds.some((kind) => Number.isNaN(rates[kind])) ? null : rates
}
