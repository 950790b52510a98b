import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import { readPixels } from '#main/image-pool/read-pixels.ts'
import { readImageHeader } from '#main/library/image-header.ts'
import { answerFault, type Fault } from '../fake-openai/answer-fault.ts'
import { drawPicture } from '../fake-openai/draw-picture.ts'
import { sendJson } from '../fake-openai/send.ts'
import { type FakeServer, type RecordedRequest, serveFake } from '../serve-fake.ts'

export interface FakeKarlo extends Pick<FakeServer, 'requests' | 'close'> {
  readonly baseUrl: string
  readonly apiKey: string
  /** One for each request to come; after the last, all is normal again. */
  readonly setBehaviour: (...next: readonly Fault[]) => void
}

const base64 = z.base64().min(1)
const form = {
  image_format: z.enum(['webp', 'jpeg', 'png']).optional(),
  image_quality: z.int().min(1).max(100).optional(),
  return_type: z.enum(['url', 'base64_string']).optional(),
}
const words = {
  version: z.enum(['v2.1', 'v2.0']).optional(),
  negative_prompt: z.string().max(256).optional(),
  width: z.int().max(1280).optional(),
  height: z.int().max(1280).optional(),
  samples: z.int().min(1).max(8).optional(),
  seed: z.int().min(0).optional(),
  num_inference_steps: z.int().min(10).max(100).optional(),
  guidance_scale: z.number().min(1).max(20).optional(),
  ...form,
}
const prompt = z.string().min(1).max(256)
/** Kakao's “Karlo REST API”, as documented in 2024. */
const bodies = new Map<
  string,
  z.ZodType<
    z.infer<z.ZodObject<typeof words>> & {
      readonly images?: string[] | undefined
      readonly image?: string | undefined
      readonly mask?: string | undefined
    }
  >
>([
  ['/v2/inference/karlo/t2i', z.strictObject({ ...words, prompt })],
  ['/v2/inference/karlo/variations', z.strictObject({ ...words, image: base64, prompt: prompt.optional() })],
  [
    '/v2/inference/karlo/inpainting',
    z.strictObject({ ...words, image: base64, mask: base64, prompt: prompt.optional() }),
  ],
  [
    '/v2/inference/karlo/upscale',
    z.strictObject({ images: z.array(base64).min(1), scale: z.literal([2, 4]), ...form }),
  ],
])

/** Of the picture's size, all of it opaque, and black where something is to be changed. `null` = it is. */
async function findMaskProblem(asked: {
  readonly image?: string | undefined
  readonly mask?: string | undefined
}): Promise<string | null> {
  if (asked.mask === undefined || asked.image === undefined) return null
  const [image, mask] = [asked.image, asked.mask].map((base64) => Buffer.from(base64, 'base64'))
  const [header, pixels] = [readImageHeader(image ?? Buffer.alloc(0)), await readPixels(mask ?? Buffer.alloc(0))]
  if (!header.ok || !pixels.ok) return 'image and mask must be pictures'
  const { width, height, data } = pixels.value
  if (width !== header.value.width || height !== header.value.height) return 'mask must have the size of image'
  const isOpaque = data.every((value, at) => at % 4 !== 3 || value === 255)
  const isBlackSomewhere = data.some((value, at) => at % 4 === 0 && value === 0)
  return isOpaque && isBlackSomewhere ? null : 'mask must be black where image is to be changed'
}

/** A real HTTP server that behaves as Kakao's documentation says Karlo did. */
export async function startFakeKarlo(options: { readonly apiKey?: string } = {}): Promise<FakeKarlo> {
  const { apiKey = '0123456789abcdef0123456789abcdef' } = options
  let behaviours: readonly Fault[] = []

  async function answer({ method, path, headers, body }: RecordedRequest, response: ServerResponse): Promise<void> {
    const kind = bodies.get(path)
    if (method !== 'POST' || kind === undefined) return sendJson(response, 404, { msg: 'not found', code: -404 })
    if (headers['authorization'] !== `KakaoAK ${apiKey}`)
      return sendJson(response, 401, { msg: 'wrong appKey format', code: -401 })
    const [behaviour, ...later] = behaviours
    behaviours = later
    if (behaviour !== undefined) return answerFault(response, behaviour)
    const asked = kind.safeParse(body)
    if (!asked.success)
      return sendJson(response, 400, { msg: asked.error.issues.map(({ message }) => message).join('; '), code: -2 })

    const maskProblem = await findMaskProblem(asked.data)
    if (maskProblem !== null) return sendJson(response, 400, { msg: maskProblem, code: -2 })

    const { samples = 1, width = 512, height = 512, image_format: format = 'webp', images } = asked.data
    const made = Array.from({ length: samples }, (_, index) => {
      const picture = { width, height, format, isTransparent: false, seed: `${path} ${index}` }
      return drawPicture(picture).toString('base64')
    })
    sendJson(response, 200, {
      id: 'karlo-1',
      model_version: asked.data.version ?? 'v2.1',
      images:
        images === undefined ? made.map((image, index) => ({ id: `image-${index}`, seed: 1000 + index, image })) : made,
    })
  }

  const server = await serveFake(answer)
  return {
    baseUrl: server.origin,
    apiKey,
    requests: server.requests,
    close: server.close,
    setBehaviour: (...next) => {
      behaviours = next
    },
  }
}
