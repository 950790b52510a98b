import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suggestFileName } from './suggest-file-name.ts'

const image = { id: 12, format: 'jpeg' } as const

describe('the suggested file name', () => {
  it.each([
    ['한복을 입은 고양이', '한복을 입은 고양이 12.jpg'],
    ['a/b\\c: "what?" <now>', 'a b c what now 12.jpg'],
    ['holiday.PNG', 'holiday 12.jpg'],
    ['', 'diptych 12.jpg'],
    ['con', 'diptych 12.jpg'],
    ['...', 'diptych 12.jpg'],
    ['가'.repeat(100), `${'가'.repeat(40)} 12.jpg`],
  ])('for %j is %j', (words, expected) => {
    expect(suggestFileName({ words, image })).toBe(expected)
  })

  it('is one short, visible name whatever the prompt holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (words) => {
        const name = suggestFileName({ words, image })
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(140)
        expect(name).toMatch(/^[^<>:"/\\|?*\p{Cc}]+ 12\.jpg$/u)
      }),
    )
  })
})
