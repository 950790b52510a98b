import { describe, expect, it } from 'vitest'
import type { Usage } from '#shared/generation.ts'
import { costOf } from './pricing.ts'

const unreported: Usage = {
  inputTokens: null,
  inputTextTokens: null,
  inputImageTokens: null,
  outputTokens: null,
  outputImageTokens: null,
  outputTextTokens: null,
  totalTokens: null,
}

describe('costOf', () => {
  it('adds up the price of every kind of token', () => {
    // 20 × $5 + 300 × $8 + 4000 × $32 + 50 × $10, each per million
    const usage = {
      inputTokens: 320,
      inputTextTokens: 20,
      inputImageTokens: 300,
      outputTokens: 4050,
      outputImageTokens: 4000,
      outputTextTokens: 50,
      totalTokens: 4370,
    }
    expect(costOf('gpt-image-1.5', usage)).toEqual({
      microUsd: 100 + 2400 + 128_000 + 500,
      priceSource: 'https://platform.openai.com/docs/pricing',
      priceAsOf: '2026-08',
    })
  })

  it('counts output that is not split, as streams report it, as picture', () => {
    const usage = { ...unreported, inputTokens: 12, outputTokens: 7033 }
    expect(costOf('gpt-image-2', usage)?.microUsd).toBe(12 * 5 + 7033 * 30)
  })

  it('rounds to the nearest micro-dollar, halves up', () => {
    // 1 × 2.5 + 1 × 8 = 10.5
    const usage = { ...unreported, inputTokens: 1, inputImageTokens: 1, inputTextTokens: 0, outputTokens: 1 }
    expect(costOf('gpt-image-1-mini', usage)?.microUsd).toBe(11)
  })

  it('prices a snapshot as its model', () => {
    const usage = { ...unreported, inputTokens: 0, outputTokens: 1000 }
    expect(costOf('gpt-image-2-2026-04-21', usage)?.microUsd).toBe(30_000)
  })

  it.each([
    ['an unknown model', 'flux-1-schnell', { ...unreported, inputTokens: 1, outputTokens: 1 }],
    ['a model without published token prices', 'dall-e-3', { ...unreported, inputTokens: 1, outputTokens: 1 }],
    ['a model that costs nothing', 'sketch', { ...unreported, inputTokens: 1, outputTokens: 1 }],
    ['usage without output', 'gpt-image-2', { ...unreported, inputTokens: 1 }],
    ['the zeros of a server that counts nothing', 'gpt-image-2', { ...unreported, inputTokens: 0, outputTokens: 0 }],
  ])('gives no figure for %s', (_, model, usage) => {
    expect(costOf(model, usage)).toBeNull()
  })
})
