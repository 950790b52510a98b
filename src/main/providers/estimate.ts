import type { Estimate, Model } from '#shared/catalogue.ts'
import type { ImageParams } from '#shared/image-params.ts'
import type { OwnRates } from '#shared/ledger.ts'
import { assertNever } from '#shared/result.ts'
import { imagePrices } from './price-table.ts'
import { publishedImagePrice } from './pricing.ts'

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
 * What a draft is expected to cost. `own`: what the person says one costs here. `measuredMicroUsdPerImage`: what this
 * library's own generations with the same model, size, quality and number of pictures going in cost per picture. No
 * figure is made up: where nothing is published or measured, the answer is `unknown`. Published figures are of pictures
 * made from words: what pictures going in cost is not published.
 */
export function estimateDraft(draft: {
  /** `null` = a model that nobody here knows. */
  readonly model: Model | null
  readonly params: ImageParams
  readonly inputImageCount: number
  readonly own: OwnRates | null
  readonly measuredMicroUsdPerImage: readonly number[]
}): Estimate {
  const { model, params, inputImageCount, own, measuredMicroUsdPerImage: samples } = draft
  if (model?.provider === 'sketch') return { kind: 'free' }
  if (own?.kind === 'per-image') return { kind: 'own', microUsd: own.microUsd * params.n }
  if (own !== null && isNothing(own)) return { kind: 'own', microUsd: 0 }

  const perPicture = model === null || own !== null ? null : publishedImagePrice(model.id, params)
  if (perPicture !== null) {
    const microUsd = perPicture * params.n
    const { source, asOf } = imagePrices
    return { kind: 'published', lowMicroUsd: microUsd, highMicroUsd: microUsd, source, asOf }
  }
  const perImage = model === null || own !== null || inputImageCount > 0 ? null : publishedOutput(model, params)
  if (perImage !== null && model !== null && model.prices !== null) {
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
  return { kind: 'unknown', imageOutputUsdPerMillion: own === null ? (model?.prices?.imageOutput ?? null) : null }
}

const isNothing = ({ kind, ...rates }: Extract<OwnRates, { readonly kind: 'per-token' }>): boolean =>
  Object.values(rates).every((rate) => rate === 0)

/** The most that a draft may cost, for budgets: the words it sends too. `null` = nobody can say. */
export function upperMicroUsd(estimate: Estimate, model: Model | null, promptBytes: number): number | null {
  switch (estimate.kind) {
    case 'free':
      return 0
    case 'own':
      return estimate.microUsd
    case 'published':
      // No tokenizer makes more tokens than there are bytes. Published prices a picture have no part for words.
      return estimate.highMicroUsd + Math.ceil(promptBytes * (model?.prices?.textInput ?? 0))
    case 'measured':
      return estimate.highMicroUsd
    case 'unknown':
      return null
    default:
      return assertNever(estimate)
  }
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
