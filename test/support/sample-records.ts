import type { Model } from '#shared/catalogue.ts'
import type { Connection } from '#shared/connection.ts'
import type { QueuedGeneration, RunningGeneration, SucceededGeneration, UnmadeGeneration } from '#shared/generation.ts'
import type { Image } from '#shared/image.ts'

/** Records as main would hand them out, for tests of the page. Change what a test is about; the rest is ordinary. */
export const sketchConnection: Connection = {
  id: 'sketch',
  profile: 'sketch',
  providers: ['sketch'],
  settings: { maxConcurrent: 3, typedModels: [] },
  needsKey: false,
  listed: null,
  label: 'Sketch',
  baseUrl: null,
  origin: 'built-in',
  key: { kind: 'not-needed' },
  isUnencrypted: false,
}

export const openAiConnection: Connection = {
  id: 'openai',
  profile: 'openai',
  providers: ['openai-images', 'openai-responses'],
  settings: { maxConcurrent: 3, typedModels: [] },
  needsKey: true,
  listed: null,
  label: 'OpenAI',
  baseUrl: 'https://api.openai.com/v1',
  origin: 'built-in',
  key: { kind: 'present', lastFour: 'WXYZ', storage: 'session' },
  isUnencrypted: false,
}

export const sketchModel: Model = {
  id: 'sketch',
  provider: 'sketch',
  label: 'Sketch',
  status: { kind: 'live' },
  sizes: {
    kind: 'free',
    hasAuto: true,
    suggestions: ['1024x1024', '512x512'],
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
  styles: [],
  edits: { maxInputImages: 0, hasMask: false, hasMarkup: false, inputFidelities: [] },
  extraParams: [],
  imageModels: [],
  releasedOn: null,
  isKnown: true,
  prices: null,
}

export const freeSizeModel: Model = {
  ...sketchModel,
  id: 'gpt-image-2.6-sunburst',
  provider: 'openai-images',
  label: 'GPT Image 2.6 Sunburst',
  sizes: {
    kind: 'free',
    hasAuto: true,
    suggestions: ['1024x1024', '1536x1024', '2048x2048'],
    multipleOf: 16,
    maxEdge: 3840,
    maxRatio: 3,
    minPixels: 655_360,
    maxPixels: 8_294_400,
  },
  qualities: ['auto', 'low', 'medium', 'high', 'xhigh', 'max'],
  moderations: ['auto', 'low'],
  complexities: ['low', 'medium', 'high'],
  prices: {
    textInput: 5,
    textInputCached: 1.25,
    imageInput: 8,
    imageInputCached: 2,
    imageOutput: 30,
    textOutput: null,
    source: 'https://example.org/prices',
    asOf: '2026-11',
  },
}

export const listedSizeModel: Model = {
  ...freeSizeModel,
  id: 'gpt-image-1.5',
  label: 'GPT Image 1.5',
  status: { kind: 'ending', on: '2026-12-01', replacedBy: 'gpt-image-2.6-sunburst' },
  sizes: { kind: 'list', hasAuto: true, sizes: ['1024x1024', '1536x1024'] },
  qualities: ['auto', 'low', 'medium', 'high'],
  complexities: [],
}

export const languageModel: Model = {
  ...sketchModel,
  id: 'gpt-6-luna',
  provider: 'openai-responses',
  label: 'GPT-6 Luna',
  sizes: listedSizeModel.sizes,
  maxN: 1,
  imageModels: ['gpt-image-2.6-sunburst', 'gpt-image-1.5'],
}

export const retiredModel: Model = {
  ...listedSizeModel,
  id: 'dall-e-3',
  label: 'DALL·E 3',
  status: { kind: 'retired', on: '2026-05-12', replacedBy: 'gpt-image-2.6-sunburst' },
}

export function sampleImage(changes: Partial<Image> = {}): Image {
  return {
    id: 11,
    generationId: 1,
    position: 0,
    sha256: 'a'.repeat(64),
    format: 'png',
    width: 1024,
    height: 1024,
    bytes: 1_234_567,
    revisedPrompt: null,
    importedFileName: null,
    compositeOfId: null,
    isFavorite: false,
    rating: null,
    note: null,
    costMicroUsd: null,
    pixelsDroppedAtMs: null,
    hasContentCredentials: false,
    deletedAtMs: null,
    createdAtMs: 1_790_000_000_000,
    ...changes,
  }
}

const asked = {
  id: 1,
  provider: 'openai-images',
  connectionId: 'openai',
  connectionLabel: 'OpenAI',
  model: 'gpt-image-2.6-sunburst',
  typedPrompt: 'A red fox',
  sentPrompt: 'A red fox',
  requestedParams: { size: '1024x1024', n: 1, quality: 'high' },
  createdAtMs: 1_790_000_000_000,
  previousGenerationId: null,
} as const
const settled = {
  requestId: 'req_123',
  responseId: null,
  durationMs: 12_300,
  usage: null,
  cost: null,
  hasRawResponse: true,
}

export const sampleQueued = (changes: Partial<QueuedGeneration> = {}): QueuedGeneration => ({
  status: 'queued',
  ...asked,
  attempts: 0,
  notBeforeMs: null,
  ...changes,
})

export const sampleRunning = (changes: Partial<RunningGeneration> = {}): RunningGeneration => ({
  status: 'sent',
  ...asked,
  sentAtMs: asked.createdAtMs,
  ...changes,
})

export const sampleSucceeded = (changes: Partial<SucceededGeneration> = {}): SucceededGeneration => ({
  status: 'succeeded',
  ...asked,
  ...settled,
  actualParams: { model: 'gpt-image-2.6-sunburst', size: '1024x1024', quality: 'high' },
  images: [sampleImage()],
  ...changes,
})

export const sampleFailed = (changes: Partial<UnmadeGeneration> = {}): UnmadeGeneration => ({
  status: 'failed',
  ...asked,
  ...settled,
  failure: { kind: 'offline' },
  ...changes,
})

export const sampleMaybeBilled = (changes: Partial<UnmadeGeneration> = {}): UnmadeGeneration => ({
  status: 'maybe-billed',
  ...asked,
  ...settled,
  failure: { kind: 'timed-out', afterMs: 180_000 },
  ...changes,
})
