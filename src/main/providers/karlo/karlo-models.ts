import type { Model } from '#shared/catalogue.ts'
import type { SizeRule } from '#shared/size-rule.ts'

/**
 * Kakao's Karlo, as documented at developers.kakao.com/docs/latest/{ko,en}/karlo/rest-api (read as of February 2024). Its
 * end was never announced where it could be found, and no sign of it is younger than 2024. The longest prompt is that of
 * its older contract; nothing says that the newer takes more.
 */
const karlo = {
  provider: 'karlo',
  status: { kind: 'legacy' },
  promptLanguage: 'en',
  qualities: [],
  backgrounds: [],
  outputFormats: ['png', 'jpeg', 'webp'],
  moderations: [],
  complexities: [],
  hasCompression: true,
  maxN: 8,
  maxPartialImages: 0,
  maxPromptChars: 256,
  styles: [],
  extraParams: ['negativePrompt', 'seed', 'steps', 'guidance'],
  imageModels: [],
  isKnown: true,
  prices: null,
} as const satisfies Partial<Model>

const upTo = (maxEdge: number, suggestions: readonly string[]): SizeRule => ({
  kind: 'free',
  hasAuto: true,
  suggestions,
  multipleOf: 8,
  maxEdge,
  maxRatio: 4,
  minPixels: 65_536,
  maxPixels: maxEdge ** 2,
})
const ownSize: SizeRule = { kind: 'list', hasAuto: true, sizes: [] }

const enlarges = {
  ...karlo,
  sizes: ownSize,
  maxN: 1,
  extraParams: [],
  edits: { maxInputImages: 1, hasMask: false, hasMarkup: false, inputFidelities: [] },
  releasedOn: '2023-07-06',
} as const satisfies Partial<Model>

export const karloModels: readonly Model[] = [
  {
    ...karlo,
    id: 'karlo-v2.1',
    label: 'Karlo 2.1',
    sizes: upTo(1280, ['1024x1024', '1280x1280', '1280x720', '720x1280']),
    edits: { maxInputImages: 0, hasMask: false, hasMarkup: false, inputFidelities: [] },
    releasedOn: '2024-02-22',
  },
  {
    ...karlo,
    id: 'karlo-v2.0',
    label: 'Karlo 2.0',
    sizes: upTo(640, ['512x512', '640x640', '640x360', '360x640']),
    edits: { maxInputImages: 1, hasMask: true, hasMarkup: false, inputFidelities: [] },
    releasedOn: '2023-07-06',
  },
  { ...enlarges, id: 'karlo-upscale-2x', label: 'Karlo Upscale 2×' },
  { ...enlarges, id: 'karlo-upscale-4x', label: 'Karlo Upscale 4×' },
]
