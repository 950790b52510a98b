import type { Endpointed } from '#main/connections/connection-store.ts'
import { createPreviews } from '#main/generations/previews.ts'
import { createGenerationQueue, type GenerationQueue } from '#main/generations/queue.ts'
import { createRunGeneration } from '#main/generations/run-generation.ts'
import type { Broadcast } from '#main/ipc/broadcast.ts'
import type { Provider } from '#main/providers/provider.ts'

export const testConnection: Endpointed = {
  id: 'c1',
  profile: 'openai',
  providers: ['openai-images'],
  label: 'OpenAI',
  baseUrl: 'https://api.openai.com/v1',
  origin: 'built-in',
  needsKey: true,
  settings: { maxConcurrent: 3, typedModels: [] },
  listing: null,
}

/** The real queue and the real way of a generation, with one provider in the place of all. */
export function openTestQueue(options: {
  readonly provider: Provider
  readonly connections?: readonly Endpointed[]
  readonly apiKey?: string | null
  /** Instead of `apiKey`, where it comes and goes. */
  readonly readKey?: () => string | null
  readonly broadcast?: Broadcast
  readonly fetchImage?: Parameters<typeof createRunGeneration>[0]['fetchImage']
  readonly isOnline?: () => boolean
  readonly nowMs?: () => number
  readonly onEnd?: Parameters<typeof createGenerationQueue>[0]['onEnd']
  readonly logDefect?: (where: string, cause: unknown) => string
}): GenerationQueue {
  const { provider, connections = [testConnection], apiKey = 'sk-1', broadcast = () => undefined } = options
  const stopping = new AbortController()
  const shared = {
    broadcast,
    isOnline: options.isOnline ?? (() => true),
    nowMs: options.nowMs ?? (() => 2000),
    logDefect:
      options.logDefect ??
      ((where, cause) => {
        console.error(where, cause)
        return 'log'
      }),
  }
  return createGenerationQueue({
    ...shared,
    run: createRunGeneration({
      ...shared,
      previews: createPreviews(),
      fetchImage: options.fetchImage ?? (() => Promise.reject(new Error('Nothing lies elsewhere'))),
      stopping: stopping.signal,
      retryAfterMs: 5,
    }),
    providers: {
      sketch: { ...provider, id: 'sketch' },
      'openai-images': { ...provider, id: 'openai-images' },
      'openai-responses': { ...provider, id: 'openai-responses' },
      'chat-images': { ...provider, id: 'chat-images' },
      karlo: { ...provider, id: 'karlo' },
    },
    connections: { find: (id) => connections.find((connection) => connection.id === id) ?? null },
    keys: { read: async () => (options.readKey === undefined ? apiKey : options.readKey()) },
    stopping,
    ...(options.onEnd && { onEnd: options.onEnd }),
  })
}
