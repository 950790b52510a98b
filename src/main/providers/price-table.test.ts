import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  imagePrices,
  longInput,
  prices1,
  prices1Mini,
  prices2,
  prices15,
  prices25,
  prices26,
  priceTableVersion,
  textPrices,
} from './price-table.ts'

const tokenPrices = [prices1, prices1Mini, prices15, prices2, prices25, prices26]

/** Every figure of each version. Entries in people's ledgers name it: a change to a figure needs a new name. */
const figuresByVersion = new Map([['published-2026-11-29', '3dd40d413851e4c1']])

test('A price table that was published under its version is never changed under it', () => {
  const figures = JSON.stringify([
    tokenPrices,
    [...textPrices],
    [...imagePrices.byModel].map(([model, prices]) => [model, [...prices]]),
    longInput,
  ])
  const hash = createHash('sha256').update(figures).digest('hex').slice(0, 16)
  expect(figuresByVersion.get(priceTableVersion)).toBe(hash)
})

test('Every price says where it was read, and when', () => {
  const all = [...tokenPrices, ...textPrices.values(), imagePrices]
  for (const { source, asOf } of all) {
    expect(source).toMatch(/^https:\/\//)
    expect(asOf).toMatch(/^\d{4}-\d{2}(-\d{2})?$/)
  }
})
