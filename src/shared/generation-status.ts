import { z } from 'zod'

/** Ends without a picture. */
export const UnmadeStatus = z.enum(['refused', 'failed', 'cancelled', 'maybe-billed'])
export type UnmadeStatus = z.infer<typeof UnmadeStatus>

/** Before any end. */
export const OutStatus = z.enum(['queued', 'sent', 'streaming'])
export type OutStatus = z.infer<typeof OutStatus>

export type GenerationStatus = OutStatus | 'succeeded' | UnmadeStatus

export const isOut = <Status extends { readonly status: GenerationStatus }>(
  generation: Status,
): generation is Extract<Status, { readonly status: OutStatus }> => OutStatus.safeParse(generation.status).success

export const isUnmade = <Status extends { readonly status: GenerationStatus }>(
  generation: Status,
): generation is Extract<Status, { readonly status: UnmadeStatus }> => UnmadeStatus.safeParse(generation.status).success
