import type { QueuedGeneration, RunningGeneration } from '#shared/generation.ts'
import type { UnmadeStatus } from '#shared/generation-status.ts'
import type { Answer } from '../generations/read-answer.ts'
import { isFree } from '../generations/status-after-loss.ts'
import type { Library } from '../library/library.ts'
import type { PricedCost } from '../providers/pricing.ts'
import { priceOf, type Spending } from './entries.ts'

export interface PricedSpending {
  readonly spending: Spending
  /** `null` = unknown. */
  readonly cost: PricedCost | null
}

type OutGeneration = QueuedGeneration | RunningGeneration
type End = { readonly status: 'succeeded' | UnmadeStatus; readonly atMs: number }

/** What a generation's answer spent, one for every model that it names; the one that was asked if it names none. */
export function spendingsOfAnswer(
  { db, world }: Pick<Library, 'db' | 'world'>,
  generation: OutGeneration,
  answer: Pick<Answer, 'usages' | 'images' | 'links'>,
  end: End,
): readonly PricedSpending[] {
  // A picture behind an address was made, whether or not it could be fetched.
  const count = new Set([...answer.images, ...answer.links].map(({ position }) => position)).size
  const reported = answer.usages.map(({ model, usage, raw }) => ({ model: model ?? generation.model, usage, raw }))
  const parts = reported.length > 0 ? reported : [{ model: generation.model, usage: null, raw: null }]
  return parts.map((part) => {
    const spending = {
      ...spentBy(generation, end),
      ...part,
      pictures: { count, params: generation.requestedParams },
    }
    return { spending, cost: priceOf(db, world, spending) }
  })
}

/**
 * What a generation without any answer spent: nothing when it never left or was turned away; otherwise nobody knows, of
 * the model that was asked and of the image model behind it.
 */
export function spendingsWithoutAnswer(generation: OutGeneration, end: End): readonly PricedSpending[] {
  const hasRun = end.status === 'maybe-billed' || (isFree(generation.provider) && generation.status !== 'queued')
  if (!hasRun) return []
  const { imageModel } = generation.requestedParams
  return [generation.model, ...(imageModel === undefined ? [] : [imageModel])].map((model) => ({
    spending: { ...spentBy(generation, end), model, usage: null, raw: null, pictures: null },
    cost: null,
  }))
}

const spentBy = (generation: OutGeneration, { status, atMs }: End) =>
  ({
    purpose: 'picture',
    generationId: generation.id,
    provider: generation.provider,
    connectionId: generation.connectionId,
    connectionLabel: generation.connectionLabel,
    isBatch: false,
    isLost: status === 'maybe-billed',
    atMs,
  }) as const
