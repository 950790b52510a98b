import type { ConnectionSettings } from '#shared/connection.ts'
import type { Failure } from '#shared/failure.ts'
import type { Usage } from '#shared/generation.ts'
import type { ImageFormat } from '#shared/image.ts'
import type { ActualParams, ImageParams } from '#shared/image-params.ts'
import type { ProviderId } from '#shared/provider-id.ts'
import type { Result } from '#shared/result.ts'
import type { ServerProfileId } from '#shared/server-profile.ts'

/**
 * The port to everything that makes pictures, in two halves so that what was paid for survives a crash between them:
 *
 * `send` (in main) carries the request out and hands back the answer as untouched bytes, which go to the spool;
 * `createReader` (in the library worker, and again on the next start) turns those bytes into events. It is pure: the
 * same bytes give the same events, whether they arrive from the network or from a spool left by a crash.
 */
export interface Provider {
  readonly id: ProviderId
  send(request: ProviderRequest, signal: AbortSignal): Promise<SendResult>
  /**
   * Fetches the answer to a request that left in an earlier run and whose response id was kept. Absent where providers
   * do not keep answers.
   */
  readonly resume?: (request: ProviderRequest, responseId: string, signal: AbortSignal) => Promise<SendResult>
  /**
   * Tells the provider that nobody waits for this answer any more, so that no more of it is made. What was made by then
   * may be billed.
   */
  readonly abandon?: (endpoint: Endpoint, responseId: string, signal: AbortSignal) => Promise<void>
  /** What the server says it has, at no cost; nothing where it keeps no list. Absent where there is nothing to reach. */
  readonly listModels?: (
    endpoint: Endpoint,
    signal: AbortSignal,
  ) => Promise<Result<{ readonly models: readonly ListedModel[] }, Failure>>
  /** Lists models, at no cost. Absent where there is nothing to reach. */
  readonly test?: (endpoint: Endpoint, signal: AbortSignal) => Promise<Result<{ readonly modelCount: number }, Failure>>
}

export interface ListedModel {
  readonly id: string
  /** `YYYY-MM-DD`; `null` = it says nothing of an end. */
  readonly shutdownOn: string | null
}

/** One that keeps its answers for whoever asks by their id. */
export type KeepingProvider = Provider & Required<Pick<Provider, 'resume' | 'abandon'>>

export interface ListedModel {
  readonly id: string
  /** `YYYY-MM-DD`; `null` = it says nothing of an end. */
  readonly shutdownOn: string | null
}

export type SendResult =
  | { readonly ok: true; readonly value: RawAnswer }
  | {
      readonly ok: false
      readonly failure: Failure
      /** By what the provider's support finds the request; `undefined` = none was given. */
      readonly requestId?: string | undefined
    }

export interface Endpoint {
  /** Without a trailing slash; `null` for providers inside this program. */
  readonly baseUrl: string | null
  readonly apiKey: string | null
  /** What kind of server answers there. */
  readonly profile: ServerProfileId
}

export interface ProviderRequest {
  readonly endpoint: Endpoint
  /** What the person set for the connection. */
  readonly settings: ConnectionSettings
  readonly model: string
  /** The exact text that leaves. */
  readonly sentPrompt: string
  readonly params: ImageParams
  readonly inputs: ProviderInputs
  /** The response id of the turn that this one goes on from. */
  readonly previousResponseId: string | null
  /**
   * Told as soon as the provider has given its answer a name, before anything of it is there. Resolves when the name is
   * kept: from then on the answer is fetched after a crash.
   */
  readonly keepResponseId: (responseId: string) => Promise<void>
}

/** Pictures that leave with the words. */
export interface ProviderInputs {
  /** Those to be edited first, then references. */
  readonly images: readonly InputImage[]
  /** PNG of the first picture's size; alpha 0 = to be changed. */
  readonly mask: Uint8Array | null
  /** PNG of the first picture's size, transparent but for signs that say what to change. Never together with a mask. */
  readonly markup: Uint8Array | null
  /** What comes is put to a blind vote: it must not tell by itself what it was asked for with. Absent = it is not. */
  readonly isJudgedBlind?: true
}

export interface InputImage {
  readonly bytes: Uint8Array
  readonly format: ImageFormat
  readonly role: 'edit' | 'reference'
}

export const noInputs: ProviderInputs = { images: [], mask: null, markup: null }

/** How much may still be asked, as the provider says with an answer. */
export interface RateLimits {
  /** Requests that may still leave until `resetsInMs`. */
  readonly remaining: number
  readonly resetsInMs: number
}

export interface RawAnswer {
  readonly head: AnswerHead
  /** Absent where the provider says nothing. */
  readonly limits?: RateLimits | undefined
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
  /** Of them those that the server did not know, so that the request left without them. */
  readonly unsentParams?: readonly string[] | undefined
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
  /** `raw`: as the provider wrote it, JSON. Several models' (a language model's and the image model's) one event each. */
  | { readonly kind: 'usage'; readonly model?: string; readonly usage: Usage; readonly raw?: unknown }
  /** By what the provider knows this answer: a conversation goes on from it. */
  | { readonly kind: 'response-id'; readonly responseId: string }
  | { readonly kind: 'actual-params'; readonly params: ActualParams }
  | { readonly kind: 'refusal'; readonly failure: Failure }
  /** Whole and well-formed. `record` is the answer as text with every picture's bytes elided: kept for provenance. */
  | { readonly kind: 'done'; readonly record: string }
