import type { ImageParams } from '#shared/image-params.ts'
import { maxGuidance, maxNegativePromptLength, maxPromptLength, maxSeed, maxSteps } from '#shared/limits.ts'
import type { SourceRole } from '#shared/organising.ts'
import type { DraftContent, DraftSource, TurnBefore } from './draft-store.ts'

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

/**
 * Reads back what was stored on an earlier day, possibly by another version: what is understood is taken, the rest is
 * left. `null` = nothing there. Written by hand because a schema library in the page would cost more than it checks.
 */
export function readStoredDraft(text: string | null): DraftContent | null {
  const stored = parseObject(text)
  if (stored === null || typeof stored['typedPrompt'] !== 'string') return null
  const params = isRecord(stored['params']) ? stored['params'] : {}
  return {
    typedPrompt: stored['typedPrompt'].slice(0, maxPromptLength),
    connectionId: readText(stored['connectionId']),
    model: readText(stored['model']),
    isCustomSize: stored['isCustomSize'] === true,
    sources: readSources(stored['sources']),
    turnBefore: readTurnBefore(stored['turnBefore']),
    params: {
      size: readText(params['size']) ?? 'auto',
      n: readCount(params['n'], 1, 10) ?? 1,
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
    },
  }
}

function readTurnBefore(value: unknown): TurnBefore | null {
  if (!isRecord(value)) return null
  const generationId = readCount(value['generationId'], 1, Number.MAX_SAFE_INTEGER)
  const [provider, connectionId] = [readText(value['provider']), readText(value['connectionId'])]
  return generationId === undefined || provider === null || connectionId === null
    ? null
    : { generationId, provider, connectionId }
}

/** When it was stored, in milliseconds since 1970; 0 = not known, or nothing there. */
export function readSavedAtMs(text: string | null): number {
  const savedAtMs = parseObject(text)?.['savedAtMs']
  return typeof savedAtMs === 'number' ? savedAtMs : 0
}

const roles: readonly SourceRole[] = ['prompt', 'recipe', 'reference', 'edit']

const readSources = (value: unknown): readonly DraftSource[] =>
  (Array.isArray(value) ? value : []).flatMap((source: unknown) => {
    if (!isRecord(source)) return []
    const imageId = readCount(source['imageId'], 1, Number.MAX_SAFE_INTEGER)
    const role = roles.find((known) => known === source['role'])
    return imageId === undefined || role === undefined ? [] : [{ imageId, role }]
  })

function parseObject(text: string | null): Record<string, unknown> | null {
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    // Cut off in the middle of a write: there is nothing in it that could be trusted.
    return null
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const readText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const readNumber = (value: unknown, min: number, max: number): number | undefined =>
  typeof value === 'number' && value >= min && value <= max ? value : undefined
const readCount = (value: unknown, min: number, max: number): number | undefined =>
  Number.isInteger(value) ? readNumber(value, min, max) : undefined

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

function named<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [Key in Name]?: Value } {
  // A computed key widens to string; there is exactly one, and it is `name`.
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]: Value })
}
