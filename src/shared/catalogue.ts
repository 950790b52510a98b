import { z } from 'zod'
import { extraParams } from './extra-params.ts'
import { Background, Complexity, ImageStyle, InputFidelity, Moderation, OutputFormat, Quality } from './image-params.ts'
import { ProviderId } from './provider-id.ts'
import { SizeRule } from './size-rule.ts'

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

export const ExtraParam = z.enum(extraParams)
export type ExtraParam = z.infer<typeof ExtraParam>

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
      /** Nobody said that it ended, and nothing shows that it lives. */
      z.strictObject({ kind: z.literal('legacy') }),
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
    /** The only language it takes; absent = any. */
    promptLanguage: z.literal('en').optional(),
    styles: z.array(ImageStyle).readonly(),
    /** What of pictures it takes in. */
    edits: z
      .strictObject({
        /** 0 = it makes pictures from words alone. */
        maxInputImages: z.number().int(),
        hasMask: z.boolean(),
        /** A drawing over the first picture that says what to change; never together with a mask. */
        hasMarkup: z.boolean(),
        inputFidelities: z.array(InputFidelity).readonly(),
      })
      .readonly(),
    /** Fields of `ImageParams` that only some servers know: `negativePrompt`, `seed`, … */
    extraParams: z.array(ExtraParam).readonly(),
    /** Image models that can be chosen behind this one, a language model; empty elsewhere. */
    imageModels: z.array(z.string()).readonly(),
    /** `YYYY-MM-DD`; `null` = not known. */
    releasedOn: z.string().nullable(),
    /** `false`: an id that a person typed or a server listed. Its limits are guesses, and cautious ones. */
    isKnown: z.boolean(),
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
  /** By the price that the person set for this connection. */
  z.strictObject({ kind: z.literal('own'), microUsd: z.number().int() }),
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
