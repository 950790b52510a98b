import { err, ok } from '#shared/result.ts'
import { maxAnswerBytes } from '../openai-images/answer-limits.ts'
import { createModelLister } from '../openai-images/list-models.ts'
import { maskKey } from '../openai-images/mask-key.ts'
import { readBody } from '../openai-images/read-body.ts'
import { postJson } from '../post-json.ts'
import type { Provider, RawAnswer } from '../provider.ts'
import { chatBody } from './chat-body.ts'

interface Options {
  /** Node's; see `createOpenAiImagesProvider`. */
  readonly fetch: typeof globalThis.fetch
  /** From sending to the last byte. */
  readonly deadlineMs?: number
}

/** Relays and gateways that hand pictures over in chat completions. One request for each `send`, whatever happens. */
export function createChatImagesProvider(options: Options): Provider & Required<Pick<Provider, 'test' | 'listModels'>> {
  const { fetch, deadlineMs = 15 * 60_000 } = options
  return {
    id: 'chat-images',

    async send(request, signal) {
      const { endpoint, model, inputs } = request
      if (inputs.mask !== null) return err({ kind: 'unsupported-by-model', field: 'mask', model })
      if (inputs.markup !== null) return err({ kind: 'unsupported-by-model', field: 'markup', model })
      const answered = await postJson({
        fetch,
        endpoint,
        model,
        path: '/chat/completions',
        body: chatBody(request),
        deadlineMs,
        signal,
      })
      if (!answered.ok) return answered
      const response = answered.value
      return ok<RawAnswer>({
        head: {
          provider: 'chat-images',
          model,
          requestId: response.headers.get('x-request-id'),
          contentType: response.headers.get('content-type') ?? '',
          requestedParams: request.params,
        },
        body: maskKey(readBody(response, maxAnswerBytes), endpoint.apiKey),
      })
    },

    // Relays list their models as OpenAI does.
    ...createModelLister({ fetch }),
  }
}
