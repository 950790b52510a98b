/** Ends without a picture. */
export const unmadeStatuses = ['refused', 'failed', 'cancelled', 'maybe-billed'] as const
export type UnmadeStatus = (typeof unmadeStatuses)[number]

/** Before any end. */
export const outStatuses = ['queued', 'sent', 'streaming'] as const
export type OutStatus = (typeof outStatuses)[number]

export type GenerationStatus = OutStatus | 'succeeded' | UnmadeStatus

export const isOut = <Status extends { readonly status: GenerationStatus }>(
  generation: Status,
): generation is Extract<Status, { readonly status: OutStatus }> =>
  outStatuses.some((status) => status === generation.status)

export const isUnmade = <Status extends { readonly status: GenerationStatus }>(
  generation: Status,
): generation is Extract<Status, { readonly status: UnmadeStatus }> =>
  unmadeStatuses.some((status) => status === generation.status)
