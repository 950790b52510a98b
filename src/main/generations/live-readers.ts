import type { AnswerHead, AnswerReader, CreateReader, ProviderEvent } from '../providers/provider.ts'

export type Preview = Omit<Extract<ProviderEvent, { kind: 'partial' }>, 'kind'>

/**
 * Reads answers while they arrive, for previews only; what counts is read again from the spool. A reader that fails
 * here is reported and the generation goes on without previews.
 */
export interface LiveReaders {
  readonly open: (generationId: number, head: AnswerHead) => void
  readonly push: (generationId: number, bytes: Uint8Array) => readonly Preview[]
  readonly drop: (generationId: number) => void
}

export function createLiveReaders(
  readers: Readonly<Record<AnswerHead['provider'], CreateReader>>,
  report: (cause: unknown) => void,
): LiveReaders {
  const byGeneration = new Map<number, AnswerReader>()
  return {
    open: (generationId, head) => {
      byGeneration.set(generationId, readers[head.provider](head))
    },
    push: (generationId, bytes) => {
      try {
        const events = byGeneration.get(generationId)?.push(bytes) ?? []
        return events.flatMap((event) =>
          event.kind === 'partial' ? [{ position: event.position, index: event.index, bytes: event.bytes }] : [],
        )
      } catch (cause) {
        byGeneration.delete(generationId)
        report(cause)
        return []
      }
    },
    drop: (generationId) => {
      byGeneration.delete(generationId)
    },
  }
}
