import type { Usage } from '#shared/generation.ts'
import { isObject } from '../openai-images/images-json.ts'

/** More than any provider reports, and little enough for a row. */
const maxRawLength = 10_000

/** `usage` of a chat completion, as ours and as it was written; `null` where nothing was counted. */
export function readChatUsage(usage: unknown): { readonly usage: Usage; readonly raw: unknown } | null {
  if (!isObject(usage)) return null
  const input = isObject(usage['prompt_tokens_details']) ? usage['prompt_tokens_details'] : {}
  const output = isObject(usage['completion_tokens_details']) ? usage['completion_tokens_details'] : {}
  const read: Usage = {
    inputTokens: tokenCount(usage['prompt_tokens']),
    inputTextTokens: tokenCount(input['text_tokens']),
    inputImageTokens: tokenCount(input['image_tokens']),
    outputTokens: tokenCount(usage['completion_tokens']),
    outputImageTokens: tokenCount(output['image_tokens']),
    outputTextTokens: tokenCount(output['text_tokens']),
    totalTokens: tokenCount(usage['total_tokens']),
  }
  if (Object.values(read).every((count) => count === null)) return null
  return { usage: read, raw: JSON.stringify(usage).length > maxRawLength ? read : usage }
}

const tokenCount = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
