import type { Generation } from '#shared/generation.ts'
import { assertNever } from '#shared/result.ts'
import { FailedStage } from './failed-stage.tsx'
import { PicturesStage } from './pictures-stage.tsx'
import { RunningStage } from './running-stage.tsx'

/** One generation, large: being made, made, or not made. */
export function Stage({ generation }: { readonly generation: Generation }) {
  switch (generation.status) {
    case 'queued':
    case 'sent':
    case 'streaming':
      return <RunningStage key={generation.id} generation={generation} />
    case 'succeeded':
      return <PicturesStage key={generation.id} generation={generation} />
    case 'refused':
    case 'failed':
    case 'cancelled':
    case 'maybe-billed':
      return <FailedStage key={generation.id} generation={generation} />
    default:
      return assertNever(generation)
  }
}
