import { describe, expect, it } from 'vitest'
import type { ImageParams } from '#shared/image-params.ts'
import { findModel } from './catalogue.ts'
import { estimateDraft } from './estimate.ts'

const guide = { source: 'https://developers.openai.com/api/docs/guides/image-generation', asOf: '2026-09' }

function estimate(id: string, params: ImageParams, measuredMicroUsdPerImage: readonly number[] = []) {
  const model = findModel(id)
  if (model === null) throw new Error(`no model ${id}`)
  return estimateDraft({ model, params, measuredMicroUsdPerImage })
}

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
    expect(estimate('dall-e-3', { size: '1024x1024', n: 1 })).toEqual({
      kind: 'unknown',
      imageOutputUsdPerMillion: null,
    })
  })

  it('knows that a sketch is free', () => {
    expect(estimate('sketch', { size: '1024x1024', n: 4 })).toEqual({ kind: 'free' })
  })
})
