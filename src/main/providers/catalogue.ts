import type { Model } from '#shared/catalogue.ts'
import type { ServerProfileId } from '#shared/server-profile.ts'
import type { SizeRule } from '#shared/size-rule.ts'
import { serverProfiles } from '../connections/server-profiles.ts'
import { chatImageModels } from './chat-images/chat-image-models.ts'
import { karloModels } from './karlo/karlo-models.ts'
import { languageModels } from './openai-responses/language-models.ts'
import { prices1, prices1Mini, prices2, prices15, prices25, prices26 } from './price-table.ts'
import { sketchModel } from './sketch/sketch-model.ts'

/** https://developers.openai.com/api/docs/guides/image-generation, “Size and quality options”. */
const anySize: SizeRule = {
  kind: 'free',
  hasAuto: true,
  suggestions: ['1024x1024', '1536x1024', '1024x1536', '2048x2048', '2048x1152', '3840x2160', '2160x3840'],
  multipleOf: 16,
  maxEdge: 3840,
  maxRatio: 3,
  minPixels: 655_360,
  maxPixels: 8_294_400,
}
const threeSizes: SizeRule = { kind: 'list', hasAuto: true, sizes: ['1024x1024', '1536x1024', '1024x1536'] }

/**
 * What every GPT Image model shares. Up to 16 pictures go in, and a mask for the first of them; only 1.5 and its siblings
 * let one choose how closely they are followed (images.edit in the API reference).
 */
const gptImage = {
  provider: 'openai-images',
  sizes: anySize,
  qualities: ['auto', 'low', 'medium', 'high'],
  backgrounds: ['auto', 'transparent', 'opaque'],
  outputFormats: ['png', 'jpeg', 'webp'],
  moderations: ['auto', 'low'],
  complexities: [],
  hasCompression: true,
  maxN: 10,
  maxPartialImages: 3,
  maxPromptChars: 32_000,
  styles: [],
  edits: { maxInputImages: 16, hasMask: true, hasMarkup: false, inputFidelities: [] },
  extraParams: [],
  imageModels: [],
  isKnown: true,
} as const satisfies Partial<Model>

/** Markup: the SDK's types name 2.5 only, the image generation guide of November 2026 also 2.6. */
const gptImage25 = {
  ...gptImage,
  edits: { ...gptImage.edits, hasMarkup: true },
  status: { kind: 'live' },
  qualities: ['auto', 'low', 'medium', 'high', 'xhigh', 'max'],
  prices: prices25,
} as const satisfies Partial<Model>

/**
 * Sizes and qualities of 2.6 are those of 2.5 by several third parties; OpenAI's own pages do not say. A refusal is
 * shown as one.
 */
const gptImage26 = {
  ...gptImage25,
  complexities: ['low', 'medium', 'high'],
  outputFormats: ['png', 'jpeg', 'webp', 'gif', 'svg'],
  prices: prices26,
} as const satisfies Partial<Model>

/** Before gpt-image-2: three sizes, and the end announced at https://platform.openai.com/docs/deprecations. */
const gptImage1 = {
  ...gptImage,
  sizes: threeSizes,
  edits: { ...gptImage.edits, inputFidelities: ['low', 'high'] },
} as const satisfies Partial<Model>

/**
 * The contract that OpenAI kept until 2026-05-12 (openai/openai-openapi, commit f85dbe2), and that other servers still
 * keep. OpenAI's own stay in the list so that old records can name their model and the picker can say what replaced it.
 */
const dallE = {
  provider: 'openai-images',
  qualities: [],
  backgrounds: [],
  outputFormats: [],
  moderations: [],
  complexities: [],
  hasCompression: false,
  maxPartialImages: 0,
  styles: [],
  edits: { maxInputImages: 0, hasMask: false, hasMarkup: false, inputFidelities: [] },
  extraParams: [],
  imageModels: [],
  isKnown: true,
  prices: null,
} as const satisfies Partial<Model>

const dallE3 = {
  ...dallE,
  id: 'dall-e-3',
  releasedOn: null,
  label: 'DALL·E 3',
  sizes: { kind: 'list', hasAuto: false, sizes: ['1024x1024', '1792x1024', '1024x1792'] },
  qualities: ['standard', 'hd'],
  styles: ['vivid', 'natural'],
  maxN: 1,
  maxPromptChars: 4000,
} as const satisfies Partial<Model>

/** One square picture can be edited, or varied without a word. */
const dallE2 = {
  ...dallE,
  id: 'dall-e-2',
  releasedOn: null,
  label: 'DALL·E 2',
  sizes: { kind: 'list', hasAuto: false, sizes: ['256x256', '512x512', '1024x1024'] },
  edits: { maxInputImages: 1, hasMask: true, hasMarkup: false, inputFidelities: [] },
  maxN: 10,
  maxPromptChars: 1000,
} as const satisfies Partial<Model>

/** Every model the studio knows, by provider, in the order in which they are offered. */
export const models: readonly Model[] = [
  sketchModel,
  {
    ...gptImage,
    id: 'gpt-image-2',
    label: 'GPT Image 2',
    status: { kind: 'live' },
    prices: prices2,
    releasedOn: '2026-04-21',
  },
  { ...gptImage26, id: 'gpt-image-2.6-sunburst', label: 'GPT Image 2.6 Sunburst', releasedOn: '2026-11-04' },
  { ...gptImage26, id: 'gpt-image-2.6-flare', label: 'GPT Image 2.6 Flare', releasedOn: '2026-11-04' },
  { ...gptImage25, id: 'gpt-image-2.5-sunburst', label: 'GPT Image 2.5 Sunburst', releasedOn: '2026-09-08' },
  { ...gptImage25, id: 'gpt-image-2.5-flare', label: 'GPT Image 2.5 Flare', releasedOn: '2026-09-08' },
  {
    ...gptImage1,
    id: 'gpt-image-1.5',
    releasedOn: '2025-12-16',
    label: 'GPT Image 1.5',
    status: { kind: 'ending', on: '2026-12-01', replacedBy: 'gpt-image-2.5-sunburst' },
    prices: prices15,
  },
  {
    ...gptImage1,
    edits: { ...gptImage1.edits, inputFidelities: ['low'] },
    id: 'gpt-image-1-mini',
    releasedOn: null,
    label: 'GPT Image 1 mini',
    status: { kind: 'ending', on: '2026-12-01', replacedBy: 'gpt-image-2.5-flare' },
    prices: prices1Mini,
  },
  {
    ...gptImage1,
    id: 'chatgpt-image-latest',
    releasedOn: null,
    label: 'ChatGPT Image (latest)',
    status: { kind: 'ending', on: '2026-12-01', replacedBy: 'gpt-image-2.5-sunburst' },
    prices: prices15,
  },
  {
    ...gptImage1,
    id: 'gpt-image-1',
    releasedOn: null,
    label: 'GPT Image 1',
    status: { kind: 'retired', on: '2026-10-23', replacedBy: 'gpt-image-2.5-sunburst' },
    prices: prices1,
  },
  { ...dallE3, status: { kind: 'retired', on: '2026-05-12', replacedBy: 'gpt-image-2' } },
  { ...dallE2, status: { kind: 'retired', on: '2026-05-12', replacedBy: 'gpt-image-2' } },
  ...languageModels,
  ...chatImageModels,
  ...karloModels,
]

const modelsById: ReadonlyMap<string, Model> = new Map(models.map((model) => [model.id, model]))

/** A dated snapshot (`gpt-image-2-2026-04-21`) has the limits, prices and end of the model it is a snapshot of. */
export function findModel(id: string): Model | null {
  return modelsById.get(id) ?? modelsById.get(id.replace(/-\d{4}-\d{2}-\d{2}$/, '')) ?? null
}

/** DALL·E where it is still served: what OpenAI retired says nothing about other servers, nor what they charge. */
const servedDallE: readonly Model[] = [
  { ...dallE3, status: { kind: 'live' } },
  { ...dallE2, status: { kind: 'live' } },
]
/** Behind them stand OpenAI's own models; what other servers have, only they can say (`listModels`). */
const speaksForOpenAi: ReadonlySet<ServerProfileId> = new Set(['openai', 'azure-openai', 'litellm'])

/** The models that a connection of this kind is known to have. */
export function modelsOf(profile: ServerProfileId): readonly Model[] {
  if (profile === 'dall-e') return servedDallE
  const { providers } = serverProfiles[profile]
  return models.filter(
    ({ provider }) => providers.includes(provider) && (!provider.startsWith('openai-') || speaksForOpenAi.has(profile)),
  )
}

/** An ending model is retired once the day it ends on is over (UTC): until then a request may still be answered. */
export function statusOn(model: Model, nowMs: number): Model['status'] {
  const { status } = model
  if (status.kind !== 'ending') return status
  const endOfDayMs = Date.parse(status.on) + 24 * 60 * 60 * 1000
  return nowMs < endOfDayMs ? status : { kind: 'retired', on: status.on, replacedBy: status.replacedBy }
}
