import type { Model } from '#shared/catalogue.ts'

/** The provider inside the program: nothing is sent and nothing costs, and it is not a language or image model. */
export const sketchModel: Model = {
  id: 'sketch',
  provider: 'sketch',
  label: 'Sketch',
  status: { kind: 'live' },
  sizes: {
    kind: 'free',
    hasAuto: true,
    suggestions: ['1024x1024', '1536x1024', '1024x1536', '512x512'],
    multipleOf: 16,
    maxEdge: 2048,
    maxRatio: 3,
    minPixels: 65_536,
    maxPixels: 4_194_304,
  },
  qualities: [],
  backgrounds: ['auto', 'transparent', 'opaque'],
  outputFormats: ['png', 'jpeg', 'webp'],
  moderations: [],
  complexities: [],
  hasCompression: true,
  maxN: 10,
  maxPartialImages: 3,
  maxPromptChars: 32_000,
  prices: null,
}
