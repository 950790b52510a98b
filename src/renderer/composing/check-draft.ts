import type { Draft } from '#shared/generation.ts'
import type { ImageParams } from '#shared/image-params.ts'
import { isBeyondEnglish } from '#shared/is-beyond-english.ts'
import { findSizeProblem, type SizeProblem } from '#shared/size-problem.ts'
import { type DraftContent, referencesOf } from '../draft-store.ts'
import { fitParams } from '../fit-params.ts'
import type { Target } from '../resolve-target.ts'

/** What stands between a draft and its generation, most basic reason first. */
export type DraftProblem =
  | { readonly kind: 'model-retired' }
  | { readonly kind: 'no-prompt' }
  | { readonly kind: 'prompt-too-long'; readonly limit: number; readonly excess: number }
  | { readonly kind: 'prompt-not-english' }
  | { readonly kind: 'size'; readonly problem: SizeProblem }
  | { readonly kind: 'too-many-references'; readonly limit: number }
  | { readonly kind: 'other-conversation' }

export interface CheckedDraft {
  readonly draft: Draft
  readonly dropped: readonly (keyof ImageParams)[]
  readonly problem: DraftProblem | null
}

/** The draft as it would be sent to `target`, and what still keeps it from being sent. */
export function checkDraft(
  content: DraftContent,
  { connection, model }: Target,
  /** Pictures that are edited and go before the references. */
  { editedCount = 0 }: { readonly editedCount?: number } = {},
): CheckedDraft {
  const { typedPrompt, sources, turnBefore, isCustomSize } = content
  const inputCount = editedCount + referencesOf(content).length
  const { params, dropped } = fitParams(content.params, model, { isCustomSize, inputCount })
  return {
    draft: {
      connectionId: connection.id,
      model: model.id,
      typedPrompt,
      params,
      ...(sources.length > 0 && { sources }),
      ...(turnBefore !== null && { previousGenerationId: turnBefore.generationId }),
    },
    dropped,
    problem: findProblem(),
  }

  function findProblem(): DraftProblem | null {
    if (model.status.kind === 'retired') return { kind: 'model-retired' }
    const sizeProblem = findSizeProblem(params.size, model.sizes)
    if (sizeProblem !== null) return { kind: 'size', problem: sizeProblem }
    if (turnBefore !== null && (turnBefore.connectionId !== connection.id || turnBefore.provider !== model.provider))
      return { kind: 'other-conversation' }
    const { maxInputImages: limit } = model.edits
    if (inputCount > limit) return { kind: 'too-many-references', limit: Math.max(0, limit - editedCount) }
    // Providers count characters, not UTF-16 units: an emoji is one.
    const length = [...typedPrompt].length
    if (length > model.maxPromptChars)
      return { kind: 'prompt-too-long', limit: model.maxPromptChars, excess: length - model.maxPromptChars }
    if (model.promptLanguage === 'en' && isBeyondEnglish(`${typedPrompt} ${params.negativePrompt ?? ''}`))
      return { kind: 'prompt-not-english' }
    return typedPrompt.trim() === '' ? { kind: 'no-prompt' } : null
  }
}
