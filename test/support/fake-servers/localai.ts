import { type FakeServer, fakeBase64, fakePng, fieldOf } from './start-fake-server.ts'

/**
 * LocalAI: the same under `/v1` and without it, addresses unless base64 is asked for, inpainting instead of edits and
 * that with an address only. https://github.com/mudler/LocalAI, core/http/endpoints/openai
 */
export const localAi: FakeServer = (request) => {
  const { method, origin } = request
  const path = request.path.replace(/^\/v1(?=\/)/, '')
  const usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }
  const link = { url: `${origin}/generated-images/b64.png` }
  if (method === 'GET' && path === '/models')
    return { body: { object: 'list', data: [{ id: 'flux', object: 'model' }] } }
  if (method === 'GET' && path === '/generated-images/b64.png') return fakePng('localai')
  if (method !== 'POST') return null
  if (path === '/images/inpainting') {
    const { form } = request
    for (const name of ['image', 'mask'])
      if (form?.[name] === undefined)
        return { status: 400, body: { error: { code: 400, message: `missing ${name} file` } } }
    return { body: { id: '1', created: 1, data: [link] } }
  }
  if (path !== '/images/generations') return null
  const isText = fieldOf(request, 'response_format') === 'b64_json'
  return { body: { created: 1, data: [isText ? { b64_json: fakeBase64('localai') } : link], usage } }
}
