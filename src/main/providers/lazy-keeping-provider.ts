import type { KeepingProvider } from './provider.ts'

/** As `createLazyProvider`, for one that keeps its answers. Its connection is tested by another provider of it. */
export function createLazyKeepingProvider(
  id: KeepingProvider['id'],
  load: () => Promise<KeepingProvider>,
): KeepingProvider {
  let loading: Promise<KeepingProvider> | null = null
  const provider = (): Promise<KeepingProvider> => {
    loading ??= load()
    return loading
  }
  return {
    id,
    send: async (request, signal) => (await provider()).send(request, signal),
    resume: async (request, responseId, signal) => (await provider()).resume(request, responseId, signal),
    abandon: async (endpoint, responseId, signal) => (await provider()).abandon(endpoint, responseId, signal),
  }
}
