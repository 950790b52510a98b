import { type FakeServer, fakeBase64, fieldOf } from './start-fake-server.ts'

/**
 * stable-diffusion.cpp's server: base64 whatever is asked, `{"error": "text"}`, edits without WebP, no key.
 * https://github.com/leejet/stable-diffusion.cpp, examples/server
 */
export const stableDiffusionCpp: FakeServer = (request) => {
  const { method, path } = request
  if (method === 'GET' && path === '/v1/models') return { body: { data: [{ id: 'sd-cpp-local', object: 'model' }] } }
  const isEdit = path === '/v1/images/edits'
  if (method !== 'POST' || (path !== '/v1/images/generations' && !isEdit)) return null
  if (fieldOf(request, 'prompt') === null) return { status: 400, body: { error: 'prompt required' } }
  const format = fieldOf(request, 'output_format') ?? 'png'
  if (isEdit && !['png', 'jpeg'].includes(format))
    return { status: 400, body: { error: 'invalid output_format, must be one of [png, jpeg]' } }
  if (isEdit && request.form?.['image[]'] === undefined && request.form?.['image'] === undefined)
    return { status: 400, body: { error: 'at least one image[] required' } }
  const count = Number(fieldOf(request, 'n') ?? '1')
  return {
    body: {
      created: 1,
      output_format: format,
      data: Array.from({ length: count }, (_, index) => ({ b64_json: fakeBase64(`sd ${index}`) })),
    },
  }
}
