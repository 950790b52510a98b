import { describe, expect, it } from 'vitest'
import { type ArmSettings, differences } from './differences.ts'

const verbatim: ArmSettings = {
  kind: 'verbatim',
  promptOverride: null,
  styleSuffix: null,
  connectionId: 'openai',
  provider: 'openai-images',
  model: 'gpt-image-1',
  params: { size: '1024x1024', n: 1, quality: 'low' },
  rewriteModel: null,
  templateVersion: null,
  sourceImageIds: [],
}
const augmented: ArmSettings = {
  ...verbatim,
  kind: 'augmented',
  rewriteModel: 'gpt-5-mini',
  templateVersion: 'augment-2',
}
const wrapped: ArmSettings = {
  ...verbatim,
  kind: 'wrapped',
  provider: 'openai-responses',
  model: 'gpt-5',
  params: { ...verbatim.params, imageModel: 'gpt-image-1' },
}

describe('differences', () => {
  it('finds none between two arms that are the same, told by whatever name', () => {
    expect(differences([verbatim, { ...verbatim, kind: 'custom', styleSuffix: '' }])).toEqual({
      fields: [],
      things: [],
      isConfounded: false,
    })
  })

  it('takes the rewriting for one thing, whoever does it by which template', () => {
    expect(differences([verbatim, augmented])).toEqual({
      fields: [
        { field: 'kind', values: ['verbatim', 'augmented'] },
        { field: 'rewriteModel', values: [null, 'gpt-5-mini'] },
        { field: 'templateVersion', values: [null, 'augment-2'] },
      ],
      things: ['rewriting'],
      isConfounded: false,
    })
  })

  it('says of a wrapped arm that both the writer and the path differ, and not the image model', () => {
    expect(differences([verbatim, wrapped])).toEqual({
      fields: [
        { field: 'kind', values: ['verbatim', 'wrapped'] },
        { field: 'provider', values: ['openai-images', 'openai-responses'] },
        { field: 'languageModel', values: [null, 'gpt-5'] },
      ],
      things: ['rewriting', 'path'],
      isConfounded: true,
    })
  })

  it('counts an image model that is left to the provider as another', () => {
    const left = { ...wrapped, params: verbatim.params }
    expect(differences([verbatim, left]).fields).toContainEqual({ field: 'model', values: ['gpt-image-1', null] })
    expect(
      differences([wrapped, { ...wrapped, params: { ...wrapped.params, imageModel: 'gpt-image-2' } }]),
    ).toMatchObject({
      things: ['model'],
      isConfounded: false,
    })
  })

  it.each([
    ['prompt', { promptOverride: 'a bear' }, 'promptOverride', [null, 'a bear']],
    ['style-suffix', { styleSuffix: ', in oil' }, 'styleSuffix', [null, ', in oil']],
    ['connection', { connectionId: 'own' }, 'connectionId', ['openai', 'own']],
    ['path', { provider: 'chat-images' }, 'provider', ['openai-images', 'chat-images']],
    ['model', { model: 'dall-e-3' }, 'model', ['gpt-image-1', 'dall-e-3']],
    ['sources', { sourceImageIds: [4, 2] }, 'sourceImageIds', [null, '4, 2']],
  ] as const)('knows another %s alone', (thing, change, field, values) => {
    expect(differences([verbatim, { ...verbatim, ...change }])).toEqual({
      fields: [{ field, values }],
      things: [thing],
      isConfounded: false,
    })
  })

  it.each([
    ['size', 'auto'],
    ['n', 2],
    ['quality', 'high'],
    ['background', 'opaque'],
    ['outputFormat', 'webp'],
    ['outputCompression', 50],
    ['moderation', 'low'],
    ['complexity', 'low'],
    ['partialImages', 0],
    ['frameCount', 4],
    ['frameDurationMs', 100],
    ['svgModel', 'gpt-5'],
    ['inputFidelity', 'high'],
    ['style', 'vivid'],
    ['negativePrompt', ''],
    ['seed', 0],
    ['steps', 20],
    ['guidance', 7.5],
  ] as const)('knows another %s alone', (field, value) => {
    const changed: ArmSettings = { ...verbatim, params: { ...verbatim.params, [field]: value } }
    expect(differences([verbatim, changed])).toEqual({
      fields: [
        { field, values: [Object.entries(verbatim.params).find(([name]) => name === field)?.[1] ?? null, value] },
      ],
      things: [field],
      isConfounded: false,
    })
  })

  it('points out a second thing, with the value of every arm', () => {
    const larger: ArmSettings = { ...augmented, params: { ...verbatim.params, size: '1536x1024' } }
    const found = differences([verbatim, augmented, larger])
    expect(found).toMatchObject({ things: ['rewriting', 'size'], isConfounded: true })
    expect(found.fields.at(-1)).toEqual({ field: 'size', values: ['1024x1024', '1024x1024', '1536x1024'] })
  })

  it('has nothing to tell of one arm or none', () => {
    expect([differences([]), differences([wrapped])].map(({ things }) => things)).toEqual([[], []])
  })
})
