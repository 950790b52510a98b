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
})
