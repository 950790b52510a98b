import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { serverProfiles } from '../../connections/server-profiles.ts'
import { maxAnswerBytes } from '../openai-images/answer-limits.ts'
import type { Attempted } from '../openai-images/attempt.ts'
import { maskKey } from '../openai-images/mask-key.ts'
import type { Redraw } from '../openai-images/prepare-inputs.ts'
import { readBody } from '../openai-images/read-body.ts'
import { toUprightPng } from '../openai-images/to-upright-png.ts'
import { postJson } from '../post-json.ts'
import type { Endpoint, ListedModel, Provider, RawAnswer } from '../provider.ts'
import { explainKarloFailure } from './explain-karlo-failure.ts'
import { karloCall } from './karlo-call.ts'
import { karloModels } from './karlo-models.ts'

interface Options {
  /** Node's; see `createOpenAiImagesProvider`. */
  readonly fetch: typeof globalThis.fetch
  /**
   * Draws a mask anew, from “alpha 0 = to be changed” to what Karlo reads, and the picture below it upright. Where pixels
   * are touched main has no hand in it.
   */
  readonly redraw: Redraw
  /** From sending to the last byte. */
  readonly deadlineMs?: number
}

/** Kakao's Karlo. One request for each `send`, whatever happens. */
export function createKarloProvider(options: Options): Provider & Required<Pick<Provider, 'test' | 'listModels'>> {
  const { fetch, redraw, deadlineMs = 5 * 60_000 } = options

  async function post(
    endpoint: Endpoint,
    model: string,
    call: { readonly path: string; readonly body: unknown },
    signal: AbortSignal,
  ): Promise<Attempted<Response>> {
    const { apiKey } = endpoint
    const baseUrl = endpoint.baseUrl ?? serverProfiles.karlo.usualBaseUrl
    if (apiKey === null) return err({ kind: 'key-missing' })
    const answered = await postJson({
      ...call,
      fetch: withKakaoKey(fetch, apiKey),
      endpoint: { ...endpoint, baseUrl },
      model,
      deadlineMs,
      signal,
    })
    if (answered.ok) return answered
    return { ...answered, failure: explainKarloFailure(answered.failure, URL.parse(baseUrl ?? '')?.host ?? '') }
  }

  return {
    id: 'karlo',

    async send(request, signal) {
      const { endpoint, model, inputs, params } = request
      const mask = inputs.mask === null ? ok(null) : await redraw(inputs.mask, 'black-is-changed')
      if (!mask.ok) return mask
      const [first, ...others] = inputs.images
      const base =
        mask.value === null || first === undefined
          ? ok(first)
          : await toUprightPng(first, (bytes) => redraw(bytes, 'upright'))
      if (!base.ok) return base
      const images = base.value === undefined ? [] : [base.value, ...others]
      const call = karloCall({ ...request, inputs: { ...inputs, images } }, mask.value)
      if (!call.ok) return call
      const answered = await post(endpoint, model, call.value, signal)
      if (!answered.ok) return answered
      const response = answered.value
      return ok<RawAnswer>({
        head: {
          provider: 'karlo',
          model,
          requestId: response.headers.get('x-request-id'),
          contentType: response.headers.get('content-type') ?? '',
          requestedParams: params,
        },
        body: maskKey(readBody(response, maxAnswerBytes), endpoint.apiKey),
      })
    },

    async test(endpoint, signal) {
      const listed = await listModels(endpoint, signal)
      return listed.ok ? ok({ modelCount: listed.value.models.length }) : listed
    },

    listModels,
  }

  /** Karlo lists nothing. A request without its prompt costs nothing, and is turned away only after its key was accepted. */
  async function listModels(
    endpoint: Endpoint,
    signal: AbortSignal,
  ): Promise<Result<{ readonly models: readonly ListedModel[] }, Failure>> {
    const answered = await post(endpoint, '', { path: '/v2/inference/karlo/t2i', body: {} }, signal)
    if (answered.ok || answered.failure.kind !== 'bad-request')
      return answered.ok
        ? err({ kind: 'unreadable-answer', detail: 'A request without a prompt was accepted.' })
        : answered
    return ok({ models: karloModels.map(({ id }) => ({ id, shutdownOn: null })) })
  }
}

/** Kakao's scheme in the place of the usual one. */
const withKakaoKey =
  (fetch: typeof globalThis.fetch, apiKey: string): typeof globalThis.fetch =>
  (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('authorization', `KakaoAK ${apiKey}`)
    return fetch(input, { ...init, headers })
  }
