import type { Model } from '#shared/catalogue.ts'

/** What is safe to say of any model behind a relay: it takes words and a few pictures, and gives what it gives. */
const chatImage = {
  provider: 'chat-images',
  status: { kind: 'live' },
  sizes: { kind: 'list', hasAuto: true, sizes: [] },
  qualities: [],
  backgrounds: [],
  outputFormats: [],
  moderations: [],
  complexities: [],
  hasCompression: false,
  maxN: 1,
  maxPartialImages: 0,
  maxPromptChars: 32_000,
  styles: [],
  edits: { maxInputImages: 4, hasMask: false, hasMarkup: false, inputFidelities: [] },
  extraParams: [],
  imageModels: [],
  releasedOn: null,
  // Relays give these ids to whatever stands behind them.
  isKnown: false,
  prices: null,
} as const satisfies Partial<Model>

/** Ids that relays commonly offer. They are not OpenAI's; any other can be typed. */
export const chatImageModels: readonly Model[] = [
  { ...chatImage, id: 'gpt-4o-image', label: 'gpt-4o-image' },
  { ...chatImage, id: 'gpt-image-2-all', label: 'gpt-image-2-all' },
  { ...chatImage, id: 'google/gemini-3.1-flash-image-preview', label: 'Gemini 3.1 Flash Image (preview)' },
]
