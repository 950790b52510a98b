import { type FakeServer, fakeBase64, fakePng, fieldOf } from './start-fake-server.ts'

/** SGLang Diffusion: one model and no list, `url` refused for new pictures and relative for edits, behind the same key. */
export const sglang =
  (apiKey: string): FakeServer =>
  (request) => {
    const { method, path, headers, form } = request
    if (headers['authorization'] !== `Bearer ${apiKey}`) return { status: 401, body: { error: 'Unauthorized' } }
    if (method === 'GET' && path === '/v1/models')
      return { body: { id: 'black-forest-labs/FLUX.1-dev', object: 'model' } }
    if (method === 'GET' && path === '/v1/images/7/content') return fakePng('sglang')
    const isEdit = path === '/v1/images/edits'
    if (method !== 'POST' || (path !== '/v1/images/generations' && !isEdit)) return null
    for (const name of ['prompt', 'n', 'size'])
      if (fieldOf(request, name) === null) return { status: 400, body: { detail: `${name} is required` } }
    if (isEdit && form?.['image'] === undefined && form?.['image[]'] === undefined)
      return { status: 422, body: { detail: "Field 'image' is required" } }
    if (!isEdit && fieldOf(request, 'response_format') === 'url')
      return { status: 400, body: { detail: 'response_format=url is not supported' } }
    return isEdit && fieldOf(request, 'response_format') !== 'b64_json'
      ? { body: { created: 1, data: [{ url: '/v1/images/7/content' }] } }
      : { body: { id: '7', created: 1, data: [{ b64_json: fakeBase64('sglang'), revised_prompt: null }] } }
  }
