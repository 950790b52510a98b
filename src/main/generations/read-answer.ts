import type { Failure } from '#shared/failure.ts'
import { Usage } from '#shared/generation.ts'
import { ActualParams } from '#shared/image-params.ts'
import type { AnswerReader, ProviderEvent } from '../providers/provider.ts'

/** A whole answer, or as much of it as came. */
export interface Answer {
  readonly images: readonly AnsweredImage[]
  /** Pictures that lie elsewhere and must be fetched. */
  readonly links: readonly AnsweredLink[]
  readonly hasPreviews: boolean
  readonly usage: Usage | null
  readonly actualParams: ActualParams
  readonly ending:
    | { readonly kind: 'done'; readonly record: string }
    | { readonly kind: 'refusal'; readonly failure: Failure }
}

export interface AnsweredImage {
  readonly position: number
  readonly bytes: Uint8Array
  readonly revisedPrompt: string | null
}

export interface AnsweredLink {
  readonly position: number
  readonly url: string
  readonly revisedPrompt: string | null
}

/** Reads a body from the spool. Pure: the same bytes give the same answer, today and after a crash. */
export function readAnswer(reader: AnswerReader, body: Uint8Array): Answer {
  const events: readonly ProviderEvent[] = [...reader.push(body), ...reader.end()]
  const ofKind = <Kind extends ProviderEvent['kind']>(kind: Kind) =>
    events.filter((event): event is Extract<ProviderEvent, { kind: Kind }> => event.kind === kind)

  const refusal = ofKind('refusal').at(-1)
  const done = ofKind('done').at(-1)
  return {
    images: ofKind('image'),
    links: ofKind('link'),
    hasPreviews: ofKind('partial').length > 0,
    // From a server, through a reader: what does not fit is left out rather than kept in a row nobody can read.
    usage: Usage.safeParse(ofKind('usage').at(-1)?.usage).data ?? null,
    actualParams:
      ActualParams.safeParse(
        Object.fromEntries(ofKind('actual-params').flatMap(({ params }) => Object.entries(params))),
      ).data ?? {},
    ending:
      refusal === undefined && done !== undefined
        ? { kind: 'done', record: done.record }
        : { kind: 'refusal', failure: refusal?.failure ?? { kind: 'incomplete' } },
  }
}
