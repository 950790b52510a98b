import { describe, expect, it } from 'vitest'
import { compareParams } from './compare-params.ts'

describe('compareParams', () => {
  it('marks what was used differently, and neither what was left open nor what was not reported', () => {
    expect(
      compareParams({
        model: 'gpt-image-2',
        requestedParams: { size: 'auto', n: 1, quality: 'high', outputFormat: 'png', moderation: 'low' },
        actualParams: { model: 'gpt-image-2-2026-04-21', size: '1024x1536', quality: 'medium', background: 'opaque' },
      }),
    ).toEqual([
      { name: 'model', requested: 'gpt-image-2', actual: 'gpt-image-2-2026-04-21', differs: true },
      { name: 'size', requested: 'auto', actual: '1024x1536', differs: false },
      { name: 'quality', requested: 'high', actual: 'medium', differs: true },
      { name: 'background', requested: null, actual: 'opaque', differs: false },
      { name: 'outputFormat', requested: 'png', actual: null, differs: false },
      { name: 'n', requested: '1', actual: null, differs: false },
      { name: 'moderation', requested: 'low', actual: null, differs: false },
    ])
  })

  it('tells a language model from the image model behind it', () => {
    expect(
      compareParams({
        model: 'gpt-6-luna',
        requestedParams: { size: 'auto', n: 1, imageModel: 'gpt-image-2' },
        actualParams: { model: 'gpt-6-luna', imageModel: 'gpt-image-2-2026-04-21', n: 1 },
      }),
    ).toEqual([
      { name: 'languageModel', requested: 'gpt-6-luna', actual: 'gpt-6-luna', differs: false },
      { name: 'size', requested: 'auto', actual: null, differs: false },
      { name: 'n', requested: '1', actual: '1', differs: false },
      { name: 'imageModel', requested: 'gpt-image-2', actual: 'gpt-image-2-2026-04-21', differs: true },
    ])
  })
})
