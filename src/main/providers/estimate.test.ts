import { describe, expect, it } from 'vitest'
import type { ImageParams } from '#shared/image-params.ts'
import type { OwnRates } from '#shared/ledger.ts'
import { findModel } from './catalogue.ts'
import { estimateDraft, upperMicroUsd } from './estimate.ts'

const guide = { source: 'https://developers.openai.com/api/docs/guides/image-generation', asOf: '2026-09' }

const estimate = (
  id: string,
  params: ImageParams,
  measuredMicroUsdPerImage: readonly number[] = [],
  given: { readonly own?: OwnRates; readonly inputImageCount?: number } = {},
) =>
  estimateDraft({
    model: findModel(id),
    params,
    measuredMicroUsdPerImage,
    own: given.own ?? null,
    inputImageCount: given.inputImageCount ?? 0,
  })

describe('estimateDraft', () => {
  it.each<[string, string, ImageParams, number, number]>([
    ['one picture', 'gpt-image-2', { size: '1024x1024', n: 1, quality: 'high' }, 211_000, 211_000],
    ['every picture asked for', 'gpt-image-2', { size: '1536x1024', n: 4, quality: 'medium' }, 164_000, 164_000],
    [
      'a quality left open, from low to high',
      'gpt-image-2',
      { size: '1024x1024', n: 1, quality: 'auto' },
      6000,
      211_000,
    ],
    ['a quality not chosen', 'gpt-image-1-mini', { size: '1024x1536', n: 2 }, 12_000, 104_000],
    ['a size left open, over all three', 'gpt-image-2', { size: 'auto', n: 1, quality: 'low' }, 5000, 6000],
    [
      'previews of 100 tokens each',
      'gpt-image-2',
      { size: '1024x1024', n: 1, quality: 'low', partialImages: 3 },
      15_000,
      15_000,
    ],
  ])('gives the published price of %s', (_, id, params, lowMicroUsd, highMicroUsd) => {
    expect(estimate(id, params)).toEqual({ kind: 'published', lowMicroUsd, highMicroUsd, ...guide })
  })

  it('goes by what was measured where nothing is published', () => {
    const params: ImageParams = { size: '1024x1024', n: 2, quality: 'max' }
    expect(estimate('gpt-image-2.6-flare', params, [41_000, 38_500, 52_000])).toEqual({
      kind: 'measured',
      lowMicroUsd: 77_000,
      highMicroUsd: 104_000,
      sampleCount: 3,
    })
  })

  it('makes no figure up: an unlisted size and an unmeasured model are unknown, with the rate', () => {
    const unknown = { kind: 'unknown', imageOutputUsdPerMillion: 30 }
    expect(estimate('gpt-image-2', { size: '2048x2048', n: 1, quality: 'low' })).toEqual(unknown)
    expect(estimate('gpt-image-2.5-sunburst', { size: '1024x1024', n: 1 })).toEqual(unknown)
    expect(estimate('flux-1-schnell', { size: '1024x1024', n: 1 })).toEqual({
      kind: 'unknown',
      imageOutputUsdPerMillion: null,
    })
    expect(estimate('gpt-image-2', { size: '1024x1024', n: 1, quality: 'low' }, [], { inputImageCount: 1 })).toEqual(
      unknown,
    )
  })

  it('gives what DALL·E cost a picture, by its size and quality', () => {
    const dallE = {
      kind: 'published',
      source: 'https://openai.com/api/pricing (as cited by third parties)',
      asOf: '2023-12-25',
    }
    expect(estimate('dall-e-3', { size: '1792x1024', n: 1, quality: 'hd' })).toEqual({
      ...dallE,
      lowMicroUsd: 120_000,
      highMicroUsd: 120_000,
    })
    expect(estimate('dall-e-2', { size: '256x256', n: 3 })).toMatchObject({ ...dallE, highMicroUsd: 48_000 })
  })

  it('believes the person before any list, and what was measured where their price is by the token', () => {
    const params: ImageParams = { size: '1024x1024', n: 3, quality: 'high' }
    const perToken = {
      kind: 'per-token',
      textInput: 1,
      textInputCached: 1,
      imageInput: 1,
      imageInputCached: 1,
      imageOutput: 1,
      textOutput: 1,
    } as const
    const free = { ...perToken, textInput: 0, textInputCached: 0, imageInput: 0, imageInputCached: 0, imageOutput: 0 }
    expect([
      estimate('gpt-image-2', params, [], { own: { kind: 'per-image', microUsd: 7000 } }),
      estimate('gpt-image-2', params, [5], { own: perToken }),
      estimate('gpt-image-2', params, [], { own: perToken }),
      estimate('flux-1-schnell', params, [], { own: { ...free, textOutput: 0 } }),
    ]).toEqual([
      { kind: 'own', microUsd: 21_000 },
      { kind: 'measured', lowMicroUsd: 15, highMicroUsd: 15, sampleCount: 1 },
      { kind: 'unknown', imageOutputUsdPerMillion: null },
      { kind: 'own', microUsd: 0 },
    ])
  })

  it('puts the words on top for the most that it may cost, a token a byte', () => {
    const model = findModel('gpt-image-2')
    const params: ImageParams = { size: '1024x1024', n: 1, quality: 'high' }
    expect([
      upperMicroUsd(estimate('gpt-image-2', params), model, 100),
      upperMicroUsd(estimate('gpt-image-2', params, [], { inputImageCount: 1 }), model, 100),
      upperMicroUsd(estimate('sketch', params), findModel('sketch'), 100),
    ]).toEqual([211_000 + 500, null, 0])
  })

  it('knows that a sketch is free', () => {
    expect(estimate('sketch', { size: '1024x1024', n: 4 })).toEqual({ kind: 'free' })
  })
})
