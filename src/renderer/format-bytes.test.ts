import { expect, test } from 'vitest'
import { formatBytes } from './format-bytes.ts'

test('sizes are counted in thousands, with one decimal while they are small', () => {
  expect([0, 999, 1536, 148_300_000, 2_500_000_000].map((bytes) => formatBytes(bytes, 'en'))).toEqual([
    '0 bytes',
    '999 bytes',
    '1.5 kB',
    '148 MB',
    '2.5 GB',
  ])
})
