import { err, ok } from '#shared/result.ts'
import type { ListedModel, Provider } from '../provider.ts'
import { atFirstAddress, isNobodyThere } from './at-first-address.ts'
import { type Attempted, startAttempt } from './attempt.ts'
import { readModelList } from './model-list.ts'
import { readBody } from './read-body.ts'
import { serverAddresses } from './server-addresses.ts'

const maxModelListBytes = 4 * 1024 * 1024

/** `GET /models`, which costs nothing: what a server has, and whether it answers at all. */
export function createModelLister(options: {
  readonly fetch: typeof globalThis.fetch
  readonly deadlineMs?: number
}): Required<Pick<Provider, 'test' | 'listModels'>> {
  const { fetch, deadlineMs = 20_000 } = options
  const listModels: NonNullable<Provider['listModels']> = async (endpoint, cancelled) => {
    const attempt = startAttempt({ fetch, endpoint, model: '', deadlineMs, cancelled })
    if (attempt.keyProblem !== null) return err(attempt.keyProblem)
    const { result } = await atFirstAddress(
      serverAddresses(endpoint),
      (address): Promise<Attempted<{ readonly models: readonly ListedModel[] }>> =>
        attempt.run(async (client, signal) => {
          const response = await client.models.list({ signal }).asResponse()
          const chunks: Uint8Array[] = []
          for await (const chunk of readBody(response, maxModelListBytes)) chunks.push(chunk)
          const models = readModelList(Buffer.concat(chunks).toString())
          return models === null
            ? err({ kind: 'unreadable-answer', detail: 'The list of models is not one.' })
            : ok({ models })
        }, address),
    )
    if (result.ok) return result
    // Whoever imitates the API need not list models; OpenAI itself does.
    return isNobodyThere(result) && endpoint.profile !== 'openai' ? ok({ models: [] }) : err(result.failure)
  }
  return {
    listModels,
    test: async (endpoint, signal) => {
      const listed = await listModels(endpoint, signal)
      return listed.ok ? ok({ modelCount: listed.value.models.length }) : listed
    },
  }
}
