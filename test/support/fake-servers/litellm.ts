import { type FakeServer, fakeBase64, fieldOf } from './start-fake-server.ts'

/** Parameters that the model behind it does not have. */
const unsupported = ['moderation', 'background', 'style']

/** LiteLLM's proxy, with an alias for a model that takes little, and without `drop_params`. */
export const liteLlm =
  (apiKey: string): FakeServer =>
  (request) => {
    const { method, path, headers, form } = request
    if (headers['authorization'] !== `Bearer ${apiKey}`)
      return {
        status: 401,
        body: {
          error: {
            message: 'Authentication Error, Invalid proxy server token passed',
            type: 'auth_error',
            code: '401',
          },
        },
      }
    if (method === 'GET' && path === '/v1/models') return { body: { object: 'list', data: [{ id: 'my-alias' }] } }
    const isEdit = path === '/v1/images/edits'
    if (method !== 'POST' || (path !== '/v1/images/generations' && !isEdit)) return null
    if (isEdit && form === null) return { status: 400, body: { error: { message: 'image is required', code: '400' } } }
    const refused = unsupported.find((name) => fieldOf(request, name) !== null)
    if (refused !== undefined)
      return {
        status: 400,
        body: {
          error: {
            message: `litellm.UnsupportedParamsError: Setting \`${refused}\` is not supported by vertex_ai, my-alias.`,
            type: null,
            param: null,
            code: '400',
          },
        },
      }
    return { body: { created: 1, data: [{ b64_json: fakeBase64('litellm'), url: null }] } }
  }
