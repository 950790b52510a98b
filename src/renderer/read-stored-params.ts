import type { ImageParams } from '#shared/image-params.ts'
import { maxGuidance, maxNegativePromptLength, maxSeed, maxSteps } from '#shared/limits.ts'
import { isRecord, readCount, readNumber, readText } from './stored-value.ts'

type Choices = {
  readonly [Name in
    | 'quality'
    | 'background'
    | 'outputFormat'
    | 'moderation'
    | 'complexity'
    | 'inputFidelity'
    | 'style']: readonly NonNullable<ImageParams[Name]>[]
}
const choices: Choices = {
  quality: ['auto', 'low', 'medium', 'high', 'xhigh', 'max', 'standard', 'hd'],
  background: ['auto', 'transparent', 'opaque'],
  outputFormat: ['png', 'jpeg', 'webp', 'gif', 'svg'],
  moderation: ['auto', 'low'],
  complexity: ['low', 'medium', 'high'],
  inputFidelity: ['low', 'high'],
  style: ['vivid', 'natural'],
}

/** Of the parameters that were stored those that are understood. */
export function readStoredParams(value: unknown): Partial<ImageParams> {
  const params = isRecord(value) ? value : {}
  return {
    ...named('size', readText(params['size'])),
    ...named('n', readCount(params['n'], 1, 10)),
    ...readChoice(params, 'quality'),
    ...readChoice(params, 'background'),
    ...readChoice(params, 'outputFormat'),
    ...readChoice(params, 'moderation'),
    ...readChoice(params, 'complexity'),
    ...readChoice(params, 'inputFidelity'),
    ...readChoice(params, 'style'),
    ...named('outputCompression', readCount(params['outputCompression'], 0, 100)),
    ...named('partialImages', readCount(params['partialImages'], 0, 3)),
    ...named('frameCount', readCount(params['frameCount'], 2, 16)),
    ...named('frameDurationMs', readCount(params['frameDurationMs'], 10, 655_350)),
    ...named('svgModel', readText(params['svgModel'])?.slice(0, 200)),
    ...named('imageModel', readText(params['imageModel'])?.slice(0, 200)),
    ...named('negativePrompt', readText(params['negativePrompt'])?.slice(0, maxNegativePromptLength)),
    ...named('seed', readCount(params['seed'], 0, maxSeed)),
    ...named('steps', readCount(params['steps'], 1, maxSteps)),
    ...named('guidance', readNumber(params['guidance'], 0, maxGuidance)),
  }
}

function readChoice<Name extends keyof Choices>(
  params: Record<string, unknown>,
  name: Name,
): { readonly [Key in Name]?: Choices[Name][number] } {
  const known: readonly Choices[Name][number][] = choices[name]
  return named(
    name,
    known.find((choice) => choice === params[name]),
  )
}

function named<Name extends string, Value>(
  name: Name,
  value: Value | null | undefined,
): { readonly [Key in Name]?: Value } {
  // A computed key widens to string; there is exactly one, and it is `name`.
  return value === undefined || value === null ? {} : ({ [name]: value } as { [Key in Name]: Value })
}
