import { describe, expect, it } from 'vitest'
import type { ServerProfileId } from '#shared/server-profile.ts'
import { testConnection } from '#test/support/open-test-queue.ts'
import type { Endpointed } from './connection-store.ts'
import { findModelOf, modelsOfConnection } from './models-of-connection.ts'
import { serverProfiles } from './server-profiles.ts'

const nowMs = Date.UTC(2026, 10, 20)
const of = (profile: ServerProfileId, changed: Partial<Endpointed> = {}): Endpointed => ({
  ...testConnection,
  profile,
  providers: serverProfiles[profile].providers,
  ...changed,
})
const listing = (...models: readonly (string | readonly [string, string])[]) => ({
  atMs: 1,
  models: models.map((entry) =>
    typeof entry === 'string' ? { id: entry, shutdownOn: null } : { id: entry[0], shutdownOn: entry[1] },
  ),
})
const typed = (...ids: readonly string[]) => ({
  maxConcurrent: 3,
  typedModels: ids.map((id) => ({ id, provider: 'openai-images' }) as const),
})
const idsOf = (connection: Endpointed): readonly string[] => modelsOfConnection(connection, nowMs).map(({ id }) => id)
const model = (connection: Endpointed, id: string) => findModelOf(connection, { model: id }, nowMs)

describe('the models of a connection', () => {
  it('are the catalogue’s for OpenAI, and beside them what it lists that makes pictures', () => {
    const connection = of('openai', {
      listing: listing('gpt-image-2', 'gpt-image-3', 'gpt-5.2', 'whisper-1', 'gpt-image-2-2026-04-21'),
    })
    const ids = idsOf(connection)

    expect(ids).toEqual(expect.arrayContaining(['gpt-image-2.6-sunburst', 'dall-e-3', 'gpt-image-3']))
    expect(ids).not.toContain('whisper-1')
    expect(ids.filter((id) => id === 'gpt-image-2')).toHaveLength(1)
    expect(model(connection, 'gpt-image-2-2026-04-21')).toMatchObject({
      id: 'gpt-image-2-2026-04-21',
      label: 'GPT Image 2 (2026-04-21)',
      isKnown: true,
      qualities: ['auto', 'low', 'medium', 'high'],
    })
  })

  it('are what a server of one’s own lists, once it was asked', () => {
    expect(idsOf(of('other'))).toContain('gpt-image-2')
    expect(idsOf(of('other', { listing: listing('sd-xl', 'gpt-image-2') }))).toEqual(['gpt-image-2', 'sd-xl'])
    expect(idsOf(of('stable-diffusion-cpp'))).toEqual([])
  })

  it('are also those a person typed, each once', () => {
    const connection = of('localai', { listing: listing('flux'), settings: typed('flux', 'dream-1') })
    expect(idsOf(connection)).toEqual(['flux', 'dream-1'])
  })

  it('are treated with caution where nobody knows them', () => {
    expect(model(of('openai', { settings: typed('dream-1') }), 'dream-1')).toMatchObject({
      label: 'dream-1',
      status: { kind: 'live' },
      sizes: { kind: 'list', hasAuto: true },
      qualities: [],
      backgrounds: [],
      outputFormats: [],
      moderations: [],
      complexities: [],
      maxPartialImages: 0,
      extraParams: [],
      isKnown: false,
      prices: null,
    })
    expect(model(of('vllm-omni', { settings: typed('dream-1') }), 'dream-1')?.extraParams).toEqual([
      'negativePrompt',
      'seed',
      'steps',
      'guidance',
    ])
  })

  it('offer nothing that the kind of server never passes on', () => {
    expect(model(of('other'), 'gpt-image-2')).toMatchObject({
      label: 'GPT Image 2',
      qualities: [],
      moderations: [],
      outputFormats: [],
      hasCompression: false,
      maxPartialImages: 0,
      maxN: 10,
    })
  })

  it('end when the provider says so, whatever the catalogue knew', () => {
    const connection = of('openai', {
      listing: listing(
        ['gpt-image-2', '2026-12-10'],
        ['gpt-image-1.5', '2027-01-31'],
        ['gpt-image-2.5-flare', '2026-11-19'],
      ),
    })
    expect(['gpt-image-2', 'gpt-image-1.5', 'gpt-image-2.5-flare'].map((id) => model(connection, id)?.status)).toEqual([
      { kind: 'ending', on: '2026-12-10', replacedBy: null },
      { kind: 'ending', on: '2027-01-31', replacedBy: 'gpt-image-2.5-sunburst' },
      { kind: 'retired', on: '2026-11-19', replacedBy: null },
    ])
  })

  it('are found by id, and a snapshot by what it is one of; what nobody named is not', () => {
    expect(model(of('openai'), 'gpt-image-2.5-flare-2026-09-08')?.id).toBe('gpt-image-2.5-flare')
    expect(model(of('openai'), 'dream-1')).toBeNull()
    expect(model(of('sketch', { settings: typed('dream-1'), listing: listing('x') }), 'dream-1')).toBeNull()
    expect(findModelOf(of('openai'), { model: 'gpt-image-2', provider: 'sketch' }, nowMs)).toBeNull()
  })
})
