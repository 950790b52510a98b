import type { Fault } from '../fake-openai/answer-fault.ts'

export interface ChatReply {
  readonly content?: unknown
  readonly images?: readonly unknown[]
  readonly refusal?: string
  readonly finishReason?: string | null
  /** `null` = the server counts nothing. */
  readonly usage?: object | null
}

/** How the next request is answered, once it was found valid. */
export type ChatBehaviour =
  | Fault
  /** In a stream where one was asked for, unless `asJson`; cut off after `share` of its bytes. */
  | ({ readonly kind: 'reply'; readonly asJson?: boolean; readonly share?: number } & ChatReply)
