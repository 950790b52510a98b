import type { Model } from '#shared/catalogue.ts'
import { languagePrices } from '../price-table.ts'

/**
 * Sizes, qualities and the like are those of the image model behind (`withImageModel`). The tool takes no `n`: how many
 * pictures come is for the language model to decide.
 */
const languageModel = {
  provider: 'openai-responses',
  status: { kind: 'live' },
  sizes: { kind: 'list', hasAuto: true, sizes: ['1024x1024', '1536x1024', '1024x1536'] },
  qualities: [],
  backgrounds: [],
  outputFormats: [],
  moderations: [],
  complexities: [],
  hasCompression: false,
  maxN: 1,
  maxPartialImages: 3,
  maxPromptChars: 32_000,
  styles: [],
  edits: { maxInputImages: 16, hasMask: true, hasMarkup: false, inputFidelities: [] },
  extraParams: [],
  /** Those that the tool's own documentation names and that still answer; the first is its default. */
  imageModels: [
    'gpt-image-2',
    'gpt-image-2.6-sunburst',
    'gpt-image-2.6-flare',
    'gpt-image-2.5-sunburst',
    'gpt-image-2.5-flare',
    'gpt-image-1.5',
    'gpt-image-1-mini',
    'chatgpt-image-latest',
  ],
  releasedOn: null,
  isKnown: true,
} as const satisfies Partial<Model>

/**
 * Language models that can call the image tool: “gpt-5 and newer”, says the image generation guide (September 2026,
 * https://developers.openai.com/api/docs/guides/image-generation); it names gpt-6-astra in its samples and lists no
 * others. One that cannot refuses, and the refusal is shown.
 */
export const languageModels: readonly Model[] = [
  {
    ...languageModel,
    id: 'gpt-6-luna',
    label: 'GPT-6 Luna',
    prices: languagePrices('gpt-6-luna'),
  },
  {
    ...languageModel,
    id: 'gpt-6.1-terra',
    label: 'GPT-6.1 Terra',
    prices: languagePrices('gpt-6.1-terra'),
  },
  {
    ...languageModel,
    id: 'gpt-6.1-sol',
    label: 'GPT-6.1 Sol',
    prices: languagePrices('gpt-6.1-sol'),
  },
  {
    ...languageModel,
    id: 'gpt-6-sol',
    label: 'GPT-6 Sol',
    prices: languagePrices('gpt-6-sol'),
  },
  {
    ...languageModel,
    id: 'gpt-6-astra',
    label: 'GPT-6 Astra',
    prices: languagePrices('gpt-6-astra'),
  },
  {
    ...languageModel,
    id: 'gpt-5.6-luna',
    label: 'GPT-5.6 Luna',
    prices: languagePrices('gpt-5.6-luna'),
  },
  {
    ...languageModel,
    id: 'gpt-5.6-terra',
    label: 'GPT-5.6 Terra',
    prices: languagePrices('gpt-5.6-terra'),
  },
  {
    ...languageModel,
    id: 'gpt-5.4-mini',
    label: 'GPT-5.4 mini',
    prices: languagePrices('gpt-5.4-mini'),
  },
]
