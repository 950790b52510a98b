import type { ImageParams } from '../image-params.ts'
import type { ProviderId } from '../provider-id.ts'

export interface ArmSettings {
  readonly kind: 'verbatim' | 'augmented' | 'wrapped' | 'custom'
  /** Instead of the typed prompt; `null` = the typed one. */
  readonly promptOverride: string | null
  readonly styleSuffix: string | null
  readonly connectionId: string
  readonly provider: ProviderId
  readonly model: string
  readonly params: ImageParams
  /** Of the rewrite before sending; `null` = none. */
  readonly rewriteModel: string | null
  readonly templateVersion: string | null
  /** Pictures that go along, in their order. */
  readonly sourceImageIds: readonly number[]
}

type ParamField = Exclude<keyof ImageParams, 'imageModel'>

export type DifferingField =
  | Exclude<keyof ArmSettings, 'params'>
  | ParamField
  /** Through a language model: that one; `model` is then the one that makes the picture. */
  | 'languageModel'

/** What may explain that one arm wins: several fields can be one thing. */
export type DifferingThing =
  | 'rewriting'
  | 'path'
  | 'connection'
  | 'model'
  | 'prompt'
  | 'style-suffix'
  | 'sources'
  | ParamField

export interface ArmDifferences {
  /** Only those that differ, with each arm's value in the order of the arms; `null` = not set, or not known. */
  readonly fields: readonly { readonly field: DifferingField; readonly values: readonly (string | number | null)[] }[]
  readonly things: readonly DifferingThing[]
  /** More than one thing differs: whichever arm wins, the votes do not tell why. */
  readonly isConfounded: boolean
}

interface Fact {
  readonly field: DifferingField
  readonly thing: DifferingThing
  readonly read: (arm: ArmSettings) => string | number | null
  /** What is compared, where it is not the value itself. */
  readonly compare?: (arm: ArmSettings) => string
}

/** Through the Responses API the model that is asked writes the prompt, and another, often left to it, makes the picture. */
const asksLanguageModel = ({ provider }: ArmSettings): boolean => provider === 'openai-responses'

const writerOf = ({ kind }: ArmSettings): 'person' | 'rewrite' | 'provider' => {
  switch (kind) {
    case 'verbatim':
    case 'custom':
      return 'person'
    case 'augmented':
      return 'rewrite'
    case 'wrapped':
      return 'provider'
  }
}

const param = (field: ParamField): Fact => ({ field, thing: field, read: ({ params }) => params[field] ?? null })

const paramFacts: Readonly<Record<ParamField, Fact>> = {
  size: param('size'),
  n: param('n'),
  quality: param('quality'),
  background: param('background'),
  outputFormat: param('outputFormat'),
  outputCompression: param('outputCompression'),
  moderation: param('moderation'),
  complexity: param('complexity'),
  partialImages: param('partialImages'),
  frameCount: param('frameCount'),
  frameDurationMs: param('frameDurationMs'),
  svgModel: param('svgModel'),
  inputFidelity: param('inputFidelity'),
  style: param('style'),
  negativePrompt: param('negativePrompt'),
  seed: param('seed'),
  steps: param('steps'),
  guidance: param('guidance'),
}

const facts: readonly Fact[] = [
  { field: 'kind', thing: 'rewriting', read: ({ kind }) => kind, compare: writerOf },
  { field: 'rewriteModel', thing: 'rewriting', read: ({ rewriteModel }) => rewriteModel },
  { field: 'templateVersion', thing: 'rewriting', read: ({ templateVersion }) => templateVersion },
  { field: 'promptOverride', thing: 'prompt', read: ({ promptOverride }) => promptOverride },
  { field: 'styleSuffix', thing: 'style-suffix', read: ({ styleSuffix }) => styleSuffix || null },
  { field: 'connectionId', thing: 'connection', read: ({ connectionId }) => connectionId },
  { field: 'provider', thing: 'path', read: ({ provider }) => provider },
  { field: 'languageModel', thing: 'path', read: (arm) => (asksLanguageModel(arm) ? arm.model : null) },
  {
    field: 'model',
    thing: 'model',
    read: (arm) => (asksLanguageModel(arm) ? (arm.params.imageModel ?? null) : arm.model),
  },
  { field: 'sourceImageIds', thing: 'sources', read: ({ sourceImageIds }) => sourceImageIds.join(', ') || null },
  ...Object.values(paramFacts),
]

/**
 * What differs between the arms of an experiment. The rewriting is one thing, whichever model and template do it. An arm
 * that is wrapped differs from others in two whatever one does: in who writes the prompt (`rewriting`) and in the way it
 * takes to the image model (`path`).
 */
export function differences(arms: readonly ArmSettings[]): ArmDifferences {
  const differing = facts.filter(({ read, compare = read }) => new Set(arms.map(compare)).size > 1)
  const things = [...new Set(differing.map(({ thing }) => thing))]
  return {
    fields: differing.map(({ field, read }) => ({ field, values: arms.map(read) })),
    things,
    isConfounded: things.length > 1,
  }
}
