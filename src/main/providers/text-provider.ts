import { z } from 'zod'
import type { Failure } from '#shared/failure.ts'
import type { Usage } from '#shared/generation.ts'
import type { Endpoint, InputImage } from './provider.ts'

/**
 * The port to work with words: a prompt rewritten, pictures planned, described, judged. Nothing of it is kept here;
 * whoever asks keeps what came back, and what it cost.
 */
export interface TextProvider {
  readonly rewrite: (request: RewriteRequest, signal: AbortSignal) => Promise<TextResult<Rewrite>>
  readonly plan: (request: PlanRequest, signal: AbortSignal) => Promise<TextResult<Plan>>
  /** The picture itself is shown to the model. */
  readonly caption: (request: CaptionRequest, signal: AbortSignal) => Promise<TextResult<Caption>>
  /** Both pictures themselves are shown to the model. */
  readonly describeChange: (request: ChangeRequest, signal: AbortSignal) => Promise<TextResult<Caption>>
  /** Which of two pictures is better. Nothing is said of what they are. */
  readonly judge: (request: JudgeRequest, signal: AbortSignal) => Promise<TextResult<Judgement>>
}

export interface TextRequest {
  readonly endpoint: Endpoint
  readonly model: string
  /** Of what is written, not of what is read. */
  readonly language: 'en' | 'ko'
  /** 2 = an answer that does not have the form asked for is asked for once more, and both are paid for. */
  readonly maxCalls: 1 | 2
}

export interface RewriteRequest extends TextRequest {
  readonly text: string
  readonly aim: RewriteAim
  /** Instead of the studio's own words for the aim, as a person wrote them. */
  readonly instructions?: string
  /** The longest text that the image model takes, in characters. */
  readonly maxChars: number
}
export type RewriteAim = 'augment' | 'translate' | 'condense'

export interface PlanRequest extends TextRequest {
  /** What the pictures are for, in the person's words. */
  readonly brief: string
  /** How many pictures. */
  readonly count: number
  readonly maxChars: number
}

export interface CaptionRequest extends TextRequest {
  readonly image: InputImage
}

export interface ChangeRequest extends TextRequest {
  readonly before: InputImage
  readonly after: InputImage
}

export interface JudgeRequest extends TextRequest {
  readonly left: InputImage
  readonly right: InputImage
}

// Not `readonly()`: it would stand in the JSON Schema, which OpenAI's strict form refuses.
export const Rewrite = z.strictObject({
  text: z.string(),
  /** What stands in it and did not stand in the other, each in a few words. */
  additions: z.array(z.string()),
})
export type Rewrite = Readonly<z.infer<typeof Rewrite>>

export const Plan = z.strictObject({ items: z.array(z.strictObject({ title: z.string(), prompt: z.string() })) })
export type Plan = Readonly<z.infer<typeof Plan>>

export const Caption = z.strictObject({ caption: z.string() })
export type Caption = Readonly<z.infer<typeof Caption>>

export const Judgement = z.strictObject({
  verdict: z.enum(['left', 'right', 'tie', 'both-bad']),
  /** Why, in a sentence; empty where a rule decided. */
  reason: z.string(),
})
export type Judgement = Readonly<z.infer<typeof Judgement>>

/** One request that was answered, or left and may have been: what the ledger is told. */
export interface TextCall {
  readonly purpose: 'rewrite' | 'plan' | 'caption'
  readonly provider: 'chat-text' | 'sketch'
  /** As the answer names it; otherwise as it was asked for. */
  readonly model: string
  /** Of the words in which it was asked. */
  readonly templateVersion: string
  /** `null` = nothing was reported. */
  readonly usage: Usage | null
  /** As the provider wrote it, JSON; `null` = nothing was reported. */
  readonly rawUsage: unknown
  readonly requestId: string | null
}

/** Whatever came of it, every call that may have cost something is named. */
export type TextResult<Value> =
  | { readonly ok: true; readonly value: Value; readonly calls: readonly TextCall[] }
  | { readonly ok: false; readonly failure: Failure; readonly calls: readonly TextCall[] }
