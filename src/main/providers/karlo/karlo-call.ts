import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { parseSize } from '#shared/size-problem.ts'
import type { InputImage, ProviderRequest } from '../provider.ts'

interface KarloCall {
  readonly path: `/v2/inference/karlo/${'t2i' | 'upscale' | 'variations' | 'inpainting'}`
  readonly body: Readonly<Record<string, unknown>>
}

/** Of a picture or a mask, as documented: “2 MB or less”. */
const maxInputBytes = 2_000_000

/**
 * What a request becomes: pictures from words; from one picture variations; from a picture and a mask inpainting; with
 * one of the upscaling models a larger one. `blackMask`: the mask as Karlo reads it, black = to be changed.
 */
export function karloCall(request: ProviderRequest, blackMask: Uint8Array | null): Result<KarloCall, Failure> {
  const { model, inputs } = request
  const [image, ...others] = inputs.images
  if (others.length > 0 || image?.format === 'gif') return unsupported('images', model)
  if (inputs.markup !== null) return unsupported('markup', model)
  if (image !== undefined && image.bytes.byteLength > maxInputBytes) return tooLarge('images', image.bytes)
  if (blackMask !== null && blackMask.byteLength > maxInputBytes) return tooLarge('mask', blackMask)

  const scale = /^karlo-upscale-([24])x$/.exec(model)?.[1]
  if (scale !== undefined) {
    if (blackMask !== null) return unsupported('mask', model)
    if (image === undefined)
      return err({ kind: 'bad-request', field: 'images', detail: 'There is nothing to enlarge.' })
    return ok({
      path: '/v2/inference/karlo/upscale',
      body: { images: [base64(image.bytes)], scale: Number(scale), ...form(request) },
    })
  }
  if (image === undefined)
    return blackMask === null
      ? ok({ path: '/v2/inference/karlo/t2i', body: wordsOf(request) })
      : err({ kind: 'bad-request', field: 'mask', detail: 'A mask needs the picture that it lies on.' })
  // The newer version makes pictures from words alone.
  if (model !== 'karlo-v2.0') return unsupported('images', model)
  const body = { ...wordsOf(request), image: base64(image.bytes) }
  return blackMask === null
    ? ok({ path: '/v2/inference/karlo/variations', body })
    : ok({ path: '/v2/inference/karlo/inpainting', body: { ...body, mask: base64(blackMask) } })
}

const unsupported = (field: string, model: string) => err({ kind: 'unsupported-by-model', field, model } as const)

const tooLarge = (field: string, { byteLength }: Uint8Array) =>
  err({ kind: 'bad-request', field, detail: `It has ${byteLength} bytes; Karlo takes up to 2 MB.` } as const)

const base64 = (bytes: InputImage['bytes']): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

/** What was not chosen is absent, so that the service's own default holds. */
function wordsOf(request: ProviderRequest): Readonly<Record<string, unknown>> {
  const { model, sentPrompt, params } = request
  const size = parseSize(params.size)
  return {
    version: model.replace(/^karlo-/, ''),
    prompt: sentPrompt,
    samples: params.n,
    ...(params.negativePrompt !== undefined && { negative_prompt: params.negativePrompt }),
    ...(size !== null && { width: size.width, height: size.height }),
    ...(params.seed !== undefined && { seed: params.seed }),
    ...(params.steps !== undefined && { num_inference_steps: params.steps }),
    ...(params.guidance !== undefined && { guidance_scale: params.guidance }),
    ...form(request),
  }
}

/** As base64: addresses would end after minutes. As PNG unless chosen otherwise: the service's own default loses detail. */
const form = ({ params }: ProviderRequest): Readonly<Record<string, unknown>> => ({
  image_format: params.outputFormat ?? 'png',
  ...(params.outputCompression !== undefined && { image_quality: Math.max(1, params.outputCompression) }),
  return_type: 'base64_string',
})
