import type { ChatReply } from './chat-behaviour.ts'

const usualUsage = {
  prompt_tokens: 21,
  completion_tokens: 340,
  total_tokens: 361,
  prompt_tokens_details: { cached_tokens: 0, text_tokens: 21, image_tokens: 0 },
}

const common = (model: string) => ({ id: 'chatcmpl-1', created: 1_795_000_000, model: `${model}-2026-11-01` })

/** `chat.completion`, with what relays add to it. */
export function makeChatCompletion(model: string, reply: ChatReply): object {
  const { content = null, images, refusal = null, finishReason = 'stop', usage = usualUsage } = reply
  return {
    ...common(model),
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, refusal, ...(images !== undefined && { images }) },
        logprobs: null,
        finish_reason: finishReason,
      },
    ],
    ...(usage !== null && { usage }),
  }
}

/** The same in `chat.completion.chunk`s, cut wherever seven characters end. */
export function makeChatChunks(model: string, reply: ChatReply, withUsage: boolean): string {
  const { content = '', images, refusal, finishReason = 'stop', usage = usualUsage } = reply
  const chunk = (delta: object, finish: string | null = null): object => ({
    ...common(model),
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason: finish }],
  })
  const pieces = typeof content === 'string' ? (content.match(/[\s\S]{1,7}/g) ?? []) : [content]
  const events: object[] = [
    chunk({ role: 'assistant', content: '' }),
    ...pieces.map((piece) => chunk({ content: piece })),
    ...(images ?? []).map((image) => chunk({ images: [image] })),
    ...(refusal === undefined ? [] : [chunk({ refusal })]),
    chunk({}, finishReason),
    ...(withUsage && usage !== null ? [{ ...common(model), object: 'chat.completion.chunk', choices: [], usage }] : []),
  ]
  return `${events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')}data: [DONE]\n\n`
}
