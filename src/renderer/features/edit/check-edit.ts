import type { Draft } from '#shared/generation.ts'
import type { ImageParams } from '#shared/image-params.ts'
import { checkDraft, type DraftProblem } from '../../composing/check-draft.ts'
import type { Way } from '../../data/ways.ts'
import { type DraftContent, referencesOf } from '../../draft-store.ts'
import { hasUsableKey, type Target } from '../../resolve-target.ts'
import { type EditKind, editKindRules } from './edit-kind.ts'

/** What stands between an edit and its generation, most basic reason first. */
export type EditProblem =
  | { readonly kind: 'draft'; readonly problem: DraftProblem }
  /** The model cannot do this; `instead`: one that can. */
  | { readonly kind: 'no-edits' | 'no-mask' | 'no-markup'; readonly instead: Target | null }
  | { readonly kind: 'empty-drawing' }
  | { readonly kind: 'needs-reference' }

export interface CheckedEdit {
  /** Without the mask, which is kept when it is run. */
  readonly draft: Draft
  readonly dropped: readonly (keyof ImageParams)[]
  readonly problem: EditProblem | null
}

interface Edited {
  readonly imageId: number
  readonly kind: EditKind
  /** Nothing was drawn yet. */
  readonly isEmpty: boolean
  readonly keepsEverythingElse: boolean
  readonly featherPx: number
}

/** The edit as it would be sent to `target`, and what still keeps it from being sent. */
export function checkEdit(content: DraftContent, target: Target, edited: Edited, ways: readonly Way[]): CheckedEdit {
  const { imageId, kind, isEmpty, keepsEverythingElse, featherPx } = edited
  const { drawing, needsReference, isTransparent } = editKindRules[kind]
  const params: ImageParams = isTransparent ? { ...content.params, background: 'transparent' } : content.params
  const checked = checkDraft({ ...content, params, turnBefore: null }, target, { editedCount: 1 })
  return {
    dropped: checked.dropped,
    draft: {
      ...checked.draft,
      sources: [{ imageId, role: 'edit' }, ...referencesOf(content)],
      edit: { maskId: null, keepsEverythingElse: drawing === 'mask' && keepsEverythingElse, featherPx },
    },
    problem: findProblem(),
  }

  function findProblem(): EditProblem | null {
    const { maxInputImages, hasMask, hasMarkup } = target.model.edits
    if (checked.problem?.kind === 'model-retired') return { kind: 'draft', problem: checked.problem }
    if (maxInputImages === 0) return { kind: 'no-edits', instead: findInstead(ways, target, drawing) }
    if (drawing === 'mask' && !hasMask) return { kind: 'no-mask', instead: findInstead(ways, target, drawing) }
    if (drawing === 'markup' && !hasMarkup) return { kind: 'no-markup', instead: findInstead(ways, target, drawing) }
    if (drawing !== null && isEmpty) return { kind: 'empty-drawing' }
    if (needsReference && referencesOf(content).length === 0) return { kind: 'needs-reference' }
    return checked.problem === null ? null : { kind: 'draft', problem: checked.problem }
  }
}

/** A model that can, of the same connection before others, and only where a request could leave. */
function findInstead(ways: readonly Way[], { connection }: Target, drawing: 'mask' | 'markup' | null): Target | null {
  const sameFirst = ways.toSorted(
    (one, other) => Number(other.connection.id === connection.id) - Number(one.connection.id === connection.id),
  )
  for (const way of sameFirst) {
    const model = way.models.find(
      ({ status, edits }) =>
        status.kind === 'live' &&
        edits.maxInputImages > 0 &&
        (drawing !== 'mask' || edits.hasMask) &&
        (drawing !== 'markup' || edits.hasMarkup),
    )
    if (model !== undefined && hasUsableKey(way.connection)) return { connection: way.connection, model }
  }
  return null
}
