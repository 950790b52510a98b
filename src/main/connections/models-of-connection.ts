import type { Model } from '#shared/catalogue.ts'
import { extraParams } from '#shared/extra-params.ts'
import type { ImageParams, OutputFormat } from '#shared/image-params.ts'
import type { ProviderId } from '#shared/provider-id.ts'
import type { ServerProfileId } from '#shared/server-profile.ts'
import type { SizeRule } from '#shared/size-rule.ts'
import { findModel, modelsOf, statusOn } from '../providers/catalogue.ts'
import type { Endpointed } from './connection-store.ts'
import { serverProfiles } from './server-profiles.ts'
import type { ModelListing } from './table.ts'

/**
 * What can be asked for over a connection: first the models of the catalogue, then what its server listed beside them,
 * then what a person typed. Each is cut down to what the kind of server takes, so that nothing is offered that would
 * not be sent.
 */
export function modelsOfConnection(connection: Endpointed, nowMs: number): readonly Model[] {
  const { profile, providers, settings, listing } = connection
  const listed = (listing?.models ?? []).filter(({ id }) => !listsEverything.has(profile) || isOfImages(id))
  const known = likelyModels(profile).filter(
    ({ id }) => profile === 'openai' || listed.length === 0 || isListed(id, listed),
  )
  const all = [
    ...known,
    ...(profile === 'sketch' ? [] : listed).map(({ id }) => modelById(id, providers[0], profile)),
    ...(profile === 'sketch' ? [] : settings.typedModels).map(({ id, provider }) => modelById(id, provider, profile)),
  ]
  // The first of each, in their order.
  const byKey = new Map(all.toReversed().map((model) => [`${model.provider} ${model.id}`, model]))
  return [...new Set(all.map((model) => byKey.get(`${model.provider} ${model.id}`) ?? model))]
    .filter((model) => providers.includes(model.provider))
    .map((model) => ({ ...cutToProfile(model, profile), status: statusOn(withListedEnd(model, listing), nowMs) }))
}

/** The model that a draft names; `null` = nobody knows it there. A dated snapshot is known by what it is one of. */
export function findModelOf(
  connection: Endpointed,
  asked: { readonly model: string; readonly provider?: ProviderId | undefined },
  nowMs: number,
): Model | null {
  const models = modelsOfConnection(connection, nowMs)
  const isAsked = ({ provider }: Model): boolean => asked.provider === undefined || provider === asked.provider
  const found = models.find((model) => model.id === asked.model && isAsked(model))
  if (found !== undefined) return found
  const base = findModel(asked.model)
  return models.find((model) => model.id === base?.id && isAsked(model)) ?? null
}

/** What was retired at OpenAI is told of there. A server of which nothing is known leads to OpenAI's models most often. */
const likelyModels = (profile: ServerProfileId): readonly Model[] =>
  profile === 'openai'
    ? modelsOf(profile)
    : modelsOf(profile === 'other' ? 'openai' : profile).filter(({ status }) => status.kind !== 'retired')

/** They list all that they have, whatever it makes; a picture comes from these. */
const listsEverything: ReadonlySet<ServerProfileId> = new Set(['openai', 'azure-openai'])
const isOfImages = (id: string): boolean => /image|dall-e/.test(id)

const isListed = (id: string, listed: ModelListing['models']): boolean =>
  listed.some((entry) => entry.id === id || findModel(entry.id)?.id === id)

/** Sizes that most servers can make. */
const commonSizes: SizeRule = {
  kind: 'list',
  hasAuto: true,
  sizes: ['1024x1024', '1536x1024', '1024x1536', '768x768', '512x512'],
}
const commonFormats: readonly OutputFormat[] = ['png', 'jpeg', 'webp']

function modelById(id: string, provider: ProviderId, profile: ServerProfileId): Model {
  const base = findModel(id)
  if (base !== null && base.provider === provider)
    return base.id === id ? base : { ...base, id, label: `${base.label} (${id.slice(-10)})` }
  const alike = provider === 'openai-images' ? undefined : modelsOf(profile).find((one) => one.provider === provider)
  if (alike !== undefined)
    return { ...alike, id, label: id, status: { kind: 'live' }, releasedOn: null, isKnown: false, prices: null }
  const { params, edits } = serverProfiles[profile]
  const isNamed = (name: keyof ImageParams): boolean => params !== 'all' && params.includes(name)
  return {
    id,
    provider,
    label: id,
    status: { kind: 'live' },
    sizes: commonSizes,
    qualities: [],
    backgrounds: [],
    outputFormats: isNamed('outputFormat') ? commonFormats : [],
    moderations: [],
    complexities: [],
    hasCompression: isNamed('outputCompression'),
    maxN: 10,
    maxPartialImages: 0,
    maxPromptChars: 32_000,
    styles: [],
    edits: {
      maxInputImages: edits?.maxImages ?? 0,
      hasMask: (edits?.mask ?? null) !== null,
      hasMarkup: false,
      inputFidelities: [],
    },
    extraParams: extraParams.filter(isNamed),
    imageModels: [],
    releasedOn: null,
    isKnown: false,
    prices: null,
  }
}

/** Without what the kind of server never passes on. */
function cutToProfile(model: Model, profile: ServerProfileId): Model {
  const { params, streams } = serverProfiles[profile]
  // The other ways of asking know themselves what they pass on.
  if (params === 'all' || model.provider !== 'openai-images') return model
  const kept = <Value>(name: keyof ImageParams, values: readonly Value[]): readonly Value[] =>
    params.includes(name) ? values : []
  return {
    ...model,
    qualities: kept('quality', model.qualities),
    backgrounds: kept('background', model.backgrounds),
    outputFormats: kept('outputFormat', model.outputFormats),
    moderations: kept('moderation', model.moderations),
    complexities: kept('complexity', model.complexities),
    hasCompression: model.hasCompression && params.includes('outputCompression'),
    maxN: params.includes('n') ? model.maxN : 1,
    maxPartialImages: streams && params.includes('partialImages') ? model.maxPartialImages : 0,
    styles: kept('style', model.styles),
    edits: { ...model.edits, inputFidelities: kept('inputFidelity', model.edits.inputFidelities) },
    extraParams: model.extraParams.filter((name) => params.includes(name)),
    imageModels: kept('imageModel', model.imageModels),
  }
}

/** What the provider itself says of the end goes before what the catalogue knew. */
function withListedEnd(model: Model, listing: ModelListing | null): Model {
  const on = listing?.models.find(({ id }) => id === model.id)?.shutdownOn ?? null
  if (on === null || Number.isNaN(Date.parse(on))) return model
  const replacedBy = 'replacedBy' in model.status ? model.status.replacedBy : null
  return { ...model, status: { kind: 'ending', on, replacedBy } }
}
