import { zodResponseFormat } from 'openai/helpers/zod'
import { z } from 'zod'
import { toDataUrl } from '../chat-images/to-data-url.ts'
import type { TextTask } from './text-tasks.ts'

/** How a server is held to a form, the surest way first. Those that know neither of the first are asked in words alone. */
export const answerForms = ['json_schema', 'json_object', 'words'] as const
export type AnswerForm = (typeof answerForms)[number]

/** An answer that did not have the form, and what was wrong with it. */
export interface Misformed {
  readonly text: string
  readonly problem: string
}

/**
 * The body of `POST /chat/completions` for a piece of text work. No temperature, no limit of tokens: newer models refuse
 * the one, and count their thinking against the other.
 */
export function textBody<Value>(
  model: string,
  task: TextTask<Value>,
  form: AnswerForm,
  before: Misformed | null,
): Readonly<Record<string, unknown>> {
  const { purpose, schema, instructions, text, images } = task
  const asksInWords = `Answer with one JSON object and nothing else, by this JSON Schema: ${JSON.stringify(z.toJSONSchema(schema))}`
  const content =
    images.length === 0
      ? text
      : [
          { type: 'text', text },
          ...images.map((image) => ({ type: 'image_url', image_url: { url: toDataUrl(image) } })),
        ]
  return {
    model,
    messages: [
      { role: 'system', content: form === 'json_schema' ? instructions : `${instructions}\n\n${asksInWords}` },
      { role: 'user', content },
      ...(before === null
        ? []
        : [
            { role: 'assistant', content: before.text },
            { role: 'user', content: `That answer does not fit (${before.problem}). ${asksInWords}` },
          ]),
    ],
    ...(form === 'json_schema' && { response_format: zodResponseFormat(schema, purpose) }),
    ...(form === 'json_object' && { response_format: { type: 'json_object' } }),
  }
}
