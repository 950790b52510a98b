import { maxPromptLength } from '#shared/limits.ts'
import type { SourceRole } from '#shared/organising.ts'
import type { DraftContent, DraftSource, TurnBefore } from './draft-store.ts'
import { readStoredParams } from './read-stored-params.ts'
import { isRecord, parseObject, readCount, readText } from './stored-value.ts'

/**
 * Reads back what was stored on an earlier day, possibly by another version: what is understood is taken, the rest is
 * left. `null` = nothing there.
 */
export function readStoredDraft(text: string | null): DraftContent | null {
  const stored = parseObject(text)
  if (stored === null || typeof stored['typedPrompt'] !== 'string') return null
  return {
    typedPrompt: stored['typedPrompt'].slice(0, maxPromptLength),
    connectionId: readText(stored['connectionId']),
    model: readText(stored['model']),
    isCustomSize: stored['isCustomSize'] === true,
    sources: readSources(stored['sources']),
    turnBefore: readTurnBefore(stored['turnBefore']),
    params: { size: 'auto', n: 1, ...readStoredParams(stored['params']) },
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
