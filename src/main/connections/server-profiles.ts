import type { ImageParams, OutputFormat } from '#shared/image-params.ts'
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
  /** Names of parameters that differ from those in `field-names.ts`. */
  readonly fieldNames?: Partial<Record<keyof ImageParams, string>>
  /** `response_format` to ask for; `null` = never sent. */
  readonly responseFormat: 'b64_json' | 'url' | null
  /** The choice of a size can be left to the server. Where it is, `auto` is said by leaving the size out. */
  readonly hasAutoSize: boolean
  /** How pictures are changed; `null` = not at all. */
  readonly edits: EditRules | null
  readonly streams: boolean
  /**
   * A parameter that the server says it does not know is left out and the request sent once more: nothing was made.
   * Not where the catalogue knows what the model takes.
   */
  readonly mayDropParams: boolean
}

export interface EditRules {
  /** Of the form with the pictures in it. */
  readonly path: string
  /** If not the same as for pictures from words alone. */
  readonly params?: readonly (keyof ImageParams)[]
  /** If not all that the model gives. */
  readonly outputFormats?: readonly OutputFormat[]
  /** Of pictures that go in. */
  readonly maxImages: number
  readonly mask: {
    readonly field: 'mask' | 'mask_image'
    /** Which part is to be changed. */
    readonly polarity: 'alpha-0' | 'white' | 'black'
    readonly isNeeded: boolean
  } | null
  /** The picture must be a square PNG. */
  readonly isSquarePng?: true
  /** Where something like a picture is made, without a word. */
  readonly variationPath?: string
  /** Where the form needs a mask: pictures without one go as base64 in the JSON that asks for new pictures. */
  readonly withoutMask?: 'json'
}

const openAiEdits = {
  path: '/images/edits',
  maxImages: 16,
  mask: { field: 'mask', polarity: 'alpha-0', isNeeded: false },
} as const satisfies EditRules

const compatible = {
  providers: ['openai-images'],
  usualBaseUrl: null,
  auth: 'bearer',
  needsKey: false,
  params: ['n', 'size'],
  responseFormat: 'b64_json',
  hasAutoSize: true,
  edits: openAiEdits,
  streams: false,
  mayDropParams: true,
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
    mayDropParams: false,
  },
  /** The model is the name of a deployment; the key stands in its own header. */
  'azure-openai': {
    ...compatible,
    auth: 'api-key',
    needsKey: true,
    params: 'all',
    responseFormat: null,
    streams: true,
    mayDropParams: false,
  },
  /** Gives base64 without being asked. The mask is read as grey, white = repaint; edits give no WebP. */
  'stable-diffusion-cpp': {
    ...compatible,
    params: ['n', 'size', 'outputFormat', 'outputCompression'],
    responseFormat: null,
    edits: {
      ...openAiEdits,
      outputFormats: ['png', 'jpeg'],
      mask: { field: 'mask', polarity: 'white', isNeeded: false },
    },
  },
  /**
   * Answers with addresses unless asked otherwise. Inpainting takes one picture and its mask, gives 512x512 and an
   * address, and has no other parameters (core/http/endpoints/openai/inpainting.go); without a mask a picture goes as
   * `file` in the JSON.
   */
  localai: {
    ...compatible,
    params: ['n', 'size', 'steps'],
    fieldNames: { steps: 'step' },
    edits: {
      path: '/images/inpainting',
      params: ['steps'],
      maxImages: 16,
      mask: { field: 'mask', polarity: 'white', isNeeded: true },
      withoutMask: 'json',
    },
  },
  'vllm-omni': {
    ...compatible,
    params: ['n', 'size', 'negativePrompt', 'seed', 'steps', 'guidance'],
    responseFormat: null,
    edits: { ...openAiEdits, mask: { field: 'mask_image', polarity: 'white', isNeeded: false } },
  },
  /** Wants n and size always, refuses `url`. Its documentation names no mask. */
  sglang: {
    ...compatible,
    params: ['n', 'size', 'seed', 'steps', 'guidance', 'negativePrompt'],
    hasAutoSize: false,
    edits: { ...openAiEdits, mask: null },
  },
  /** Whatever stands behind it decides; it refuses what that does not know. */
  litellm: { ...compatible, params: 'all', responseFormat: null },
  /** Servers that still speak as OpenAI did before 2026-05-12: `style`, `quality` standard/hd, addresses for an hour. */
  'dall-e': {
    ...compatible,
    params: ['n', 'size', 'quality', 'style'],
    responseFormat: 'url',
    hasAutoSize: false,
    edits: {
      ...openAiEdits,
      params: ['n', 'size'],
      maxImages: 1,
      isSquarePng: true,
      variationPath: '/images/variations',
    },
  },
  'chat-relay': { ...compatible, providers: ['chat-images'], params: [], edits: null, streams: true },
  karlo: {
    ...compatible,
    providers: ['karlo'],
    usualBaseUrl: 'https://api.kakaobrain.com',
    auth: 'kakao',
    needsKey: true,
    params: ['n', 'size', 'outputFormat', 'negativePrompt', 'seed', 'steps', 'guidance'],
    responseFormat: null,
    edits: {
      path: '/v2/inference/karlo/inpainting',
      maxImages: 1,
      mask: { field: 'mask', polarity: 'black', isNeeded: true },
    },
  },
  other: compatible,
}
