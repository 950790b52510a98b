import type { Cost, Usage } from '#shared/generation.ts'
import type { ImageParams } from '#shared/image-params.ts'
import type { OwnRates } from '#shared/ledger.ts'
import { findModel } from './catalogue.ts'
import { imagePrices, longInput, priceTableVersion, type TextPrices, textPrices } from './price-table.ts'

/** One model's part in a call, with all that its price may depend on. */
export interface PricedCall {
  readonly model: string
  /** `null` = it reported nothing. */
  readonly usage: Usage | null
  /** The same as the provider wrote it, which may tell more: cached tokens. */
  readonly raw: unknown
  /** The provider had a day's time: half of every token's price. */
  readonly isBatch: boolean
  /** Pictures that came, and how they were asked for; `null` for text work. */
  readonly pictures: { readonly count: number; readonly params: Pick<ImageParams, 'size' | 'quality'> } | null
  readonly atMs: number
  /** What the person knows of the price here, and under which name the ledger keeps that. */
  readonly own: { readonly rates: OwnRates; readonly version: string; readonly asOf: string } | null
}

export interface PricedCost extends Cost {
  readonly priceVersion: string
}

/**
 * What a call cost, rounded to the nearest micro-dollar (halves up): by the person's own price first, then by the
 * published ones. `null` = unknown, because there is no price or the provider did not report enough. The Images API does
 * not report cached input; it counts at the full rate then, so the figure is an upper bound.
 */
export function costOf(call: PricedCall): PricedCost | null {
  const { own, pictures, usage } = call
  if (own !== null) {
    const by = { priceVersion: own.version, priceSource: 'own', priceAsOf: own.asOf }
    if (own.rates.kind === 'per-image') return withCost(costOfPictures(pictures, own.rates.microUsd), by)
    return withCost(costOfTokens(usage, call.raw, own.rates, call.isBatch), by)
  }
  const image = publishedImagePrice(call.model, pictures?.params)
  if (image !== null)
    return withCost(costOfPictures(pictures, image), {
      priceVersion: priceTableVersion,
      priceSource: imagePrices.source,
      priceAsOf: imagePrices.asOf,
    })
  const published = publishedRates(call)
  return published === null ? null : withCost(costOfTokens(usage, call.raw, published.rates, call.isBatch), published)
}

/** An answer without a picture is not known to be free. */
const costOfPictures = (pictures: PricedCall['pictures'], microUsdEach: number): number | null =>
  pictures === null || pictures.count === 0 ? null : pictures.count * microUsdEach

/** What DALL·E cost a picture, in micro-dollars; `null` for every other model, size or quality. */
export function publishedImagePrice(model: string, params: PricedParams | undefined): number | null {
  return imagePrices.byModel.get(model)?.get(`${params?.quality ?? 'standard'} ${params?.size}`) ?? null
}
type PricedParams = NonNullable<PricedCall['pictures']>['params']

/** More than a million dollars for one call is a number that somebody made up. */
const mostMicroUsd = 1_000_000_000_000

const withCost = (microUsd: number | null, by: Omit<PricedCost, 'microUsd'>): PricedCost | null =>
  microUsd === null || microUsd > mostMicroUsd
    ? null
    : { microUsd, priceSource: by.priceSource, priceAsOf: by.priceAsOf, priceVersion: by.priceVersion }

/** Millionths of a dollar per million tokens; `null` = no tokens of this kind come from the model. */
export interface TokenRates {
  readonly textInput: number
  readonly textInputCached: number
  readonly imageInput: number
  readonly imageInputCached: number
  readonly imageOutput: number | null
  readonly textOutput: number | null
}

const millionths = (usd: number): number => Math.round(usd * 1_000_000)

function publishedRates(
  call: Pick<PricedCall, 'model' | 'usage' | 'atMs'>,
): ({ readonly rates: TokenRates } & Omit<PricedCost, 'microUsd'>) | null {
  const text = findTextPrices(call.model)
  if (text !== null) {
    if (isOver(text, call.atMs)) return null
    const isLong = (call.usage?.inputTokens ?? 0) > longInput.aboveTokens
    const [inputFactor, outputFactor] = isLong ? [longInput.inputFactor, longInput.outputFactor] : [1, 1]
    return {
      rates: textRates(text, inputFactor, outputFactor),
      priceVersion: priceTableVersion,
      priceSource: text.source,
      priceAsOf: text.asOf,
    }
  }
  const prices = findModel(call.model)?.prices ?? null
  if (prices === null) return null
  return {
    rates: {
      textInput: millionths(prices.textInput),
      textInputCached: millionths(prices.textInputCached),
      imageInput: millionths(prices.imageInput),
      imageInputCached: millionths(prices.imageInputCached),
      imageOutput: millionths(prices.imageOutput),
      // No price stands beside “text output” of these models: it is not charged.
      textOutput: prices.textOutput === null ? 0 : millionths(prices.textOutput),
    },
    priceVersion: priceTableVersion,
    priceSource: prices.source,
    priceAsOf: prices.asOf,
  }
}

/** The rates of a language model now; `null` = unknown. */
export function publishedTextRates(model: string, atMs: number): TokenRates | null {
  const text = findTextPrices(model)
  return text === null || isOver(text, atMs) ? null : textRates(text, 1, 1)
}

const findTextPrices = (model: string): TextPrices | null =>
  textPrices.get(model) ?? textPrices.get(model.replace(/-\d{4}-\d{2}-\d{2}$/, '')) ?? null

const isOver = ({ through }: TextPrices, atMs: number): boolean =>
  through !== undefined && atMs >= Date.parse(through) + 24 * 60 * 60 * 1000

const textRates = (prices: TextPrices, inputFactor: number, outputFactor: number): TokenRates => ({
  textInput: millionths(prices.input * inputFactor),
  textInputCached: millionths(prices.cachedInput * inputFactor),
  imageInput: millionths(prices.input * inputFactor),
  imageInputCached: millionths(prices.cachedInput * inputFactor),
  imageOutput: null,
  textOutput: millionths(prices.output * outputFactor),
})

/** In micro-dollars; exact until the one rounding at the end, whatever a server counts. */
function costOfTokens(usage: Usage | null, raw: unknown, rates: TokenRates, isBatch: boolean): number | null {
  const tokens = usage === null ? null : splitTokens(usage, raw, rates)
  if (tokens === null) return null
  const priced: readonly (readonly [number, number | null])[] = [
    [tokens.textInput, rates.textInput],
    [tokens.textInputCached, rates.textInputCached],
    [tokens.imageInput, rates.imageInput],
    [tokens.imageInputCached, rates.imageInputCached],
    [tokens.imageOutput, rates.imageOutput],
    [tokens.textOutput, rates.textOutput],
  ]
  if (priced.some(([count, rate]) => count < 0 || (count > 0 && rate === null))) return null
  const millionthsOfMicroUsd = priced.reduce((sum, [count, rate]) => sum + BigInt(count) * BigInt(rate ?? 0), 0n)
  const parts = isBatch ? 2_000_000n : 1_000_000n
  return Number((millionthsOfMicroUsd + parts / 2n) / parts)
}

/** What is not split counts as the usual kind: text going in; coming out, pictures where the model makes them. */
function splitTokens(usage: Usage, raw: unknown, rates: TokenRates) {
  // Compatible servers fill in zeros where they counted nothing.
  if (usage.inputTokens === null || usage.outputTokens === null || usage.outputTokens === 0) return null
  const imageInput = usage.inputImageTokens ?? 0
  const textInput = usage.inputTextTokens ?? Math.max(0, usage.inputTokens - imageInput)
  const cached = cachedTokens(raw, imageInput > 0)
  const textInputCached = Math.min(cached.text, textInput)
  const imageInputCached = Math.min(cached.image, imageInput)
  // A person's own price has every rate; for a language model that of pictures is nothing.
  const makesPictures = rates.imageOutput !== null && (rates.imageOutput > 0 || (rates.textOutput ?? 0) === 0)
  const textOutput = usage.outputTextTokens ?? (makesPictures ? 0 : usage.outputTokens - (usage.outputImageTokens ?? 0))
  return {
    textInput: textInput - textInputCached,
    textInputCached,
    imageInput: imageInput - imageInputCached,
    imageInputCached,
    textOutput,
    imageOutput: usage.outputImageTokens ?? (makesPictures ? Math.max(0, usage.outputTokens - textOutput) : 0),
  }
}

/**
 * Input that the provider had read before, which costs less. Three spellings: the image tool's (split), Responses' and
 * chat completions'. Where it is not said which of text and pictures it was, nothing counts as cached.
 */
function cachedTokens(raw: unknown, hasImageInput: boolean): { readonly text: number; readonly image: number } {
  const split = fieldOf(raw, 'cached_tokens_details')
  if (split !== null)
    return { text: countOf(split, 'cached_text_tokens'), image: countOf(split, 'cached_image_tokens') }
  if (hasImageInput) return { text: 0, image: 0 }
  const details = fieldOf(raw, 'input_tokens_details') ?? fieldOf(raw, 'prompt_tokens_details')
  return { text: countOf(details, 'cached_tokens') || countOf(raw, 'cached_tokens'), image: 0 }
}

function fieldOf(value: unknown, field: string): object | null {
  const inner: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, field) : null
  return typeof inner === 'object' ? inner : null
}

function countOf(value: unknown, field: string): number {
  const count: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, field) : 0
  return typeof count === 'number' && Number.isSafeInteger(count) && count > 0 ? count : 0
}
