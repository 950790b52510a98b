import { z } from 'zod'
import { Background, Complexity, Moderation, OutputFormat, Quality } from './image-params.ts'
import { SizeRule } from './size-rule.ts'

export const ProviderId = z.enum(['sketch', 'openai-images'])
export type ProviderId = z.infer<typeof ProviderId>

/** US dollars per million tokens, as published. */
export const TokenPrices = z
  .strictObject({
    textInput: z.number(),
    textInputCached: z.number(),
    imageInput: z.number(),
    imageInputCached: z.number(),
    imageOutput: z.number(),
    textOutput: z.number().nullable(),
    /** Where the figures were read, and when (`YYYY-MM-DD` or `YYYY-MM`). */
    source: z.string(),
    asOf: z.string(),
  })
  .readonly()
export type TokenPrices = z.infer<typeof TokenPrices>

/** A model as data: what it takes, what it costs, how long it lives. Facts and sources: `providers/catalogue.ts`. */
export const Model = z
  .strictObject({
    id: z.string(),
    provider: ProviderId,
    label: z.string(),
    status: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('live') }),
      /** Still answers, until `on` (`YYYY-MM-DD`). */
      z.strictObject({ kind: z.literal('ending'), on: z.string(), replacedBy: z.string().nullable() }),
      z.strictObject({ kind: z.literal('retired'), on: z.string(), replacedBy: z.string().nullable() }),
    ]),
    sizes: SizeRule,
    qualities: z.array(Quality).readonly(),
    backgrounds: z.array(Background).readonly(),
    outputFormats: z.array(OutputFormat).readonly(),
    moderations: z.array(Moderation).readonly(),
    complexities: z.array(Complexity).readonly(),
    hasCompression: z.boolean(),
    maxN: z.number().int(),
    /** 0 where the model streams no previews. */
    maxPartialImages: z.number().int(),
    maxPromptChars: z.number().int(),
    /** `null` = costs nothing (offline). */
    prices: TokenPrices.nullable(),
  })
  .readonly()
export type Model = z.infer<typeof Model>

/** What a draft is expected to cost, in millionths of a US dollar. Always a range, always with its basis. */
export const Estimate = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('free') }),
  z.strictObject({
    kind: z.literal('published'),
    lowMicroUsd: z.number().int(),
    highMicroUsd: z.number().int(),
    source: z.string(),
    asOf: z.string(),
  }),
  /** From what this library's own generations with the same model, size and quality really cost. */
  z.strictObject({
    kind: z.literal('measured'),
    lowMicroUsd: z.number().int(),
    highMicroUsd: z.number().int(),
    sampleCount: z.number().int(),
  }),
  /** Nothing published and nothing measured yet. The token rate is still shown. */
  z.strictObject({ kind: z.literal('unknown'), imageOutputUsdPerMillion: z.number().nullable() }),
])
export type Estimate = z.infer<typeof Estimate>
