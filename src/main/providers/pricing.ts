import type { Cost, Usage } from '#shared/generation.ts'
import { findModel } from './catalogue.ts'

/**
 * What `usage` costs by the published prices, rounded to the nearest micro-dollar (halves up); `null` where the model
 * has no published prices or the provider did not report enough. Cached input is not reported by the Images API and is
 * counted at the full rate, so the figure is an upper bound.
 */
export function costOf(modelId: string, usage: Usage): Cost | null {
  const prices = findModel(modelId)?.prices ?? null
  const tokens = splitTokens(usage)
  if (prices === null || tokens === null) return null

  // A price of $1 per million tokens is one micro-dollar per token. Thousandths keep the sum exact.
  const thousandths =
    tokens.textInput * Math.round(prices.textInput * 1000) +
    tokens.imageInput * Math.round(prices.imageInput * 1000) +
    tokens.imageOutput * Math.round(prices.imageOutput * 1000) +
    tokens.textOutput * Math.round((prices.textOutput ?? 0) * 1000)
  return { microUsd: Math.round(thousandths / 1000), priceSource: prices.source, priceAsOf: prices.asOf }
}

/** Streamed answers do not split their output, and some servers not their input: what is left over counts as the usual kind. */
function splitTokens(usage: Usage) {
  // Compatible servers fill in zeros where they counted nothing.
  if (usage.inputTokens === null || usage.outputTokens === null || usage.outputTokens === 0) return null
  const imageInput = usage.inputImageTokens ?? 0
  const textOutput = usage.outputTextTokens ?? 0
  return {
    imageInput,
    textInput: usage.inputTextTokens ?? Math.max(0, usage.inputTokens - imageInput),
    textOutput,
    imageOutput: usage.outputImageTokens ?? Math.max(0, usage.outputTokens - textOutput),
  }
}
