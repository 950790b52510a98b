import type { SucceededGeneration } from '#shared/generation.ts'
import type { ActualParams, ImageParams } from '#shared/image-params.ts'

export interface ParamRow {
  readonly name: 'model' | 'languageModel' | keyof ImageParams
  /** `null` = left to the model. */
  readonly requested: string | null
  /** `null` = the provider did not say. */
  readonly actual: string | null
  /** Both are known, a value was asked for, and another was used. */
  readonly differs: boolean
}

const names = [
  'size',
  'quality',
  'background',
  'outputFormat',
  'outputCompression',
  'n',
  'moderation',
  'complexity',
  'partialImages',
  'frameCount',
  'frameDurationMs',
  'inputFidelity',
  'style',
  'imageModel',
  'negativePrompt',
  'seed',
  'steps',
  'guidance',
] as const satisfies readonly (keyof ImageParams)[]

/**
 * What was asked for beside what was used, one row for each parameter that either side names. `auto` asks for nothing in
 * particular, so whatever comes of it is no difference.
 */
export function compareParams({
  model,
  requestedParams,
  actualParams,
}: Pick<SucceededGeneration, 'model' | 'requestedParams' | 'actualParams'>): readonly ParamRow[] {
  return [
    // With an image model behind it, the model that was asked is one of language.
    toRow(requestedParams.imageModel === undefined ? 'model' : 'languageModel', model, actualParams.model),
    ...names.map((name) => toRow(name, requestedParams[name], isReported(name) ? actualParams[name] : undefined)),
  ].filter(({ requested, actual }) => requested !== null || actual !== null)
}

const isReported = (name: keyof ImageParams): name is keyof ImageParams & keyof ActualParams =>
  name === 'size' ||
  name === 'quality' ||
  name === 'background' ||
  name === 'outputFormat' ||
  name === 'n' ||
  name === 'imageModel'

function toRow(
  name: ParamRow['name'],
  requested: string | number | undefined,
  actual: string | number | undefined,
): ParamRow {
  return {
    name,
    requested: requested === undefined ? null : String(requested),
    actual: actual === undefined ? null : String(actual),
    differs: requested !== undefined && requested !== 'auto' && actual !== undefined && requested !== actual,
  }
}
