import { type FakeServer, fakeBase64, fieldOf } from './start-fake-server.ts'

/** A small server of nobody's: at its root, without a list, and strict about what it does not know. */
export const bareServer: FakeServer = (request) => {
  const { method, path } = request
  if (method !== 'POST' || path !== '/images/generations') return null
  if (fieldOf(request, 'response_format') !== null)
    return {
      status: 400,
      body: { error: { message: "Unknown parameter: 'response_format'.", param: 'response_format' } },
    }
  return { body: { created: 1, data: [{ b64_json: `data:image/png;base64,${fakeBase64('bare')}` }] } }
}
