import { FileDown, ReceiptText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerPeriod } from '#shared/ledger.ts'
import { useAppStore } from '../../app-store.ts'
import { useExportLedger, useLedger } from '../../data/ledger.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Breakdown } from './breakdown.tsx'
import { BudgetsSection } from './budgets-section.tsx'
import { PricesSection } from './prices-section.tsx'
import { Spending } from './spending.tsx'
import { Totals } from './totals.tsx'

/** What was spent and on what, how much may be, and by which prices. */
export function LedgerRoom() {
  const { t } = useTranslation('ledger')
  const exportLedger = useExportLedger()
  const failure = exportLedger.error?.failure
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-6xl px-8 pt-8 pb-16 max-[700px]:px-5">
        <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0 flex-1 basis-80">
            <h1 className="text-xl font-semibold">{t('title')}</h1>
            <p className="mt-1 text-ink-soft">{t('body')}</p>
          </div>
          <Button icon={FileDown} isBusy={exportLedger.isPending} onClick={() => exportLedger.mutate()}>
            {t('exportCsv')}
          </Button>
        </header>
        {failure !== undefined && failure.kind !== 'cancelled' && <FailureNotice failure={failure} className="mb-6" />}
        <div className="grid items-start gap-x-12 gap-y-10 min-[1080px]:grid-cols-[minmax(0,1fr)_22rem]">
          <Spent />
          <div className="space-y-10">
            <BudgetsSection />
            <PricesSection />
          </div>
        </div>
      </div>
    </div>
  )
}

function Spent() {
  const { t } = useTranslation('ledger')
  const [period, setPeriod] = useState<LedgerPeriod>('month')
  const goTo = useAppStore((state) => state.goTo)
  const ledger = useLedger(period)
  if (ledger.isPending)
    return (
      <div className="flex min-h-80 items-center justify-center">
        <Spinner label={t('loading')} />
      </div>
    )
  if (ledger.isError)
    return <FailureNotice failure={ledger.error.failure} steps={{ 'try-again': () => void ledger.refetch() }} />
  if (ledger.data.totals.all.entryCount === 0)
    return (
      <EmptyState
        icon={ReceiptText}
        title={t('emptyTitle')}
        description={t('emptyBody')}
        action={
          <Button variant="primary" onClick={() => goTo('create')}>
            {t('goToCreate')}
          </Button>
        }
      />
    )
  return (
    <div className="min-w-0 space-y-10">
      <Totals totals={ledger.data.totals} />
      <Spending summary={ledger.data} onPeriod={setPeriod} />
      <Breakdown summary={ledger.data} />
    </div>
  )
}
