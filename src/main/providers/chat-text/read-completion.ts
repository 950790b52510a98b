import { z } from 'zod'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { withoutKeys } from '../../without-keys.ts'
import { readChatUsage } from '../chat-images/read-chat-usage.ts'
import { explainRefusal } from '../openai-images/explain-refusal.ts'

/** What counts of a chat completion; every server adds to it. */
const Completion = z.looseObject({
  model: z.string().nullish().catch(null),
  usage: z.unknown().optional(),
  error: z.unknown().optional(),
  choices: z
    .array(
      z.looseObject({
        message: z.looseObject({ content: z.unknown().optional(), refusal: z.string().nullish().catch(null) }),
        finish_reason: z.string().nullish().catch(null),
      }),
    )
    .optional()
    .catch(undefined),
})
const TextPart = z.looseObject({ text: z.string() })

export interface ReadCompletion {
  /** `null` = it names none. */
  readonly model: string | null
  readonly usage: ReturnType<typeof readChatUsage>
  readonly text: Result<string, Failure>
}

/** The words of a chat completion, or why there are none. What was counted is known either way. */
export function readCompletion(body: string, askedModel: string): ReadCompletion {
  const unreadable: Failure = { kind: 'unreadable-answer', detail: withoutKeys(body).slice(0, 2000) }
  const completion = Completion.safeParse(parseJson(body))
  if (!completion.success) {
    // JSON begins with a bracket; what then cannot be parsed was cut.
    const isCut = /^\s*\{/.test(body)
    return { model: null, usage: null, text: err(isCut ? { ...unreadable, kind: 'incomplete' } : unreadable) }
  }
  const { data } = completion
  return {
    model: data.model?.slice(0, 100) ?? null,
    usage: readChatUsage(data.usage),
    text: readText(),
  }

  function readText(): Result<string, Failure> {
    const { error } = data
    if (error !== undefined && error !== null)
      return err(
        explainRefusal({
          httpStatus: null,
          error,
          message: unreadable.detail ?? '',
          retryAfterMs: null,
          model: askedModel,
          apiKey: null,
          wasKeySent: true,
        }),
      )
    if (data.choices === undefined) return err(unreadable)
    const [choice] = data.choices
    if (choice === undefined) return err({ kind: 'empty-answer' })
    const { message, finish_reason: finishReason } = choice
    const text = textOf(message.content)
    if (message.refusal != null && message.refusal !== '') return err(refused('unknown', message.refusal))
    if (finishReason === 'content_filter') return err(refused('output', text))
    if (finishReason === 'length')
      return err({ kind: 'incomplete', detail: 'The model stopped at its longest answer.' })
    return text.trim() === '' ? err({ kind: 'empty-answer' }) : ok(text)
  }
}

const refused = (stage: 'output' | 'unknown', words: string): Failure => ({
  kind: 'moderation-refused',
  stage,
  categories: [],
  detail: withoutKeys(words).slice(0, 2000),
})

/** A text, or parts of which some hold text. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  const parts = Array.isArray(content) ? content : []
  return parts.map((part: unknown) => TextPart.safeParse(part).data?.text ?? '').join('')
}

/** `undefined` = no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
