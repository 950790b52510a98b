import type { Rewriter } from '#shared/experiment.ts'
import type { Way } from './data/ways.ts'

/** Whether a model of this connection is one of words: those that the Responses API asks, and the rules of the sketch. */
export const rewriterModels = ({ connection, models }: Way): readonly string[] =>
  models
    .filter(({ provider }) => provider === 'openai-responses' || connection.profile === 'sketch')
    .filter(({ status }) => status.kind !== 'retired')
    .map(({ id }) => id)

/**
 * Who rewrites the prompts of pictures that are made over `way`: a language model of the same connection, and the
 * sketch's rules, which need no network, where it is known to have none. `null` = not even that is there.
 */
export function usualRewriter(way: Way, ways: readonly Way[]): Rewriter | null {
  const sketch = ways.find(({ connection }) => connection.profile === 'sketch')
  for (const candidate of sketch === undefined ? [way] : [way, sketch]) {
    const [model] = rewriterModels(candidate)
    if (model !== undefined) return { connectionId: candidate.connection.id, model }
  }
  return null
}
