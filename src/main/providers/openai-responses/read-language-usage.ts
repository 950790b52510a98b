import type { Usage } from '#shared/generation.ts'
import { isObject, readUsage } from '../openai-images/images-json.ts'

/** Took part, and nothing was said of it. */
export const unreportedUsage: Usage = {
  inputTokens: null,
  inputTextTokens: null,
  inputImageTokens: null,
  outputTokens: null,
  outputImageTokens: null,
  outputTextTokens: null,
  totalTokens: null,
}

/** `response.usage`: a language model's tokens are all billed as text, those of the pictures it is shown too. */
export function readLanguageUsage(usage: unknown): Usage | null {
  const read = isObject(usage) ? readUsage({ ...usage, input_tokens_details: {}, output_tokens_details: {} }) : null
  return read === null ? null : { ...read, inputTextTokens: read.inputTokens, outputTextTokens: read.outputTokens }
}
