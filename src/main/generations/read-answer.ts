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
  /** Of each model that took part and of which the provider reported something. */
  readonly usages: readonly ModelUsage[]
  readonly responseId: string | null
  readonly actualParams: ActualParams
  readonly ending:
    | { readonly kind: 'done'; readonly record: string }
    | { readonly kind: 'refusal'; readonly failure: Failure }
}

export interface ModelUsage {
  /** `null` = the one that was asked. */
  readonly model: string | null
  readonly usage: Usage
  /** As the provider wrote it, JSON. */
  readonly raw: unknown
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
    usages: usagesOf(ofKind('usage')),
    responseId: ofKind('response-id').at(-1)?.responseId ?? null,
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

/** The last report of each model counts: a stream repeats it as it grows. What does not fit a row is left out. */
function usagesOf(events: readonly Extract<ProviderEvent, { kind: 'usage' }>[]): readonly ModelUsage[] {
  const byModel = new Map<string | null, ModelUsage>()
  for (const { model = null, usage, raw = usage } of events) {
    const parsed = Usage.safeParse(usage)
    if (parsed.success) byModel.set(model, { model, usage: parsed.data, raw })
  }
  return [...byModel.values()]
}

/** What all models together used; a kind of token that none reported stays `null`. */
export function totalUsage(usages: readonly ModelUsage[]): Usage | null {
  const [first, ...others] = usages
  if (first === undefined) return null
  const add = (one: number | null, other: number | null): number | null =>
    one === null ? other : other === null ? one : one + other
  return others.reduce(
    (sum, { usage }): Usage => ({
      inputTokens: add(sum.inputTokens, usage.inputTokens),
      inputTextTokens: add(sum.inputTextTokens, usage.inputTextTokens),
      inputImageTokens: add(sum.inputImageTokens, usage.inputImageTokens),
      outputTokens: add(sum.outputTokens, usage.outputTokens),
      outputImageTokens: add(sum.outputImageTokens, usage.outputImageTokens),
      outputTextTokens: add(sum.outputTextTokens, usage.outputTextTokens),
      totalTokens: add(sum.totalTokens, usage.totalTokens),
    }),
    first.usage,
  )
}
