import type { ImageParams } from '#shared/image-params.ts'
import type { ProviderId } from '#shared/provider-id.ts'
import type { ServerProfileId } from '#shared/server-profile.ts'

/**
 * What a kind of server takes and gives, as data. Sources: each server's own documentation or code, read in 2026; where
 * a server is silent, the cautious side.
 */
export interface ServerProfile {
  /** The ways of asking that lead there, the usual one first. */
  readonly providers: readonly [ProviderId, ...ProviderId[]]
  /** `null` = a person must say. */
  readonly usualBaseUrl: string | null
  readonly auth: 'none' | 'bearer' | 'api-key' | 'kakao'
  /** Nothing is answered without a key. */
  readonly needsKey: boolean
  /** What may leave beside the prompt and the model; anything else is never sent. `all` = whatever the model takes. */
  readonly params: 'all' | readonly (keyof ImageParams)[]
  /** `response_format` to ask for; `null` = never sent. */
  readonly responseFormat: 'b64_json' | null
  /** Where pictures are changed; `null` = nowhere. */
  readonly editPath: string | null
  readonly mask: {
    readonly field: 'mask' | 'mask_image'
    /** Which part is to be changed. */
    readonly polarity: 'alpha-0' | 'white' | 'black'
  } | null
  readonly streams: boolean
}

const compatible = {
  providers: ['openai-images'],
  usualBaseUrl: null,
  auth: 'bearer',
  needsKey: false,
  params: ['n', 'size'],
  responseFormat: 'b64_json',
  editPath: '/images/edits',
  mask: { field: 'mask', polarity: 'alpha-0' },
  streams: false,
} as const satisfies ServerProfile

export const serverProfiles: Readonly<Record<ServerProfileId, ServerProfile>> = {
  sketch: { ...compatible, providers: ['sketch'], auth: 'none', params: 'all', responseFormat: null },
  openai: {
    ...compatible,
    providers: ['openai-images', 'openai-responses'],
    usualBaseUrl: 'https://api.openai.com/v1',
    needsKey: true,
    params: 'all',
    responseFormat: null,
    streams: true,
  },
  /** The model is the name of a deployment; the key stands in its own header. */
  'azure-openai': {
    ...compatible,
    auth: 'api-key',
    needsKey: true,
    params: 'all',
    responseFormat: null,
    streams: true,
  },
  /** The mask is read as grey, white = repaint; edits give no WebP. */
  'stable-diffusion-cpp': {
    ...compatible,
    params: ['n', 'size', 'outputFormat', 'outputCompression'],
    responseFormat: null,
    mask: { field: 'mask', polarity: 'white' },
  },
  /** Answers with addresses unless asked otherwise; edits only through inpainting, which gives addresses alone. */
  localai: {
    ...compatible,
    params: ['n', 'size', 'steps'],
    editPath: '/images/inpainting',
    mask: { field: 'mask', polarity: 'white' },
  },
  'vllm-omni': {
    ...compatible,
    params: ['n', 'size', 'negativePrompt', 'seed', 'steps', 'guidance'],
    responseFormat: null,
    mask: { field: 'mask_image', polarity: 'white' },
  },
  /** Wants n and size always, refuses `url`. */
  sglang: { ...compatible, params: ['n', 'size', 'seed', 'steps', 'guidance', 'negativePrompt'] },
  /** Whatever stands behind it decides; it refuses what that does not know. */
  litellm: { ...compatible, params: 'all', responseFormat: null },
  /** Servers that still speak as OpenAI did before 2026-05-12: `style`, `quality` standard/hd, addresses for an hour. */
  'dall-e': { ...compatible, params: ['n', 'size', 'quality', 'style'] },
  'chat-relay': { ...compatible, providers: ['chat-images'], params: [], editPath: null, mask: null, streams: true },
  karlo: {
    ...compatible,
    providers: ['karlo'],
    usualBaseUrl: 'https://api.kakaobrain.com',
    auth: 'kakao',
    needsKey: true,
    params: ['n', 'size', 'outputFormat', 'negativePrompt', 'seed', 'steps', 'guidance'],
    responseFormat: null,
    mask: { field: 'mask', polarity: 'black' },
  },
  other: compatible,
}
