import { err, ok } from '#shared/result.ts'
import { serverProfiles } from '../../connections/server-profiles.ts'
import type { Provider, RawAnswer, SendResult } from '../provider.ts'
import { maxAnswerBytes } from './answer-limits.ts'
import { atFirstAddress } from './at-first-address.ts'
import { startAttempt } from './attempt.ts'
import { composeRequest } from './compose-request.ts'
import { toOurField } from './field-names.ts'
import { findUnknownField } from './find-unknown-field.ts'
import { createModelLister } from './list-models.ts'
import { maskKey } from './mask-key.ts'
import { prepareInputs, type Redraw } from './prepare-inputs.ts'
import { readRateLimits } from './rate-limits.ts'
import { readBody } from './read-body.ts'
import { type ServerAddress, serverAddresses } from './server-addresses.ts'

interface Options {
  /**
   * Node's. Chromium's (`net.fetch`, `session.fetch`) sends a POST a second time, unasked, when a kept-alive connection
   * breaks or a 408 comes (seen on Electron 42): the picture would be paid for twice.
   */
  readonly fetch: typeof globalThis.fetch
  readonly redraw: Redraw
  /** From sending to the last byte. Ten pictures of the highest quality take minutes. */
  readonly deadlineMs?: number
  readonly testDeadlineMs?: number
}

/**
 * OpenAI's Images API, and servers that speak it. Each `send` makes pictures once, whatever happens: retrying costs
 * money. A second request leaves only where the first made nothing: nobody lives at its address, or its server does not
 * know a parameter.
 */
export function createOpenAiImagesProvider(
  options: Options,
): Provider & Required<Pick<Provider, 'test' | 'listModels'>> {
  const { fetch, redraw, deadlineMs = 15 * 60_000, testDeadlineMs = 20_000 } = options

  return {
    id: 'openai-images',
    ...createModelLister({ fetch, deadlineMs: testDeadlineMs }),

    async send(request, cancelled) {
      const { endpoint, model } = request
      const profile = serverProfiles[endpoint.profile]
      const attempt = startAttempt({ fetch, endpoint, model, deadlineMs, cancelled })
      if (attempt.keyProblem !== null) return err(attempt.keyProblem)
      const inputs = await prepareInputs(request, profile, redraw)
      if (!inputs.ok) return inputs
      if (cancelled.aborted) return err({ kind: 'cancelled' })

      const post = (address: ServerAddress, omitted: string | null): Promise<SendResult> =>
        attempt.run(async (client, signal) => {
          const { path, body } = composeRequest(request, inputs.value, profile, omitted)
          const response = await client.post(path, { body, signal }).asResponse()
          return ok<RawAnswer>({
            head: {
              provider: 'openai-images',
              model,
              requestId: response.headers.get('x-request-id'),
              contentType: response.headers.get('content-type') ?? '',
              requestedParams: request.params,
              ...(omitted !== null && { unsentParams: [toOurField(omitted)] }),
            },
            limits: readRateLimits(response.headers),
            body: maskKey(readBody(response, maxAnswerBytes), endpoint.apiKey),
          })
        }, address)

      const { address, result } = await atFirstAddress(serverAddresses(endpoint), (to) => post(to, null))
      if (result.ok || !profile.mayDropParams) return result
      const { body } = composeRequest(request, inputs.value, profile, null)
      const unknown = findUnknownField(result.failure, [
        ...(body instanceof FormData ? body.keys() : Object.keys(body)),
      ])
      return unknown === null ? result : post(address, unknown)
    },
  }
}
