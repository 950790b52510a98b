import { expect, test } from 'vitest'
import { parseUsd, usdText } from './parse-usd.ts'

test('An amount is read to the millionth, with point or comma, and goes back as it is written', () => {
  expect(['5', ' 12.50 ', '$0,04', '0.000001', '999999.999999', '0'].map(parseUsd)).toEqual([
    5_000_000, 12_500_000, 40_000, 1, 999_999_999_999, 0,
  ])
  expect([12_500_000, 0, 37_500].map(usdText)).toEqual(['12.5', '0', '0.0375'])
})

test('What is no amount is none', () => {
  expect(['', 'five', '-1', '1.', '0.0000001', '1e3', '1234567', '１'].map(parseUsd)).toEqual(
    Array.from({ length: 8 }, () => null),
  )
})
