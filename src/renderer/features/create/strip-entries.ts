import type {
  Generation,
  QueuedGeneration,
  RunningGeneration,
  SucceededGeneration,
  UnmadeGeneration,
} from '#shared/generation.ts'
import type { Image } from '#shared/image.ts'
import { assertNever } from '#shared/result.ts'

export type StripEntry =
  | { readonly kind: 'picture'; readonly key: string; readonly generation: SucceededGeneration; readonly image: Image }
  | { readonly kind: 'out'; readonly key: string; readonly generation: QueuedGeneration | RunningGeneration }
  | { readonly kind: 'unmade'; readonly key: string; readonly generation: UnmadeGeneration }

/** What the strip shows, newest generation first, its pictures in their own order; what lies in the Trash is left out. */
export function stripEntries(generations: readonly Generation[]): readonly StripEntry[] {
  return generations.flatMap((generation): readonly StripEntry[] => {
    const key = `generation-${generation.id}`
    switch (generation.status) {
      case 'queued':
      case 'sent':
      case 'streaming':
        return [{ kind: 'out', key, generation }]
      case 'succeeded':
        return generation.images
          .filter(({ deletedAtMs }) => deletedAtMs === null)
          .map((image) => ({ kind: 'picture', key: `image-${image.id}`, generation, image }))
      case 'refused':
      case 'failed':
      case 'cancelled':
      case 'maybe-billed':
        return [{ kind: 'unmade', key, generation }]
      default:
        return assertNever(generation)
    }
  })
}

/** The pictures that next and previous walk through when the viewer is opened from here. */
export const viewableImageIds = (generations: readonly Generation[]): readonly number[] =>
  stripEntries(generations).flatMap((entry) => (entry.kind === 'picture' ? [entry.image.id] : []))
