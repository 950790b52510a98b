import type { Model } from '#shared/catalogue.ts'
import type { ArmKind, ArmPlan, ExperimentPlan, Rewriter } from '#shared/experiment.ts'
import { augmentInstructions } from '#shared/experiments/augment-instructions.ts'
import { maxTrials } from '#shared/experiments/experiment-words.ts'
import type { ImageParams } from '#shared/image-params.ts'
import { findSizeProblem } from '#shared/size-problem.ts'
import type { Way } from '../../data/ways.ts'
import { type DraftContent, referencesOf } from '../../draft-store.ts'
import { fitParams } from '../../fit-params.ts'
import { resolveTarget, type Target } from '../../resolve-target.ts'
import { titleFromPrompt } from '../../title-from-prompt.ts'
import { usualRewriter } from '../../usual-rewriter.ts'

/** One arm as it is being filled in. */
export interface ArmForm {
  readonly key: number
  readonly kind: ArmKind
  /** `''` = called by its kind. */
  readonly label: string
  /** `null` = what is usual. */
  readonly connectionId: string | null
  readonly model: string | null
  /** Where it goes its own way. */
  readonly ownParams: Partial<ImageParams>
  /** Of a custom arm; `''` = the typed one. */
  readonly prompt: string
  readonly suffix: string
  /** Of an augmented arm; `null` = the usual one. */
  readonly rewriter: Pick<Rewriter, 'connectionId' | 'model'> | null
  readonly instructions: string
}

export interface PlanForm {
  /** `''` = called by its first prompt. */
  readonly title: string
  readonly prompts: readonly { readonly key: number; readonly text: string }[]
  readonly arms: readonly ArmForm[]
  readonly repeats: number
  /** Wishes for all arms. */
  readonly params: ImageParams
  readonly isCustomSize: boolean
  readonly referenceIds: readonly number[]
  /** It came with one: every repeat would have made the same picture. `null` = it had none. */
  readonly seedLeftOut: number | null
  readonly nextKey: number
}

export const usualRepeats = 4
export const leastArms = 2
export const mostArms = 4

type ArmChoice = Pick<ArmForm, 'connectionId' | 'model'>

export const newArm = (key: number, kind: ArmKind, { connectionId, model }: ArmChoice): ArmForm => ({
  key,
  kind,
  label: '',
  connectionId,
  model,
  ownParams: {},
  prompt: '',
  suffix: '',
  rewriter: null,
  instructions: augmentInstructions,
})

/** What is being composed on Create, verbatim against augmented. Repeats take the place of several pictures at a time. */
export function formFromDraft(draft: DraftContent): PlanForm {
  const { seed = null, ...params } = draft.params
  return {
    title: '',
    prompts: [{ key: 1, text: draft.typedPrompt }],
    arms: [newArm(2, 'verbatim', draft), newArm(3, 'augmented', draft)],
    repeats: usualRepeats,
    params: { ...params, n: 1 },
    isCustomSize: draft.isCustomSize,
    referenceIds: referencesOf(draft).map(({ imageId }) => imageId),
    seedLeftOut: seed,
    nextKey: 4,
  }
}

/** An experiment that is made again. */
export function formFromPlan({ title, prompts, arms, repeats, referenceIds }: ExperimentPlan): PlanForm {
  const { seed = null, ...shared } = arms[0]?.settings.params ?? { size: 'auto', n: 1 }
  const withSeed = { ...shared, ...(seed !== null && { seed }) }
  return {
    title,
    prompts: prompts.map((text, index) => ({ key: index + 1, text })),
    arms: arms.map(({ kind, label, settings }, index) => ({
      key: prompts.length + index + 1,
      kind,
      label,
      connectionId: settings.connectionId,
      model: settings.model,
      // A seed that is another one in another arm is what that arm is about.
      ownParams: ownOf(settings.params, withSeed),
      prompt: settings.prompt ?? '',
      suffix: settings.suffix ?? '',
      rewriter: settings.rewriter ?? null,
      instructions: settings.rewriter?.instructions ?? augmentInstructions,
    })),
    repeats,
    params: shared,
    isCustomSize: true,
    referenceIds,
    seedLeftOut: seed,
    nextKey: prompts.length + arms.length + 1,
  }
}

const ownOf = (params: ImageParams, shared: ImageParams): Partial<ImageParams> => {
  const inShared: ReadonlyMap<string, unknown> = new Map(Object.entries(shared))
  return Object.fromEntries(Object.entries(params).filter(([name, value]) => inShared.get(name) !== value))
}

/** What keeps a form from being a plan. */
export type PlanProblem =
  | { readonly kind: 'no-prompt' }
  | { readonly kind: 'too-many-pictures'; readonly limit: number }
  | {
      readonly kind: 'no-model' | 'no-rewriter' | 'size' | 'needs-responses' | 'model-retired'
      readonly armKey: number
    }
  | { readonly kind: 'prompt-too-long'; readonly armKey: number; readonly limit: number }
  | { readonly kind: 'too-many-references'; readonly armKey: number; readonly limit: number }

export interface ReadForm {
  /** As far as it can be told; for what differs and for the estimate. `null` = an arm has no model. */
  readonly plan: ExperimentPlan | null
  readonly problems: readonly PlanProblem[]
}

/** The connections over which an arm of this kind can be asked for, each with the models that will do. */
export const waysFor = (kind: ArmKind, ways: readonly Way[]): readonly Way[] =>
  kind === 'wrapped'
    ? ways
        .map(({ connection, models }) => ({
          connection,
          models: models.filter(({ provider }) => provider === 'openai-responses'),
        }))
        .filter(({ models }) => models.length > 0)
    : ways

export const targetOfArm = (arm: ArmForm, form: PlanForm, ways: readonly Way[]): Target | null =>
  resolveTarget({ ...arm, params: { ...form.params, ...arm.ownParams } }, waysFor(arm.kind, ways))

/** The form as it would be committed, and what is still wrong with it. */
export function readForm(form: PlanForm, ways: readonly Way[]): ReadForm {
  const prompts = form.prompts.map(({ text }) => text).filter((text) => text.trim() !== '')
  const read = form.arms.map((arm) => readArm(arm, form, prompts, ways))
  const arms = read.flatMap(({ plan }) => plan ?? [])
  const pictureCount = Math.max(1, prompts.length) * form.arms.length * form.repeats
  const problems: readonly PlanProblem[] = [
    ...(prompts.length === 0 ? [{ kind: 'no-prompt' } as const] : []),
    ...(pictureCount > maxTrials ? [{ kind: 'too-many-pictures', limit: maxTrials } as const] : []),
    ...read.flatMap((arm) => arm.problems),
  ]
  const title = form.title.trim() === '' ? titleFromPrompt(prompts[0] ?? '') : form.title.trim()
  return {
    plan:
      arms.length < form.arms.length || pictureCount > maxTrials
        ? null
        : { title, prompts, arms, repeats: form.repeats, referenceIds: [...form.referenceIds] },
    problems,
  }
}

function readArm(
  arm: ArmForm,
  form: PlanForm,
  prompts: readonly string[],
  ways: readonly Way[],
): { readonly plan: ArmPlan | null; readonly problems: readonly PlanProblem[] } {
  const target = targetOfArm(arm, form, ways)
  if (target === null)
    return {
      plan: null,
      problems: [{ kind: arm.kind === 'wrapped' ? 'needs-responses' : 'no-model', armKey: arm.key }],
    }
  const rewriter = arm.kind === 'augmented' ? rewriterOf(arm, target, ways) : undefined
  if (rewriter === null) return { plan: null, problems: [{ kind: 'no-rewriter', armKey: arm.key }] }
  const { model, connection } = target
  const wishes = { ...form.params, ...arm.ownParams, partialImages: 0 }
  const { params } = fitParams(wishes, model, {
    isCustomSize: form.isCustomSize,
    inputCount: form.referenceIds.length,
  })
  const own = arm.kind === 'custom' && arm.prompt.trim() !== '' ? arm.prompt : undefined
  const suffix = arm.kind === 'custom' && arm.suffix.trim() !== '' ? arm.suffix.trim() : undefined
  return {
    plan: {
      kind: arm.kind,
      label: arm.label.trim(),
      settings: {
        connectionId: connection.id,
        provider: model.provider,
        model: model.id,
        params,
        ...(rewriter !== undefined && { rewriter }),
        ...(own !== undefined && { prompt: own }),
        ...(suffix !== undefined && { suffix }),
      },
    },
    problems: problemsOf(arm.key, model, params, own === undefined ? prompts : [own], form.referenceIds.length),
  }
}

export function rewriterOf(arm: ArmForm, target: Target, ways: readonly Way[]): Rewriter | null {
  const way = ways.find(({ connection }) => connection.id === target.connection.id)
  const chosen = arm.rewriter ?? (way === undefined ? null : usualRewriter(way, ways))
  if (chosen === null || !ways.some(({ connection }) => connection.id === chosen.connectionId)) return null
  const instructions = arm.instructions.trim()
  const isOwn = instructions !== '' && instructions !== augmentInstructions
  return { connectionId: chosen.connectionId, model: chosen.model, ...(isOwn && { instructions }) }
}

function problemsOf(
  armKey: number,
  model: Model,
  params: ImageParams,
  prompts: readonly string[],
  inputCount: number,
): readonly PlanProblem[] {
  // Providers count characters, not UTF-16 units: an emoji is one.
  const isTooLong = prompts.some((text) => [...text].length > model.maxPromptChars)
  return [
    ...(model.status.kind === 'retired' ? [{ kind: 'model-retired', armKey } as const] : []),
    ...(findSizeProblem(params.size, model.sizes) === null ? [] : [{ kind: 'size', armKey } as const]),
    ...(isTooLong ? [{ kind: 'prompt-too-long', armKey, limit: model.maxPromptChars } as const] : []),
    ...(inputCount > model.edits.maxInputImages
      ? [{ kind: 'too-many-references', armKey, limit: model.edits.maxInputImages } as const]
      : []),
  ]
}
