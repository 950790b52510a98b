import type { ProviderId } from '#shared/catalogue.ts'
import type { Failure } from '#shared/failure.ts'
import type { Usage } from '#shared/generation.ts'
import type { ActualParams, ImageParams } from '#shared/image-params.ts'
import type { Result } from '#shared/result.ts'

/**
 * The port to everything that makes pictures, in two halves so that what was paid for survives a crash between them:
 *
 * `send` (in main) carries the request out and hands back the answer as untouched bytes, which go to the spool;
 * `createReader` (in the library worker, and again on the next start) turns those bytes into events. It is pure: the
 * same bytes give the same events, whether they arrive from the network or from a spool left by a crash.
 */
export interface Provider {
  readonly id: ProviderId
  send(request: ProviderRequest, signal: AbortSignal): Promise<Result<RawAnswer, Failure>>
  /** Lists models, at no cost. Absent where there is nothing to reach. */
  readonly test?: (endpoint: Endpoint, signal: AbortSignal) => Promise<Result<{ readonly modelCount: number }, Failure>>
}

export interface Endpoint {
  /** Without a trailing slash; `null` for providers inside this program. */
  readonly baseUrl: string | null
  readonly apiKey: string | null
}

export interface ProviderRequest {
  readonly endpoint: Endpoint
  readonly model: string
  /** The exact text that leaves. */
  readonly sentPrompt: string
  readonly params: ImageParams
}

export interface RawAnswer {
  readonly head: AnswerHead
  /**
   * The body as it arrives. Throws or ends early when the connection breaks, time runs out or the person cancels; the
   * reader must notice.
   */
  readonly body: AsyncIterable<Uint8Array>
}

/** The first line of a spool file: what a reader needs besides the body. Plain JSON. */
export interface AnswerHead {
  readonly provider: ProviderId
  readonly model: string
  readonly requestId: string | null
  readonly contentType: string
  readonly requestedParams: ImageParams
}

export type CreateReader = (head: AnswerHead) => AnswerReader

export interface AnswerReader {
  /** Events that the bytes so far have completed. Bytes may be cut anywhere. */
  push(bytes: Uint8Array): readonly ProviderEvent[]
  /** The body ended. The last event of a reader is always `done` or `refusal`. */
  end(): readonly ProviderEvent[]
}

export type ProviderEvent =
  | { readonly kind: 'partial'; readonly position: number; readonly index: number; readonly bytes: Uint8Array }
  | {
      readonly kind: 'image'
      readonly position: number
      readonly bytes: Uint8Array
      readonly revisedPrompt: string | null
    }
  /** The picture lies elsewhere and must be fetched (`fetch-image.ts`) before its address expires. */
  | { readonly kind: 'link'; readonly position: number; readonly url: string; readonly revisedPrompt: string | null }
  | { readonly kind: 'usage'; readonly usage: Usage }
  | { readonly kind: 'actual-params'; readonly params: ActualParams }
  | { readonly kind: 'refusal'; readonly failure: Failure }
  /** Whole and well-formed. `record` is the answer as text with every picture's bytes elided: kept for provenance. */
  | { readonly kind: 'done'; readonly record: string }
