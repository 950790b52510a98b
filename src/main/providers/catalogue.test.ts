import { describe, expect, it } from 'vitest'
import { Model } from '#shared/catalogue.ts'
import type { ServerProfileId } from '#shared/server-profile.ts'
import { findModel, models, modelsOf, statusOn } from './catalogue.ts'

const model = (id: string): Model => {
  const found = findModel(id)
  if (found === null) throw new Error(`no model ${id}`)
  return found
}

describe('the catalogue', () => {
  it('holds every model once, in the shape that the page is given', () => {
    expect(models.map((entry) => Model.parse(entry))).toEqual(models)
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length)
  })

  it('offers gpt-image-2 first of the OpenAI models, and all that still answer before those that end', () => {
    const openAi = models.filter(({ provider }) => provider === 'openai-images')
    expect(openAi.map(({ id, status }) => `${id} ${status.kind}`)).toEqual([
      'gpt-image-2 live',
      'gpt-image-2.6-sunburst live',
      'gpt-image-2.6-flare live',
      'gpt-image-2.5-sunburst live',
      'gpt-image-2.5-flare live',
      'gpt-image-1.5 ending',
      'gpt-image-1-mini ending',
      'chatgpt-image-latest ending',
      'gpt-image-1 retired',
      'dall-e-3 retired',
      'dall-e-2 retired',
    ])
  })

  it('offers behind a language model only image models it knows and that are not gone', () => {
    const behind = models.flatMap(({ imageModels }) => imageModels)
    expect(new Set(behind.map((id) => findModel(id)?.provider))).toEqual(new Set(['openai-images']))
    expect(behind.filter((id) => findModel(id)?.status.kind === 'retired')).toEqual([])
    const languageModels = models.filter(({ provider }) => provider === 'openai-responses')
    expect(languageModels.map(({ imageModels, maxN }) => imageModels.length > 0 && maxN)).toEqual(
      languageModels.map(() => 1),
    )
  })

  it('says of every model what of pictures it takes in', () => {
    const told = models
      .filter(({ provider }) => provider === 'openai-images')
      .map(({ id, edits }) => {
        const { maxInputImages, hasMask, hasMarkup, inputFidelities } = edits
        return [id, maxInputImages, hasMask, hasMarkup, inputFidelities.join(' ')]
      })
    expect(told).toEqual([
      ['gpt-image-2', 16, true, false, ''],
      ['gpt-image-2.6-sunburst', 16, true, true, ''],
      ['gpt-image-2.6-flare', 16, true, true, ''],
      ['gpt-image-2.5-sunburst', 16, true, true, ''],
      ['gpt-image-2.5-flare', 16, true, true, ''],
      ['gpt-image-1.5', 16, true, false, 'low high'],
      ['gpt-image-1-mini', 16, true, false, 'low'],
      ['chatgpt-image-latest', 16, true, false, 'low high'],
      ['gpt-image-1', 16, true, false, 'low high'],
      ['dall-e-3', 0, false, false, ''],
      ['dall-e-2', 1, true, false, ''],
    ])
  })

  it('offers OpenAI’s models where OpenAI’s stand behind, DALL·E where it is still served, and none elsewhere', () => {
    const ids = (profile: ServerProfileId) => modelsOf(profile).map(({ id }) => id)
    expect(ids('sketch')).toEqual(['sketch'])
    expect(
      [ids('openai'), ids('azure-openai'), ids('litellm')].map((offered) => offered.includes('gpt-image-2')),
    ).toEqual([true, true, true])
    expect(modelsOf('dall-e').map(({ id, status }) => `${id} ${status.kind}`)).toEqual([
      'dall-e-3 live',
      'dall-e-2 live',
    ])
    expect([ids('stable-diffusion-cpp'), ids('localai'), ids('vllm-omni'), ids('sglang'), ids('other')]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ])
    expect(findModel('dall-e-3')?.status).toMatchObject({ kind: 'retired', replacedBy: 'gpt-image-2' })
  })

  it('names a live replacement for every model that ends or has ended', () => {
    const replacements = models.flatMap(({ status }) =>
      status.kind === 'ending' || status.kind === 'retired' ? [status.replacedBy ?? ''] : [],
    )
    expect(replacements.map((id) => findModel(id)?.status.kind)).toEqual(replacements.map(() => 'live'))
  })

  it('takes a dated snapshot for the model it is of, and knows nothing of others', () => {
    expect(findModel('gpt-image-2-2026-04-21')).toBe(model('gpt-image-2'))
    expect(findModel('gpt-image-2.5-flare-2026-09-08')).toBe(model('gpt-image-2.5-flare'))
    expect(findModel('flux-1-schnell')).toBeNull()
  })

  it('lets an ending model answer through its last day and retires it after', () => {
    const ending = model('gpt-image-1.5')
    const replacement = { on: '2026-12-01', replacedBy: 'gpt-image-2.5-sunburst' }
    expect(statusOn(ending, Date.parse('2026-12-01T23:59:59.999Z'))).toEqual({ kind: 'ending', ...replacement })
    expect(statusOn(ending, Date.parse('2026-12-02T00:00:00Z'))).toEqual({ kind: 'retired', ...replacement })
    expect(statusOn(model('gpt-image-2'), Date.parse('2099-01-01'))).toEqual({ kind: 'live' })
  })
})
