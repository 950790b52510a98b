import type { ImageParams } from '#shared/image-params.ts'
import { maxPromptLength } from '#shared/limits.ts'
import type { SourceRole } from '#shared/organising.ts'
import type { DraftContent, DraftSource } from './draft-store.ts'

type Choices = {
  readonly [Name in 'quality' | 'background' | 'outputFormat' | 'moderation' | 'complexity']: readonly NonNullable<
    ImageParams[Name]
  >[]
}
const choices: Choices = {
  quality: ['auto', 'low', 'medium', 'high', 'xhigh', 'max'],
  background: ['auto', 'transparent', 'opaque'],
  outputFormat: ['png', 'jpeg', 'webp', 'gif', 'svg'],
  moderation: ['auto', 'low'],
  complexity: ['low', 'medium', 'high'],
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
    params: {
      size: readText(params['size']) ?? 'auto',
      n: readCount(params['n'], 1, 10) ?? 1,
      ...readChoice(params, 'quality'),
      ...readChoice(params, 'background'),
      ...readChoice(params, 'outputFormat'),
      ...readChoice(params, 'moderation'),
      ...readChoice(params, 'complexity'),
      ...named('outputCompression', readCount(params['outputCompression'], 0, 100)),
      ...named('partialImages', readCount(params['partialImages'], 0, 3)),
      ...named('frameCount', readCount(params['frameCount'], 2, 16)),
      ...named('frameDurationMs', readCount(params['frameDurationMs'], 10, 655_350)),
    },
  }
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
const readCount = (value: unknown, min: number, max: number): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : undefined

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
