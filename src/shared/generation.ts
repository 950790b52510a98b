import { z } from 'zod'
import { EditSettings } from './edit-settings.ts'
import { Failure } from './failure.ts'
import { type UnmadeStatus, unmadeStatuses } from './generation-status.ts'
import { GenerationId, Image, ImageId } from './image.ts'
import { ActualParams, ImageParams } from './image-params.ts'
import { maxPromptLength } from './limits.ts'
import { SourceRole } from './organising.ts'
import { ProviderId } from './provider-id.ts'

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
    /** Which of the connection's ways is taken; absent = the one its model belongs to. */
    provider: ProviderId.optional(),
    /** The turn that this one goes on from. */
    previousGenerationId: GenerationId.optional(),
    /** Pictures whose words, recipe or pixels went into it. Those to be edited go first, references in their order. */
    sources: z
      .array(z.strictObject({ imageId: ImageId, role: SourceRole }))
      .max(32)
      .readonly()
      .optional(),
    /** How the first source, one to be edited, is changed. Absent = nothing is edited. */
    edit: EditSettings.optional(),
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
  previousGenerationId: GenerationId.nullable(),
}
const settled = {
  requestId: z.string().nullable(),
  /** By what the provider knows its answer; a conversation goes on from it. */
  responseId: z.string().nullable(),
  durationMs: z.number().int().nullable(),
  usage: Usage.nullable(),
  cost: Cost.nullable(),
  hasRawResponse: z.boolean(),
}

/**
 * One request to a provider, by `status`:
 * `queued` – the row is committed, the request waits for its turn;
 * `sent` – it is out or about to leave; `streaming` – its answer is arriving;
 * `succeeded` – at least one image is on disk;
 * `refused` – somebody said no: the provider, or this studio before anything left;
 * `failed` – no image for another reason, and nothing can have been billed beyond what the provider itself reported;
 * `cancelled` – the person stopped it, and nothing can have been billed;
 * `maybe-billed` – it left and no whole answer came back. Never re-sent by itself.
 */
export const Generation = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('queued'),
    ...asked,
    /** How often it has left already and was turned away without anything being made. */
    attempts: z.number().int(),
    /** Waits at least until then, because the provider asked for it. */
    notBeforeMs: z.number().int().nullable(),
  }),
  z.strictObject({ status: z.enum(['sent', 'streaming']), ...asked, sentAtMs: z.number().int() }),
  z.strictObject({
    status: z.literal('succeeded'),
    ...asked,
    ...settled,
    actualParams: ActualParams,
    images: z.array(Image).readonly(),
  }),
  z.strictObject({ status: z.enum(unmadeStatuses), ...asked, ...settled, failure: Failure }),
])
export type Generation = Readonly<z.infer<typeof Generation>>
export type SucceededGeneration = Extract<Generation, { status: 'succeeded' }>
export type QueuedGeneration = Extract<Generation, { status: 'queued' }>
/** It has left and has no end yet. */
export type RunningGeneration = Extract<Generation, { status: 'sent' | 'streaming' }>
export type UnmadeGeneration = Extract<Generation, { status: UnmadeStatus }>
