import { serverProfiles } from '../../connections/server-profiles.ts'
import type { ProviderRequest } from '../provider.ts'
import { toDataUrl } from './to-data-url.ts'

/**
 * The body of `POST /chat/completions` for a picture. Relays take the words and pictures to go by, and hardly anything
 * else: no number, no size, no quality.
 */
export function chatBody({ endpoint, model, sentPrompt, inputs }: ProviderRequest): Readonly<Record<string, unknown>> {
  const content =
    inputs.images.length === 0
      ? sentPrompt
      : [
          { type: 'text', text: sentPrompt },
          ...inputs.images.map((image) => ({ type: 'image_url', image_url: { url: toDataUrl(image) } })),
        ]
  return {
    model,
    messages: [{ role: 'user', content }],
    ...(wantsModalities(endpoint.baseUrl) && { modalities: ['image', 'text'] }),
    // A picture takes minutes; gateways cut a connection on which nothing moves for so long.
    ...(serverProfiles[endpoint.profile].streams && { stream: true, stream_options: { include_usage: true } }),
  }
}

/**
 * Give no picture unless asked for one by name, where others refuse the field.
 * https://openrouter.ai/docs/features/multimodal/image-generation,
 * https://vercel.com/docs/ai-gateway/modalities/image-generation/openai
 */
const hostsWithModalities: ReadonlySet<string> = new Set(['openrouter.ai', 'ai-gateway.vercel.sh'])
const wantsModalities = (baseUrl: string | null): boolean =>
  hostsWithModalities.has(URL.parse(baseUrl ?? '')?.hostname ?? '')
