import type { ImageGenerateParams } from 'openai/resources/images'
import type { ProviderRequest } from '../provider.ts'

/**
 * The body of `POST /images/generations`. What was not chosen is absent, so that the model's own default holds, and
 * `response_format` always is: GPT Image models refuse it, and an address instead of a picture is understood anyway.
 */
export function generateBody({ model, sentPrompt, params }: ProviderRequest): ImageGenerateParams {
  const { size, n, quality, background, outputFormat, outputCompression, moderation, complexity, partialImages } =
    params
  const body = {
    model,
    prompt: sentPrompt,
    n,
    size,
    ...(quality !== undefined && { quality }),
    ...(background !== undefined && { background }),
    ...(outputFormat !== undefined && { output_format: outputFormat }),
    ...(outputCompression !== undefined && { output_compression: outputCompression }),
    ...(moderation !== undefined && { moderation }),
    ...(complexity !== undefined && { complexity }),
  }
  // Streamed events do not say which picture they belong to, so only a single one is streamed.
  return partialImages !== undefined && partialImages > 0 && n === 1
    ? { ...body, stream: true, partial_images: partialImages }
    : body
}
