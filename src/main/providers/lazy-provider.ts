import type { Provider } from './provider.ts'

/** A provider whose code is loaded with its first request: an SDK takes longer to load than the window to open. */
export function createLazyProvider(id: Provider['id'], load: () => Promise<Required<Provider>>): Provider {
  let loading: Promise<Required<Provider>> | null = null
  const provider = (): Promise<Required<Provider>> => {
    loading ??= load()
    return loading
  }
  return {
    id,
    send: async (request, signal) => (await provider()).send(request, signal),
    test: async (endpoint, signal) => (await provider()).test(endpoint, signal),
  }
}
