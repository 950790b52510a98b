import type { Provider } from './provider.ts'

type Tested = Provider & Required<Pick<Provider, 'test' | 'listModels'>>

/** A provider whose code is loaded with its first request: an SDK takes longer to load than the window to open. */
export function createLazyProvider(id: Provider['id'], load: () => Promise<Tested>): Provider {
  let loading: Promise<Tested> | null = null
  const provider = (): Promise<Tested> => {
    loading ??= load()
    return loading
  }
  return {
    id,
    send: async (request, signal) => (await provider()).send(request, signal),
    listModels: async (endpoint, signal) => (await provider()).listModels(endpoint, signal),
    test: async (endpoint, signal) => (await provider()).test(endpoint, signal),
  }
}
