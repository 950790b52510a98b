import { z } from 'zod'
import { Failure } from './failure.ts'
import { GenerationId, Image, ImageId } from './image.ts'
import { ActualParams, ImageParams } from './image-params.ts'
import { maxPromptLength } from './limits.ts'
import { SourceRole } from './organising.ts'

/** What the person is composing. A draft has no id: starting it makes a generation. */
export const Draft = z
  .strictObject({
    connectionId: z.string().min(1).max(100),
    model: z.string().min(1).max(200),
    /** Kept exactly as typed (lone surrogates, which SQLite cannot hold, are replaced). */
    typedPrompt: z
      .string()
      .max(maxPromptLength)
      .refine((text) => text.trim() !== ''),
    params: ImageParams,
    /** Pictures whose words, recipe or pixels went into it. */
    sources: z
      .array(z.strictObject({ imageId: ImageId, role: SourceRole }))
      .max(32)
      .readonly()
      .optional(),
  })
  .readonly()
export type Draft = z.infer<typeof Draft>

/** Tokens as the provider reports them; `null` where it says nothing. */
export const Usage = z
  .strictObject({
    inputTokens: z.number().int().nullable(),
    inputTextTokens: z.number().int().nullable(),
    inputImageTokens: z.number().int().nullable(),
    outputTokens: z.number().int().nullable(),
    outputImageTokens: z.number().int().nullable(),
    outputTextTokens: z.number().int().nullable(),
    totalTokens: z.number().int().nullable(),
  })
  .readonly()
export type Usage = z.infer<typeof Usage>

/** An estimate made from the reported usage and a published price table, in millionths of a US dollar. */
export const Cost = z
  .strictObject({ microUsd: z.number().int(), priceSource: z.string(), priceAsOf: z.string() })
  .readonly()
export type Cost = z.infer<typeof Cost>

const asked = {
  id: GenerationId,
  provider: z.string(),
  connectionId: z.string(),
  connectionLabel: z.string(),
  model: z.string(),
  typedPrompt: z.string(),
  sentPrompt: z.string(),
  requestedParams: ImageParams,
  createdAtMs: z.number().int(),
}
const settled = {
  requestId: z.string().nullable(),
  durationMs: z.number().int().nullable(),
  usage: Usage.nullable(),
  cost: Cost.nullable(),
  hasRawResponse: z.boolean(),
}

/**
 * One request to a provider, by `status`:
 * `sent` – the row was committed, the request is out or about to leave;
 * `succeeded` – at least one image is on disk;
 * `failed` – no image, and nothing can have been billed beyond what the provider itself reported;
 * `maybe-billed` – it left and no whole answer came back. Never re-sent by itself.
 */
export const Generation = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('sent'), ...asked }),
  z.strictObject({
    status: z.literal('succeeded'),
    ...asked,
    ...settled,
    actualParams: ActualParams,
    images: z.array(Image).readonly(),
  }),
  z.strictObject({ status: z.literal('failed'), ...asked, ...settled, failure: Failure }),
  z.strictObject({ status: z.literal('maybe-billed'), ...asked, ...settled, failure: Failure }),
])
export type Generation = Readonly<z.infer<typeof Generation>>
export type SucceededGeneration = Extract<Generation, { status: 'succeeded' }>
