import type { Generation } from '#shared/generation.ts'
import type { OwnSteps } from '../../failure-notice.tsx'
import { loadEverything } from '../../load-draft.ts'
import { useStartDraft } from './use-generate.ts'

/** What can be done about a generation that made nothing. Sending again is always the person's own press. */
export function useFailureSteps(generation: Generation): OwnSteps {
  const start = useStartDraft()
  const { connectionId, model, typedPrompt, requestedParams } = generation
  return {
    'try-again': () => start({ connectionId, model, typedPrompt, params: requestedParams }),
    'edit-prompt': () => loadEverything(generation, null),
    'choose-model': () => loadEverything(generation, null),
  }
}
