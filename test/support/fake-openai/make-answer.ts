import type { AskedPictures } from './check-body.ts'
import { drawPicture } from './draw-picture.ts'

/** Fixed, so that an answer can be compared whole. */
const createdAtSeconds = 1_795_132_800
/** gpt-image-2 at 1024×1024, from OpenAI's price per picture and per token. */
const outputTokens = { low: 200, medium: 1767, high: 7033, xhigh: 9000, max: 12_000 } as const

const svgUsage = {
  model: 'gpt-6-luna',
  input_tokens: 40,
  output_tokens: 300,
  reasoning_tokens: 100,
  total_tokens: 340,
}

interface Rendered {
  readonly width: number
  readonly height: number
  readonly quality: keyof typeof outputTokens
  readonly background: 'transparent' | 'opaque'
}

/** What the model settles on where it was left the choice. */
function render(asked: AskedPictures): Rendered {
  const [width = 1024, height = 1024] = asked.size === 'auto' ? [] : asked.size.split('x').map(Number)
  const quality = asked.quality in outputTokens ? asked.quality : 'medium'
  return {
    width,
    height,
    // `in` above left only the keys of the table.
    quality: quality as keyof typeof outputTokens,
    background: asked.background === 'transparent' ? 'transparent' : 'opaque',
  }
}

function draw(asked: AskedPictures, rendered: Rendered, seed: string): string {
  const { width, height, background } = rendered
  const isTransparent = background === 'transparent'
  const { outputFormat: format, frameCount } = asked
  return drawPicture({ width, height, format, isTransparent, seed, frameCount }).toString('base64')
}

function countTokens(asked: AskedPictures, { quality }: Rendered, pictures: number, previews: number) {
  const input = Math.ceil(asked.prompt.length / 4)
  const output = outputTokens[quality] * pictures + 100 * previews
  return { input, output, total: input + output }
}

/** `ImagesResponse`. */
export function makeJsonAnswer(asked: AskedPictures) {
  const rendered = render(asked)
  const { input, output, total } = countTokens(asked, rendered, asked.n, 0)
  return {
    created: createdAtSeconds,
    background: rendered.background,
    data: Array.from({ length: asked.n }, (_, index) => ({
      b64_json: draw(asked, rendered, `${asked.prompt} ${index}`),
    })),
    output_format: asked.outputFormat,
    quality: rendered.quality,
    size: `${rendered.width}x${rendered.height}`,
    ...(asked.outputFormat === 'svg' && { svg_usage: svgUsage }),
    usage: {
      input_tokens: input,
      input_tokens_details: { image_tokens: 0, text_tokens: input },
      output_tokens: output,
      output_tokens_details: { image_tokens: output, text_tokens: 0 },
      total_tokens: total,
    },
  }
}

/** `ImageGenPartialImageEvent` for each preview, then `ImageGenCompletedEvent`; for an edit those of `ImageEdit`. */
export function makeStreamEvents(asked: AskedPictures) {
  const rendered = render(asked)
  const facts = {
    background: rendered.background,
    created_at: createdAtSeconds,
    output_format: asked.outputFormat,
    quality: rendered.quality,
    size: `${rendered.width}x${rendered.height}`,
  }
  const kind = asked.isEdit ? 'image_edit' : 'image_generation'
  const partials = Array.from({ length: asked.partialImages }, (_, index) => ({
    type: `${kind}.partial_image` as const,
    b64_json: draw(asked, rendered, `${asked.prompt} preview ${index}`),
    partial_image_index: index,
    ...facts,
  }))
  const { input, output, total } = countTokens(asked, rendered, 1, asked.partialImages)
  const completed = {
    type: `${kind}.completed` as const,
    b64_json: draw(asked, rendered, `${asked.prompt} 0`),
    ...facts,
    usage: {
      input_tokens: input,
      input_tokens_details: { image_tokens: 0, text_tokens: input },
      output_tokens: output,
      total_tokens: total,
    },
  }
  return { partials, completed }
}

export const formatEvent = (event: { readonly type: string }): string =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`

/** `GET /models`. */
export function makeModelList() {
  const model = (id: string, shutdownDate: string | null) => ({
    id,
    object: 'model' as const,
    created: createdAtSeconds,
    owned_by: 'system',
    shutdown_date: shutdownDate,
  })
  return {
    object: 'list',
    data: [
      model('gpt-image-2.6-sunburst', null),
      model('gpt-image-2.6-flare', null),
      model('gpt-image-2.5-sunburst', null),
      model('gpt-image-2.5-flare', null),
      model('gpt-image-2', null),
      model('gpt-image-1.5', '2026-12-01'),
      model('gpt-image-1-mini', '2026-12-01'),
      model('chatgpt-image-latest', '2026-12-01'),
    ],
  }
}
