import type { AskedResponse } from './check-response-body.ts'
import { makeJsonAnswer, makeStreamEvents } from './make-answer.ts'

/** Fixed, so that an answer can be compared whole. */
const createdAtSeconds = 1_795_132_800

/** What a language model makes of the words: always something else. */
const reviseOf = (prompt: string): string => `A detailed picture: ${prompt}, in soft evening light.`

interface CallError {
  readonly code: string
  readonly message: string
  readonly param: null
  readonly type: string
  readonly moderation_details?: { readonly categories: readonly string[]; readonly moderation_stage: string }
}

/** What the output comes to; `pictures` is the usual. */
export type Outcome =
  | { readonly kind: 'pictures'; readonly count: number }
  | { readonly kind: 'text'; readonly text: string }
  /** The response succeeds and the call in it does not. */
  | { readonly kind: 'failed-call'; readonly error: CallError | null }
  | { readonly kind: 'failed'; readonly error: { readonly code: string; readonly message: string } }
  | { readonly kind: 'incomplete'; readonly reason: 'max_output_tokens' | 'content_filter' }
  | { readonly kind: 'cancelled' }

/** `Response` in whatever state: without an outcome it is still being made. */
export function makeResponse(id: string, asked: AskedResponse, outcome: Outcome | null, hasImageUsage = true) {
  const output = outcome === null ? [] : outputOf(id, asked, outcome)
  const isReady = outcome !== null && outcome.kind !== 'failed' && outcome.kind !== 'cancelled'
  const inputTokens = 50 + Math.ceil(asked.prompt.length / 4) + 800 * asked.imageCount
  return {
    id,
    object: 'response' as const,
    access_programs: { cyber: 'standard' as const },
    created_at: createdAtSeconds,
    status: statusOf(outcome),
    background: asked.isBackground,
    error: outcome?.kind === 'failed' ? outcome.error : null,
    incomplete_details: outcome?.kind === 'incomplete' ? { reason: outcome.reason } : null,
    instructions: null,
    metadata: {},
    model: `${asked.model}-2026-09-01`,
    output,
    parallel_tool_calls: true,
    previous_response_id: asked.previousResponseId,
    temperature: null,
    // As the API does it: the tool comes back as it was asked for.
    tool_choice: { type: 'image_generation' as const },
    tools: [asked.tool],
    top_p: null,
    ...(isReady && {
      usage: {
        input_tokens: inputTokens,
        input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
        output_tokens: 60,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: inputTokens + 60,
      },
      ...(hasImageUsage && { tool_usage: { image_gen: imageUsage(asked, output), web_search: { num_requests: 0 } } }),
    }),
  }
}

function statusOf(outcome: Outcome | null): 'in_progress' | 'completed' | 'failed' | 'incomplete' | 'cancelled' {
  if (outcome === null) return 'in_progress'
  const { kind } = outcome
  return kind === 'failed' || kind === 'incomplete' || kind === 'cancelled' ? kind : 'completed'
}

type OutputItem = ReturnType<typeof outputOf>[number]

function outputOf(id: string, asked: AskedResponse, outcome: Outcome) {
  switch (outcome.kind) {
    case 'pictures': {
      const { pictures } = asked
      const answer = makeJsonAnswer({ ...pictures, n: outcome.count })
      return answer.data.map(({ b64_json }, index) => ({
        id: `ig_${id}_${index}`,
        type: 'image_generation_call' as const,
        status: 'completed' as const,
        result: b64_json,
        revised_prompt: reviseOf(asked.prompt),
        action: asked.imageCount > 0 ? 'edit' : 'generate',
        background: answer.background,
        output_format: answer.output_format,
        quality: answer.quality,
        size: answer.size,
      }))
    }
    case 'text':
      return [
        {
          id: `msg_${id}`,
          type: 'message' as const,
          role: 'assistant' as const,
          status: 'completed' as const,
          content: [{ type: 'output_text' as const, text: outcome.text, annotations: [] }],
        },
      ]
    case 'failed-call':
      return [
        {
          id: `ig_${id}_0`,
          type: 'image_generation_call' as const,
          status: 'failed' as const,
          result: null,
          ...(outcome.error !== null && { error: outcome.error }),
        },
      ]
    case 'failed':
    case 'incomplete':
    case 'cancelled':
      return []
  }
}

function imageUsage(asked: AskedResponse, output: readonly OutputItem[]) {
  const count = output.filter((item) => item.type === 'image_generation_call' && item.status === 'completed').length
  const answered = makeJsonAnswer({ ...asked.pictures, n: count }).usage
  return { ...answered, input_tokens_details: { text_tokens: answered.input_tokens, image_tokens: 0 } }
}

/** The events of a response, in the order in which the API sends them. */
export function makeResponseEvents(
  id: string,
  asked: AskedResponse,
  outcome: Outcome,
): readonly ({ readonly type: string } & Readonly<Record<string, unknown>>)[] {
  const whole = makeResponse(id, asked, outcome)
  const pending = makeResponse(id, asked, null)
  const ending = whole.status === 'failed' || whole.status === 'incomplete' ? whole.status : 'completed'
  return [
    { type: 'response.created', response: pending },
    { type: 'response.in_progress', response: pending },
    ...whole.output.flatMap((item, output_index) => eventsOf(asked, item, output_index)),
    { type: `response.${ending}`, response: whole },
  ].map((event, sequence_number) => ({ ...event, sequence_number }))
}

function eventsOf(asked: AskedResponse, item: OutputItem, output_index: number) {
  const done = { type: 'response.output_item.done', output_index, item }
  if (item.type !== 'image_generation_call') return [{ type: 'response.output_item.added', output_index, item }, done]
  const { id, type, status } = item
  const place = { item_id: id, output_index }
  const { partials } = makeStreamEvents(asked.pictures)
  return [
    { type: 'response.output_item.added', output_index, item: { id, type, status: 'in_progress', result: null } },
    { type: 'response.image_generation_call.in_progress', ...place },
    { type: 'response.image_generation_call.generating', ...place },
    ...(status === 'completed' ? partials : []).map(({ b64_json, created_at: _, ...partial }) => ({
      ...partial,
      ...place,
      type: 'response.image_generation_call.partial_image',
      partial_image_b64: b64_json,
    })),
    { type: 'response.image_generation_call.completed', ...place },
    done,
  ]
}
