import type { Estimate, Model } from '#shared/catalogue.ts'
import type { ImageParams } from '#shared/image-params.ts'

/**
 * OpenAI's own estimates of one picture's output, in micro-dollars: low, medium, high.
 * https://developers.openai.com/api/docs/guides/image-generation, “Cost and latency”. For 2.5 and 2.6 it gives none
 * (“equal token rates don't mean equal cost per image”).
 */
const published = {
  source: 'https://developers.openai.com/api/docs/guides/image-generation',
  asOf: '2026-09',
  outputByModel: new Map<string, PriceBySize>([
    [
      'gpt-image-2',
      new Map([
        ['1024x1024', { low: 6_000, medium: 53_000, high: 211_000 }],
        ['1024x1536', { low: 5_000, medium: 41_000, high: 165_000 }],
        ['1536x1024', { low: 5_000, medium: 41_000, high: 165_000 }],
      ]),
    ],
    [
      'gpt-image-1.5',
      new Map([
        ['1024x1024', { low: 9_000, medium: 34_000, high: 133_000 }],
        ['1024x1536', { low: 13_000, medium: 50_000, high: 200_000 }],
        ['1536x1024', { low: 13_000, medium: 50_000, high: 200_000 }],
      ]),
    ],
    [
      'gpt-image-1-mini',
      new Map([
        ['1024x1024', { low: 5_000, medium: 11_000, high: 36_000 }],
        ['1024x1536', { low: 6_000, medium: 15_000, high: 52_000 }],
        ['1536x1024', { low: 6_000, medium: 15_000, high: 52_000 }],
      ]),
    ],
  ]),
}

type PriceBySize = ReadonlyMap<string, Readonly<Record<'low' | 'medium' | 'high', number>>>

/** Same guide, “Partial images cost”: each preview is billed as 100 image output tokens. */
const tokensPerPreview = 100

/**
 * What a draft is expected to cost. `measuredMicroUsdPerImage`: what this library's own generations with the same model,
 * size and quality cost per picture. No figure is made up: where nothing is published or measured, the answer is
 * `unknown`.
 */
export function estimateDraft(draft: {
  readonly model: Model
  readonly params: ImageParams
  readonly measuredMicroUsdPerImage: readonly number[]
}): Estimate {
  const { model, params, measuredMicroUsdPerImage: samples } = draft
  if (model.provider === 'sketch') return { kind: 'free' }

  const perImage = publishedOutput(model, params)
  if (perImage !== null && model.prices !== null) {
    const previews = (params.partialImages ?? 0) * tokensPerPreview * model.prices.imageOutput
    return {
      kind: 'published',
      lowMicroUsd: Math.round(Math.min(...perImage) * params.n + previews),
      highMicroUsd: Math.round(Math.max(...perImage) * params.n + previews),
      source: published.source,
      asOf: published.asOf,
    }
  }
  if (samples.length > 0) {
    return {
      kind: 'measured',
      lowMicroUsd: Math.round(Math.min(...samples) * params.n),
      highMicroUsd: Math.round(Math.max(...samples) * params.n),
      sampleCount: samples.length,
    }
  }
  return { kind: 'unknown', imageOutputUsdPerMillion: model.prices?.imageOutput ?? null }
}

/** Every published price the draft may come to, or `null` when the table does not cover it. `auto` covers all. */
function publishedOutput(model: Model, params: ImageParams): readonly number[] | null {
  const bySize = published.outputByModel.get(model.id)
  if (bySize === undefined) return null
  const rows =
    params.size === 'auto' ? [...bySize.values()] : [bySize.get(params.size)].filter((row) => row !== undefined)
  const { quality = 'auto' } = params
  if (quality === 'auto') return rows.length === 0 ? null : rows.flatMap((row) => [row.low, row.medium, row.high])
  if (quality !== 'low' && quality !== 'medium' && quality !== 'high') return null
  return rows.length === 0 ? null : rows.map((row) => row[quality])
}
