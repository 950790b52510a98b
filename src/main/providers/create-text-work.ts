import { serverProfiles } from '../connections/server-profiles.ts'
import { createSketchTextProvider } from './sketch/sketch-text-provider.ts'
import type { TextProvider, TextRequest } from './text-provider.ts'

/**
 * Work with words over every connection: by rule inside the program, by chat completions everywhere else. `loadChat`
 * because an SDK takes longer to load than the window to open. Kakao's Karlo has no words.
 */
export function createTextWork(
  loadChat: () => Promise<TextProvider>,
  edgeShareOf: (bytes: Uint8Array) => Promise<number | null>,
): TextProvider {
  const sketch = createSketchTextProvider(edgeShareOf)
  let loading: Promise<TextProvider> | null = null
  const chat = (): Promise<TextProvider> => {
    loading ??= loadChat()
    return loading
  }
  const providerFor = async ({ endpoint }: TextRequest): Promise<TextProvider | null> => {
    if (endpoint.profile === 'sketch') return sketch
    return serverProfiles[endpoint.profile].auth === 'kakao' ? null : chat()
  }
  const cannot = ({ model }: TextRequest) =>
    ({ ok: false, failure: { kind: 'unsupported-by-model', field: 'text', model }, calls: [] }) as const

  return {
    rewrite: async (request, signal) => (await providerFor(request))?.rewrite(request, signal) ?? cannot(request),
    plan: async (request, signal) => (await providerFor(request))?.plan(request, signal) ?? cannot(request),
    caption: async (request, signal) => (await providerFor(request))?.caption(request, signal) ?? cannot(request),
    describeChange: async (request, signal) =>
      (await providerFor(request))?.describeChange(request, signal) ?? cannot(request),
    judge: async (request, signal) => (await providerFor(request))?.judge(request, signal) ?? cannot(request),
  }
}
