import { describe, expect, it } from 'vitest'
import { freeSizeModel, listedSizeModel, sketchModel } from '#test/support/sample-records.ts'
import { fitParams } from './fit-params.ts'

describe('fitParams', () => {
  it('asks for nothing that was not chosen, but for a few previews', () => {
    expect(fitParams({ size: 'auto', n: 1 }, freeSizeModel, { isCustomSize: false, inputCount: 0 })).toEqual({
      params: { size: 'auto', n: 1, partialImages: 2 },
      dropped: [],
    })
  })

  it('keeps every choice that the model takes', () => {
    const wishes = {
      size: '1536x1024',
      n: 1,
      quality: 'max',
      background: 'opaque',
      outputFormat: 'webp',
      outputCompression: 70,
      moderation: 'low',
      complexity: 'medium',
      partialImages: 0,
    } as const
    expect(fitParams(wishes, freeSizeModel, { isCustomSize: false, inputCount: 0 })).toEqual({
      params: wishes,
      dropped: [],
    })
  })

  it('leaves out what the model does not have, and names it', () => {
    const wishes = { size: '2048x2048', n: 1, quality: 'max', complexity: 'low', partialImages: 0 } as const
    expect(fitParams(wishes, listedSizeModel, { isCustomSize: false, inputCount: 0 })).toEqual({
      params: { size: 'auto', n: 1, partialImages: 0 },
      dropped: ['size', 'quality', 'complexity'],
    })
  })

  it('says nothing of a dropped "auto", which was no choice', () => {
    expect(
      fitParams({ size: 'auto', n: 1, quality: 'auto' }, sketchModel, { isCustomSize: false, inputCount: 0 }).dropped,
    ).toEqual([])
  })

  it('lowers the number of pictures to what the model makes', () => {
    const one = { ...listedSizeModel, maxN: 1 }
    expect(fitParams({ size: 'auto', n: 4, partialImages: 0 }, one, { isCustomSize: false, inputCount: 0 })).toEqual({
      params: { size: 'auto', n: 1, partialImages: 0 },
      dropped: ['n'],
    })
  })

  it('asks for no previews of several pictures', () => {
    expect(
      fitParams({ size: 'auto', n: 2, partialImages: 3 }, freeSizeModel, { isCustomSize: false, inputCount: 0 }).params,
    ).toEqual({
      size: 'auto',
      n: 2,
    })
  })

  it('does not send compression with a PNG', () => {
    const wishes = { size: 'auto', n: 2, outputCompression: 50 } as const
    expect(
      fitParams({ ...wishes, outputFormat: 'png' }, freeSizeModel, { isCustomSize: false, inputCount: 0 }).params
        .outputCompression,
    ).toBeUndefined()
    expect(
      fitParams({ ...wishes, outputFormat: 'jpeg' }, freeSizeModel, { isCustomSize: false, inputCount: 0 }).params
        .outputCompression,
    ).toBe(50)
  })

  it('drops transparency that a JPEG cannot hold', () => {
    const wishes = { size: 'auto', n: 2, background: 'transparent', outputFormat: 'jpeg' } as const
    expect(fitParams(wishes, freeSizeModel, { isCustomSize: false, inputCount: 0 })).toEqual({
      params: { size: 'auto', n: 2, outputFormat: 'jpeg' },
      dropped: ['background'],
    })
  })

  it('keeps a size entered by hand for the size field to judge, where sizes are free', () => {
    expect(
      fitParams({ size: '1000x1000', n: 2 }, freeSizeModel, { isCustomSize: true, inputCount: 0 }).params.size,
    ).toBe('1000x1000')
    expect(fitParams({ size: '1000x1000', n: 2 }, listedSizeModel, { isCustomSize: true, inputCount: 0 })).toEqual({
      params: { size: 'auto', n: 2 },
      dropped: ['size'],
    })
  })

  it('writes no SVG from pictures, and speaks of fidelity only where there is one to be faithful to', () => {
    const model = {
      ...freeSizeModel,
      outputFormats: ['png', 'svg'] as const,
      edits: { ...freeSizeModel.edits, inputFidelities: ['low', 'high'] as const },
    }
    const wishes = { size: 'auto', n: 1, partialImages: 0, outputFormat: 'svg', inputFidelity: 'high' } as const
    expect(fitParams(wishes, model, { isCustomSize: false, inputCount: 2 })).toEqual({
      params: { size: 'auto', n: 1, partialImages: 0, inputFidelity: 'high' },
      dropped: ['outputFormat'],
    })
    expect(fitParams(wishes, model, { isCustomSize: false, inputCount: 0 })).toEqual({
      params: { size: 'auto', n: 1, outputFormat: 'svg' },
      dropped: [],
    })
  })
})
