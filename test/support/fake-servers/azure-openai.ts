import { type FakeServer, fakeBase64 } from './start-fake-server.ts'

/** Azure OpenAI: `/openai/v1`, and deployments behind an `api-version`; the key in a header of its own. */
export const azureOpenAi =
  (apiKey: string): FakeServer =>
  ({ method, path, headers }) => {
    const { pathname, searchParams } = new URL(path, 'http://azure.invalid')
    if (headers['api-key'] !== apiKey || headers['authorization'] !== undefined)
      return {
        status: 401,
        body: {
          error: { code: '401', message: 'Access denied due to invalid subscription key or wrong API endpoint.' },
        },
      }
    const isDeployment = pathname.startsWith('/openai/deployments/pictures/images/')
    if (isDeployment && searchParams.get('api-version') === null)
      return { status: 404, body: { error: { code: '404', message: 'Resource not found' } } }
    if (!isDeployment && !pathname.startsWith('/openai/v1/')) return null
    if (method === 'GET') return { body: { data: [{ id: 'gpt-image-2', object: 'model' }] } }
    return /\/images\/(generations|edits)$/.test(pathname)
      ? {
          body: { created: 1, data: [{ b64_json: fakeBase64('azure') }] },
          headers: { 'x-ratelimit-remaining-requests': '4', 'x-ratelimit-reset-requests': '12' },
        }
      : null
  }
