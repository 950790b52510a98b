import { type FakeServer, fakeBase64, fieldOf } from './start-fake-server.ts'

const known: ReadonlySet<string> = new Set([
  'model',
  'prompt',
  'n',
  'size',
  'negative_prompt',
  'num_inference_steps',
  'guidance_scale',
  'true_cfg_scale',
  'seed',
  'image',
  'image[]',
  'mask_image',
  'reference_image',
])

/** vLLM-Omni: FastAPI, base64 only, nulls for the rest, its own name for the mask. */
export const vllmOmni: FakeServer = (request) => {
  const { method, path, json, form } = request
  if (method === 'GET' && path === '/v1/models') return { body: { object: 'list', data: [{ id: 'Qwen/Qwen-Image' }] } }
  const isEdit = path === '/v1/images/edits'
  if (method !== 'POST' || (path !== '/v1/images/generations' && !isEdit)) return null
  const unknown = Object.keys(form ?? json).find((name) => !known.has(name))
  if (unknown !== undefined)
    return {
      status: 422,
      body: { detail: [{ type: 'extra_forbidden', loc: ['body', unknown], msg: 'Extra inputs are not permitted' }] },
    }
  if (isEdit && form?.['image'] === undefined && form?.['image[]'] === undefined)
    return { status: 400, body: { detail: "Field 'image' or 'url' is required" } }
  const count = Number(fieldOf(request, 'n') ?? '1')
  return {
    body: {
      created: 1,
      data: Array.from({ length: count }, (_, index) => ({
        b64_json: fakeBase64(`vllm ${index}`),
        url: null,
        revised_prompt: null,
      })),
    },
  }
}
