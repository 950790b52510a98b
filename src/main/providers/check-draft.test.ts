import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Background, Complexity, type ImageParams, Moderation, OutputFormat, Quality } from '#shared/image-params.ts'
import { checkBody } from '#test/support/fake-openai/check-body.ts'
import { serverProfiles } from '../connections/server-profiles.ts'
import { findModel, models, modelsOf, statusOn } from './catalogue.ts'
import { checkRequest, type InputCounts } from './check-draft.ts'
import { requestFields } from './openai-images/request-fields.ts'

const nowMs = Date.parse('2026-11-20')

function check(id: string, params: Partial<ImageParams>, prompt = 'a fox', atMs = nowMs) {
  const model = findModel(id)
  if (model === null) throw new Error(`no model ${id}`)
  return checkRequest(model, prompt, { size: '1024x1024', n: 1, ...params }, atMs)
}

describe('checkRequest', () => {
  it.each<[string, string, Partial<ImageParams>, object | null]>([
    ['a Korean prompt', '눈 속의 여우', {}, { kind: 'bad-request', field: 'promptLanguage' }],
    [
      'a Korean negative prompt',
      'a fox',
      { negativePrompt: '흐릿함' },
      { kind: 'bad-request', field: 'promptLanguage' },
    ],
    ['257 characters', 'a'.repeat(257), {}, { kind: 'bad-request', field: 'prompt' }],
    ['nine pictures', 'a fox', { n: 9 }, { kind: 'bad-request', field: 'n' }],
    ['a size over 1280 pixels', 'a fox', { size: '1288x1024' }, { kind: 'bad-request', field: 'size' }],
    ['accents, signs and emoji', 'café, 30° – “déjà vu” 🦊', { size: '1280x720', n: 8, seed: 1 }, null],
  ])('knows what Karlo takes: %s', (_, prompt, params, expected) => {
    const problem = check('karlo-v2.1', params, prompt)
    if (expected === null) expect(problem).toBeNull()
    else expect(problem).toMatchObject(expected)
  })

  it.each<[string, string, Partial<ImageParams>]>([
    ['any size within the rule', 'gpt-image-2', { size: '1536x864' }],
    ['the largest size', 'gpt-image-2', { size: '3840x2160' }],
    ['previews of a single picture', 'gpt-image-2', { partialImages: 3 }],
    ['a transparent WebP', 'gpt-image-2', { background: 'transparent', outputFormat: 'webp', outputCompression: 50 }],
    ['the best quality and complexity of 2.6', 'gpt-image-2.6-sunburst', { quality: 'max', complexity: 'low' }],
    ['ten pictures', 'gpt-image-1-mini', { n: 10, size: 'auto' }],
  ])('lets through %s', (_, id, params) => {
    expect(check(id, params)).toBeNull()
  })

  it.each<[string, Partial<ImageParams>, object]>([
    ['a size that is no multiple of 16', { size: '1000x1000' }, { field: 'size', detail: 'not-a-multiple' }],
    ['a size too narrow', { size: '3200x800' }, { field: 'size', detail: 'too-narrow' }],
    ['a size too small', { size: '512x512' }, { field: 'size', detail: 'too-few-pixels' }],
    [
      'transparency in a JPEG',
      { background: 'transparent', outputFormat: 'jpeg' },
      { field: 'background', detail: 'JPEG cannot be transparent; PNG and WebP can' },
    ],
    [
      'compression of a PNG, which is what comes when no format is chosen',
      { outputCompression: 80 },
      { field: 'outputCompression', detail: 'only JPEG and WebP are compressed by degree' },
    ],
    [
      'previews of several pictures',
      { partialImages: 1, n: 2 },
      { field: 'partialImages', detail: 'previews are sent for a single picture only' },
    ],
  ])('refuses %s, naming the field', (_, params, refusal) => {
    expect(check('gpt-image-2', params)).toEqual({ kind: 'bad-request', ...refusal })
  })

  it('holds a language model to what the image model behind it takes', () => {
    const through = (imageModel: string, params: Partial<ImageParams> = {}, atMs = nowMs) =>
      check('gpt-6-luna', { imageModel, ...params }, 'a fox', atMs)
    expect(through('gpt-image-2.6-flare', { complexity: 'low', quality: 'max', size: '1536x864' })).toBeNull()
    expect(through('gpt-image-2', { complexity: 'low' })).toMatchObject({
      kind: 'unsupported-by-model',
      field: 'complexity',
    })
    expect(through('gpt-image-1.5', { size: '1536x864' })).toMatchObject({ kind: 'bad-request', field: 'size' })
    expect(through('gpt-image-2', { n: 2 })).toMatchObject({ kind: 'bad-request', field: 'n' })
    expect(through('sketch')).toMatchObject({ kind: 'unsupported-by-model', field: 'imageModel' })
    expect(through('gpt-image-1.5', {}, Date.parse('2026-12-02'))).toMatchObject({
      kind: 'model-retired',
      model: 'gpt-image-1.5',
    })
    expect(check('gpt-6-luna', {})).toEqual({ kind: 'bad-request', field: 'imageModel' })
  })

  it.each<[string, Partial<ImageParams>]>([
    ['a GIF of small frames', { outputFormat: 'gif', size: '512x512', frameCount: 16, frameDurationMs: 10, n: 2 }],
    ['an SVG', { outputFormat: 'svg', svgModel: 'gpt-6-luna', complexity: 'high' }],
  ])('lets 2.6 make %s', (_, params) => {
    expect(check('gpt-image-2.6-flare', params)).toBeNull()
  })

  it.each<[string, Partial<ImageParams>, string]>([
    ['frames of a PNG', { frameCount: 4 }, 'frameCount'],
    ['durations of a WebP', { outputFormat: 'webp', frameDurationMs: 100 }, 'frameDurationMs'],
    ['previews of a GIF', { outputFormat: 'gif', partialImages: 1 }, 'partialImages'],
    ['a compressed GIF', { outputFormat: 'gif', outputCompression: 100 }, 'outputCompression'],
    ['a transparent GIF', { outputFormat: 'gif', background: 'transparent' }, 'background'],
    ['a frame that is no multiple of 16', { outputFormat: 'gif', size: '500x500' }, 'size'],
    ['two SVGs', { outputFormat: 'svg', n: 2 }, 'n'],
    ['previews of an SVG', { outputFormat: 'svg', partialImages: 1 }, 'partialImages'],
    ['a compressed SVG', { outputFormat: 'svg', outputCompression: 50 }, 'outputCompression'],
    ['a language model for a PNG', { svgModel: 'gpt-6-luna' }, 'svgModel'],
  ])('refuses %s, although the model makes GIF and SVG', (_, params, field) => {
    expect(check('gpt-image-2.6-sunburst', params)).toMatchObject({ kind: 'bad-request', field })
  })

  const withInputs = (id: string, params: Partial<ImageParams>, inputs: Partial<InputCounts>, atMs = nowMs) => {
    const model = modelsOf(id.startsWith('dall-e') ? 'dall-e' : 'openai').find((offered) => offered.id === id)
    if (model === undefined) throw new Error(`no model ${id}`)
    const counts = { images: 1, hasMask: false, hasMarkup: false, ...inputs }
    return checkRequest(model, 'a fox', { size: '1024x1024', n: 1, ...params }, atMs, counts)
  }

  it.each<[string, Partial<ImageParams>, Partial<InputCounts>]>([
    ['gpt-image-2', {}, { images: 16 }],
    ['gpt-image-2', {}, { hasMask: true }],
    ['gpt-image-2.6-flare', { outputFormat: 'gif' }, { images: 2 }],
    ['gpt-image-2.5-sunburst', {}, { hasMarkup: true }],
    ['gpt-image-1.5', { inputFidelity: 'high' }, {}],
    ['dall-e-2', {}, { hasMask: true }],
  ])('lets pictures go along to %s with %o and %o', (id, params, inputs) => {
    expect(withInputs(id, params, inputs)).toBeNull()
  })

  it.each<[string, string, Partial<ImageParams>, Partial<InputCounts>, object]>([
    ['pictures to a model that cannot edit', 'dall-e-3', {}, {}, { kind: 'unsupported-by-model', field: 'images' }],
    [
      'markup to one that does not read it',
      'gpt-image-2',
      {},
      { hasMarkup: true },
      { kind: 'unsupported-by-model', field: 'markup' },
    ],
    ['more than 16', 'gpt-image-2', {}, { images: 17 }, { kind: 'bad-request', field: 'images' }],
    ['two to DALL·E 2', 'dall-e-2', {}, { images: 2 }, { kind: 'bad-request', field: 'images' }],
    ['a mask for nothing', 'gpt-image-2', {}, { images: 0, hasMask: true }, { kind: 'bad-request', field: 'mask' }],
    [
      'mask and markup',
      'gpt-image-2.6-flare',
      {},
      { hasMask: true, hasMarkup: true },
      { kind: 'bad-request', field: 'markup' },
    ],
    [
      'a mask for a GIF',
      'gpt-image-2.6-flare',
      { outputFormat: 'gif' },
      { hasMask: true },
      { kind: 'bad-request', field: 'mask' },
    ],
    [
      'a picture for an SVG',
      'gpt-image-2.6-flare',
      { outputFormat: 'svg' },
      {},
      { kind: 'bad-request', field: 'outputFormat' },
    ],
    [
      'fidelity to one that always has it',
      'gpt-image-2',
      { inputFidelity: 'high' },
      {},
      { kind: 'unsupported-by-model', field: 'inputFidelity' },
    ],
    [
      'high fidelity to mini',
      'gpt-image-1-mini',
      { inputFidelity: 'high' },
      {},
      { kind: 'unsupported-by-model', field: 'inputFidelity' },
    ],
    [
      'fidelity to nothing',
      'gpt-image-1.5',
      { inputFidelity: 'low' },
      { images: 0 },
      { kind: 'bad-request', field: 'inputFidelity' },
    ],
  ])('does not send %s', (_, id, params, inputs, refusal) => {
    expect(withInputs(id, params, inputs)).toMatchObject(refusal)
  })

  it('counts characters of the prompt, not the units they are stored in', () => {
    expect(check('gpt-image-2', {}, '🦊'.repeat(32_000))).toBeNull()
    expect(check('gpt-image-2', {}, '🦊'.repeat(32_001))).toEqual({
      kind: 'bad-request',
      field: 'prompt',
      detail: '32001 characters; the limit is 32000',
    })
  })

  it.each<[string, Partial<ImageParams>, string]>([
    ['gpt-image-2', { quality: 'max' }, 'quality'],
    ['gpt-image-2.5-flare', { complexity: 'low' }, 'complexity'],
  ])('tells what %s does not have', (model, params, field) => {
    expect(check(model, params)).toEqual({ kind: 'unsupported-by-model', field, model })
  })

  it('refuses models that are gone, and those that end once their day is over', () => {
    expect(check('dall-e-3', {})).toEqual({ kind: 'model-retired', model: 'dall-e-3', replacedBy: 'gpt-image-2' })
    expect(check('gpt-image-1.5', {})).toBeNull()
    expect(check('gpt-image-1.5', {}, 'a fox', Date.parse('2026-12-02'))).toEqual({
      kind: 'model-retired',
      model: 'gpt-image-1.5',
      replacedBy: 'gpt-image-2.5-sunburst',
    })
  })

  it('agrees with the fake of the API, which is written apart from it, on every combination', () => {
    const answering = models.filter((m) => m.provider === 'openai-images' && statusOn(m, nowMs).kind !== 'retired')
    const edge = fc.oneof(
      fc.integer({ min: 1, max: 260 }).map((steps) => steps * 16),
      fc.integer({ min: 1, max: 4200 }),
    )
    const size = fc.oneof(
      fc.constantFrom('auto', '1024x1024', '1536x1024', '1024x1536', '3840x2160'),
      fc.tuple(edge, edge).map(([width, height]) => `${width}x${height}`),
    )
    const params = fc.record(
      {
        size,
        n: fc.integer({ min: 1, max: 10 }),
        quality: fc.constantFrom(...Quality.options),
        background: fc.constantFrom(...Background.options),
        outputFormat: fc.constantFrom(...OutputFormat.options),
        outputCompression: fc.integer({ min: 0, max: 100 }),
        moderation: fc.constantFrom(...Moderation.options),
        complexity: fc.constantFrom(...Complexity.options),
        partialImages: fc.integer({ min: 0, max: 3 }),
        frameCount: fc.integer({ min: 2, max: 16 }),
        frameDurationMs: fc.integer({ min: 10, max: 655_350 }),
        svgModel: fc.constant('gpt-6-luna'),
      },
      { requiredKeys: ['size', 'n'] },
    )
    fc.assert(
      fc.property(fc.constantFrom(...answering), params, (model, given) => {
        // Our own rule beyond the API's, which would answer without saying whose preview is whose.
        fc.pre(given.n === 1 || (given.partialImages ?? 0) === 0)
        const asked = { model: model.id, sentPrompt: 'a fox', params: given }
        const body = requestFields(asked, serverProfiles.openai, 'generate')
        const isAcceptedByTheFake = !('status' in checkBody(body))
        expect(checkRequest(model, 'a fox', given, nowMs) === null).toBe(isAcceptedByTheFake)
      }),
      { numRuns: 2000 },
    )
  })
})
