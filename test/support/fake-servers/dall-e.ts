import { readImageHeader } from '#main/library/image-header.ts'
import { type FakeServer, fakeBase64, fakePng, fieldOf } from './start-fake-server.ts'

const sizes: Readonly<Record<string, readonly string[]>> = {
  'dall-e-3': ['1024x1024', '1792x1024', '1024x1792'],
  'dall-e-2': ['256x256', '512x512', '1024x1024'],
}
const refuse = (param: string, message: string) => ({
  status: 400,
  body: { error: { code: null, message, param, type: 'invalid_request_error' } },
})

/** What OpenAI kept until 2026-05-12 (openai/openai-openapi, commit f85dbe2), as servers that imitate it still do. */
export const dallE: FakeServer = (request) => {
  const { method, path, origin, form } = request
  if (method === 'GET' && path === '/pictures/one.png') return fakePng('dall-e')
  if (method === 'GET' && path === '/v1/models') return { body: { data: [{ id: 'dall-e-3' }, { id: 'dall-e-2' }] } }
  const operation = /^\/v1\/images\/(generations|edits|variations)$/.exec(path)?.[1]
  if (method !== 'POST' || operation === undefined) return null
  const model = fieldOf(request, 'model') ?? 'dall-e-2'
  const size = fieldOf(request, 'size') ?? '1024x1024'
  const count = Number(fieldOf(request, 'n') ?? '1')
  const isThree = model === 'dall-e-3'
  if (sizes[model]?.includes(size) !== true)
    return refuse('size', `'${size}' is not one of ${sizes[model]?.join(', ')}`)
  if (isThree && count !== 1) return refuse('n', 'You must provide n=1 for this model.')
  if (!isThree && fieldOf(request, 'style') !== null) return refuse('style', 'Unknown parameter: style')
  if (isThree && operation !== 'generations') return refuse('model', 'The model must be dall-e-2.')
  const promptChars = (fieldOf(request, 'prompt') ?? '').length
  if (operation === 'variations' && promptChars > 0) return refuse('prompt', 'Unknown parameter: prompt')
  if (promptChars > (isThree ? 4000 : 1000)) return refuse('prompt', 'The prompt is too long.')
  if (operation !== 'generations') {
    const image = form?.['image']?.[0]
    if (typeof image !== 'object' || image.type !== 'image/png') return refuse('image', 'Must be a PNG.')
    const header = readImageHeader(image.bytes)
    if (!header.ok || header.value.width !== header.value.height) return refuse('image', 'Must be square.')
  }
  const isText = fieldOf(request, 'response_format') === 'b64_json'
  const item = isText ? { b64_json: fakeBase64('dall-e') } : { url: `${origin}/pictures/one.png` }
  const revised = isThree ? { revised_prompt: 'A single red fox, standing in deep snow at dawn' } : {}
  return { body: { created: 1, data: Array.from({ length: count }, () => ({ ...item, ...revised })) } }
}
