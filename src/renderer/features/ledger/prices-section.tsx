import { Plus } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnPrice } from '#shared/ledger.ts'
import { useOwnPrices, useSetOwnPrice } from '../../data/ledger.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { formatUsd } from '../../format-usd.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { showToast } from '../../ui/toast.tsx'
import { PriceDialog } from './price-dialog.tsx'
import { useLedgerWords } from './use-ledger-words.ts'

/** Where a server charges something else than is published, the person says what. */
export function PricesSection() {
  const { t } = useTranslation('ledger')
  const headingId = useId()
  const prices = useOwnPrices()
  const [edited, setEdited] = useState<OwnPrice | 'new' | null>(null)
  return (
    <section aria-labelledby={headingId}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id={headingId} className="text-lg font-semibold">
          {t('prices')}
        </h2>
        <Button size="small" icon={Plus} onClick={() => setEdited('new')}>
          {t('setPrice')}
        </Button>
      </div>
      <p className="mt-1 mb-3 text-sm text-ink-soft">{t('pricesBody')}</p>
      {prices.isPending ? (
        <Spinner label={t('loading')} />
      ) : prices.isError ? (
        <FailureNotice failure={prices.error.failure} steps={{ 'try-again': () => void prices.refetch() }} />
      ) : prices.data.length === 0 ? (
        <p className="text-sm text-ink-soft">{t('pricesEmpty')}</p>
      ) : (
        <ul className="divide-y divide-line rounded-xl border border-line">
          {prices.data.map((price) => (
            <PriceItem
              key={JSON.stringify([price.connectionId, price.model])}
              price={price}
              onChange={() => setEdited(price)}
            />
          ))}
        </ul>
      )}
      {edited !== null && <PriceDialog price={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </section>
  )
}

function PriceItem({ price, onChange }: { readonly price: OwnPrice; readonly onChange: () => void }) {
  const { t } = useTranslation('ledger')
  const words = useLedgerWords()
  const set = useSetOwnPrice()
  const { connectionId, model, rates } = price
  const nothing = { microUsd: 0, entryCount: 0, unknownCount: 0 }
  const connection = words.group('connection', { key: connectionId, label: connectionId, spent: nothing })
  const backToPublished = () =>
    set.mutate(
      { connectionId, model, rates: null },
      { onSuccess: () => showToast({ title: t('priceRemoved', { model }), tone: 'success' }) },
    )
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-40 flex-1">
        <p className="truncate font-medium" title={model}>
          {model}
        </p>
        <p className="truncate text-sm text-ink-soft">
          {connection} · {describeRates(rates, t)}
        </p>
      </div>
      <div className="flex gap-2">
        <Button size="small" aria-label={t('changePriceOf', { model })} onClick={onChange}>
          {t('changePrice')}
        </Button>
        <Button
          size="small"
          aria-label={t('removePriceOf', { model })}
          isBusy={set.isPending}
          onClick={backToPublished}
        >
          {t('removePrice')}
        </Button>
      </div>
      {set.isError && <FailureNotice failure={set.error.failure} className="w-full" />}
    </li>
  )
}

function describeRates(rates: OwnPrice['rates'], t: ReturnType<typeof useTranslation<'ledger'>>['t']): string {
  if (rates.kind === 'per-image')
    return rates.microUsd === 0 ? t('free') : t('perPictureShown', { amount: formatUsd(rates.microUsd) })
  const { kind: _, ...each } = rates
  if (Object.values(each).every((rate) => rate === 0)) return t('free')
  return t('perTokenShown', {
    input: formatUsd(rates.textInput),
    output: formatUsd(Math.max(rates.imageOutput, rates.textOutput)),
  })
}
