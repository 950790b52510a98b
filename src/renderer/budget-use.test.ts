import { expect, test } from 'vitest'
import { budgetUse } from './budget-use.ts'

test('A budget warns from four fifths on and is over when it is used up, what is on its way included', () => {
  const use = (spent: number, inFlight: number, limitMicroUsd = 100) =>
    budgetUse({
      budget: { period: 'day', limitMicroUsd, isHard: false },
      spent: { microUsd: spent, entryCount: 1, unknownCount: 0 },
      inFlight: { upperMicroUsd: inFlight, unknownCount: 0 },
    })
  expect([use(79, 0), use(50, 29), use(50, 30), use(80, 0), use(99, 0), use(99, 1), use(0, 0, 0)]).toEqual([
    'fine',
    'fine',
    'near',
    'near',
    'near',
    'over',
    'over',
  ])
})
