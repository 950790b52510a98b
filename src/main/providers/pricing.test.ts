import { describe, expect, it } from 'vitest'
import type { Usage } from '#shared/generation.ts'
import { costOf, type PricedCall } from './pricing.ts'

const unreported: Usage = {
  inputTokens: null,
  inputTextTokens: null,
  inputImageTokens: null,
  outputTokens: null,
  outputImageTokens: null,
  outputTextTokens: null,
  totalTokens: null,
}
const atMs = Date.parse('2026-11-20')
const call = (model: string, change: Partial<PricedCall>): PricedCall => ({
  model,
  usage: null,
  raw: null,
  isBatch: false,
  pictures: { count: 1, params: { size: '1024x1024' } },
  atMs,
  own: null,
  ...change,
})
const microUsd = (model: string, change: Partial<PricedCall>): number | null =>
  costOf(call(model, change))?.microUsd ?? null

describe('costOf', () => {
  it('adds up the price of every kind of token, and says by which list', () => {
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
    expect(costOf(call('gpt-image-1.5', { usage }))).toEqual({
      microUsd: 100 + 2400 + 128_000 + 500,
      priceSource: 'https://platform.openai.com/docs/pricing',
      priceAsOf: '2026-08',
      priceVersion: 'published-2026-11-29',
    })
  })

  it('counts output that is not split, as streams report it, as picture', () => {
    const usage = { ...unreported, inputTokens: 12, outputTokens: 7033 }
    expect(microUsd('gpt-image-2', { usage })).toBe(12 * 5 + 7033 * 30)
  })

  it('rounds to the nearest micro-dollar, halves up', () => {
    // 1 × 2.5 + 1 × 8 = 10.5
    const usage = { ...unreported, inputTokens: 1, inputImageTokens: 1, inputTextTokens: 0, outputTokens: 1 }
    expect(microUsd('gpt-image-1-mini', { usage })).toBe(11)
  })

  it('prices a snapshot as its model', () => {
    const usage = { ...unreported, inputTokens: 0, outputTokens: 1000 }
    expect(microUsd('gpt-image-2-2026-04-21', { usage })).toBe(30_000)
  })

  it('halves every rate for a batch', () => {
    // (1 × 5 + 1 × 30) / 2 = 17.5
    const usage = { ...unreported, inputTokens: 1, outputTokens: 1 }
    expect(microUsd('gpt-image-2', { usage, isBatch: true })).toBe(18)
  })

  it.each([
    // 600 × 5 + 400 × 1.25, 100 × 8 + 200 × 2, 1000 × 30
    [
      'text and pictures apart',
      { cached_tokens_details: { cached_text_tokens: 400, cached_image_tokens: 200 } },
      34_700,
    ],
    // Not said of which kind: 1000 × 5 + 300 × 8 + 1000 × 30
    ['of both together', { cached_tokens: 600 }, 37_400],
    // More than went in cannot have been cached: 1000 × 1.25 + 300 × 2 + 30 000
    ['beyond what went in', { cached_tokens_details: { cached_text_tokens: 9e9, cached_image_tokens: 9e9 } }, 31_850],
    ['in words', { cached_tokens_details: 'many' }, 37_400],
  ])('counts what was cached at its own rate: told %s', (_, raw, expected) => {
    const usage = { ...unreported, inputTokens: 1300, inputTextTokens: 1000, inputImageTokens: 300, outputTokens: 1000 }
    expect(microUsd('gpt-image-2', { usage, raw })).toBe(expected)
  })

  it('prices language models, with what Responses and chat completions call cached', () => {
    const usage = { ...unreported, inputTokens: 2000, outputTokens: 500 }
    // 1500 × 0.75 + 500 × 0.075 + 500 × 4.5 = 1125 + 37.5 + 2250
    expect([
      microUsd('gpt-5.4-mini', { usage, pictures: null, raw: { input_tokens_details: { cached_tokens: 500 } } }),
      microUsd('gpt-5.4-mini', { usage, pictures: null, raw: { prompt_tokens_details: { cached_tokens: 500 } } }),
      microUsd('gpt-5.4-mini', { usage, pictures: null }),
    ]).toEqual([3413, 3413, 3750])
  })

  it('doubles the price of very long input, and half as much again for its output', () => {
    const usage = { ...unreported, inputTokens: 300_000, outputTokens: 1000 }
    expect(microUsd('gpt-5.4-mini', { usage, pictures: null })).toBe(300_000 * 1.5 + 1000 * 6.75)
  })

  it('does not know a price any more when its offer is over', () => {
    const usage = { ...unreported, inputTokens: 1000, outputTokens: 1000 }
    const on = (day: string) => microUsd('gpt-5.6-sol', { usage, pictures: null, atMs: Date.parse(day) })
    expect([on('2026-11-21T23:59:59Z'), on('2026-11-22T00:00:00Z')]).toEqual([24_000, null])
  })

  it('prices DALL·E by the picture, as its size and quality were asked for', () => {
    const of = (model: string, count: number, params: NonNullable<PricedCall['pictures']>['params']) =>
      microUsd(model, { pictures: { count, params } })
    expect([
      of('dall-e-3', 1, { size: '1024x1024' }),
      of('dall-e-3', 1, { size: '1024x1792', quality: 'hd' }),
      of('dall-e-2', 4, { size: '512x512' }),
      of('dall-e-3', 1, { size: 'auto' }),
      of('dall-e-3', 0, { size: '1024x1024' }),
    ]).toEqual([40_000, 120_000, 72_000, null, null])
  })

  it('believes the person before any list', () => {
    const own = (rates: NonNullable<PricedCall['own']>['rates']) => ({ rates, version: 'own-3', asOf: '2026-11-20' })
    const usage = { ...unreported, inputTokens: 10, outputTokens: 100 }
    const perToken = {
      kind: 'per-token',
      textInput: 1_000_000,
      textInputCached: 0,
      imageInput: 0,
      imageInputCached: 0,
      imageOutput: 37_500,
      textOutput: 0,
    } as const
    expect([
      costOf(
        call('dall-e-3', {
          usage,
          pictures: { count: 3, params: { size: 'auto' } },
          own: own({ kind: 'per-image', microUsd: 7 }),
        }),
      ),
      // 10 × 1 + 100 × 0.0375 = 13.75
      microUsd('flux', { usage, own: own(perToken) }),
      // Of a language model every token that comes out is text: 10 × 1 + 100 × 2
      microUsd('my-gpt', { usage, own: own({ ...perToken, imageOutput: 0, textOutput: 2_000_000 }) }),
    ]).toEqual([{ microUsd: 21, priceSource: 'own', priceAsOf: '2026-11-20', priceVersion: 'own-3' }, 14, 210])
  })

  it.each([
    ['an unknown model', 'flux-1-schnell', { ...unreported, inputTokens: 1, outputTokens: 1 }],
    ['a model that costs nothing', 'sketch', { ...unreported, inputTokens: 1, outputTokens: 1 }],
    ['no usage', 'gpt-image-2', null],
    ['usage without output', 'gpt-image-2', { ...unreported, inputTokens: 1 }],
    ['the zeros of a server that counts nothing', 'gpt-image-2', { ...unreported, inputTokens: 0, outputTokens: 0 }],
    ['counts below nothing', 'gpt-image-2', { ...unreported, inputTokens: -5, inputTextTokens: -5, outputTokens: 1 }],
    [
      'counts out of this world',
      'gpt-image-2',
      { ...unreported, inputTokens: 1, outputTokens: Number.MAX_SAFE_INTEGER },
    ],
  ])('gives no figure for %s', (_, model, usage) => {
    expect(microUsd(model, { usage })).toBeNull()
  })
})
