import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { CallInput } from '#shared/contract.ts'
import type { Budget, LedgerPeriod } from '#shared/ledger.ts'
import { ask } from './ask.ts'
import { useToday } from './use-today.ts'

// What changes the ledger invalidates nothing here: main answers with `ledger.changed`.

/** What was spent. “Today” means another day tomorrow. */
export function useLedger(period: LedgerPeriod) {
  const today = useToday()
  return useQuery({
    queryKey: ['ledger', 'summary', period, today],
    queryFn: () => ask('ledger.get', { period }),
    placeholderData: keepPreviousData,
  })
}

/** Each budget with what was spent of it and what is on its way. */
export function useBudgets() {
  const today = useToday()
  return useQuery({
    queryKey: ['ledger', 'budgets', today],
    queryFn: async () => (await ask('ledger.budgets', {})).states,
  })
}

export const useSetBudgets = () =>
  useMutation({ mutationFn: (budgets: readonly Budget[]) => ask('ledger.setBudgets', { budgets: [...budgets] }) })

export const useOwnPrices = () =>
  useQuery({ queryKey: ['ledger', 'prices'], queryFn: async () => (await ask('ledger.ownPrices', {})).prices })

export const useSetOwnPrice = () =>
  useMutation({ mutationFn: (price: CallInput<'ledger.setOwnPrice'>) => ask('ledger.setOwnPrice', price) })

/** Begins a task. `cancelled`: the person closed the system's dialog. */
export const useExportLedger = () => useMutation({ mutationFn: () => ask('ledger.export', {}) })
