import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Budget } from '#shared/ledger.ts'
import { useSetBudgets } from '../../data/ledger.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { Button } from '../../ui/button.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { showToast } from '../../ui/toast.tsx'
import { parseUsd, usdText } from './parse-usd.ts'

interface Written {
  readonly amount: string
  readonly isHard: boolean
}
type Period = Budget['period']

/** `undefined` = what is written is no amount; `null` = no budget. */
const read = (period: Period, { amount, isHard }: Written): Budget | null | undefined => {
  if (amount.trim() === '') return null
  const limitMicroUsd = parseUsd(amount)
  return limitMicroUsd === null ? undefined : { period, limitMicroUsd, isHard }
}

export function BudgetsForm({ budgets }: { readonly budgets: readonly Budget[] }) {
  const { t } = useTranslation('ledger')
  const save = useSetBudgets()
  const [wasSubmitted, setSubmitted] = useState(false)
  const [day, setDay] = useState(() => written(budgets, 'day'))
  const [month, setMonth] = useState(() => written(budgets, 'month'))
  const wanted = [read('day', day), read('month', month)]
  const problemOf = (budget: Budget | null | undefined): string | null =>
    wasSubmitted && budget === undefined ? t('amountProblem') : null

  function submit(event: FormEvent): void {
    event.preventDefault()
    setSubmitted(true)
    if (wanted.includes(undefined)) return
    const saved = wanted.flatMap((budget) => budget ?? [])
    save.mutate(saved, { onSuccess: () => showToast({ title: t('budgetsSaved'), tone: 'success' }) })
  }

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <Row
        label={t('perDay')}
        choice={t('whenDayReached')}
        value={day}
        problem={problemOf(wanted[0])}
        onChange={setDay}
      />
      <Row
        label={t('perMonth')}
        choice={t('whenMonthReached')}
        value={month}
        problem={problemOf(wanted[1])}
        onChange={setMonth}
      />
      <p className="text-sm text-ink-soft">{t('stopNote')}</p>
      {save.isError && <FailureNotice failure={save.error.failure} />}
      <Button type="submit" isBusy={save.isPending}>
        {t('saveBudgets')}
      </Button>
    </form>
  )
}

function written(budgets: readonly Budget[], period: Period): Written {
  const budget = budgets.find((one) => one.period === period)
  return budget === undefined
    ? { amount: '', isHard: false }
    : { amount: usdText(budget.limitMicroUsd), isHard: budget.isHard }
}

interface RowProps {
  readonly label: string
  readonly choice: string
  readonly value: Written
  readonly problem: string | null
  readonly onChange: (value: Written) => void
}

function Row({ label, choice, value, problem, onChange }: RowProps) {
  const { t } = useTranslation('ledger')
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <Field label={label} problem={problem} className="w-44">
        <TextInput
          inputMode="decimal"
          value={value.amount}
          placeholder={t('noBudget')}
          maxLength={20}
          onChange={(event) => onChange({ ...value, amount: event.currentTarget.value })}
        />
      </Field>
      <Segmented
        label={choice}
        value={value.isHard ? 'stop' : 'warn'}
        onChange={(next) => onChange({ ...value, isHard: next === 'stop' })}
        options={(['warn', 'stop'] as const).map((option) => ({ value: option, label: t(option) }))}
      />
    </div>
  )
}
