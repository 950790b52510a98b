import type { ImageParams } from '#shared/image-params.ts'

/** Parameters and what the Images API, and servers like it, call them. */
export const fieldNames = {
  n: 'n',
  size: 'size',
  quality: 'quality',
  background: 'background',
  outputFormat: 'output_format',
  outputCompression: 'output_compression',
  moderation: 'moderation',
  complexity: 'complexity',
  frameCount: 'frame_count',
  frameDurationMs: 'frame_duration_ms',
  partialImages: 'partial_images',
  inputFidelity: 'input_fidelity',
  style: 'style',
  // Not of OpenAI's API; these are the names in vLLM-Omni and SGLang.
  negativePrompt: 'negative_prompt',
  seed: 'seed',
  steps: 'num_inference_steps',
  guidance: 'guidance_scale',
} as const satisfies Partial<Record<keyof ImageParams, string>>

const ours: ReadonlyMap<string, string> = new Map([
  ...Object.entries(fieldNames).map(([ourName, name]) => [name, ourName] as const),
  ['image', 'images'],
  ['image[]', 'images'],
  ['mask_image', 'mask'],
  ['svg', 'svgModel'],
  ['step', 'steps'],
])

/** A field that an answer names (`output_format`, `image[0]`), as the studio calls it. */
export const toOurField = (name: string): string =>
  ours.get(name) ?? ours.get(name.replace(/(\[\d*\]|\..*)$/, '')) ?? name
