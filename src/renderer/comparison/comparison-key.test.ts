import { describe, expect, it } from 'vitest'
import { comparisonKey, isSpaceFree, isTyping } from './comparison-key.ts'

const press = (code: string, held: Partial<Parameters<typeof comparisonKey>[0]> = {}) =>
  comparisonKey(
    {
      key: code.replace('Key', '').toLowerCase(),
      code,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      shiftKey: false,
      isComposing: false,
      keyCode: 0,
      ...held,
    },
    false,
    false,
  )

describe('comparisonKey', () => {
  it('goes by the place of a key, in any layout', () => {
    expect([press('KeyM', { key: 'ㅡ' }), press('KeyS', { key: 'ㄴ' }), press('KeyC', { key: 'ㅊ' })]).toEqual([
      { kind: 'mode', by: 1 },
      { kind: 'sync' },
      { kind: 'swap' },
    ])
    expect([press('KeyM', { shiftKey: true }), press('KeyX'), press('Digit0', { key: '0' })]).toEqual([
      { kind: 'mode', by: -1 },
      { kind: 'swap-sides' },
      { kind: 'fit' },
    ])
  })

  it('leaves alone what is being composed, what belongs to commands, and arrows that move nothing', () => {
    expect([
      press('KeyM', { isComposing: true }),
      press('KeyM', { keyCode: 229 }),
      press('KeyC', { ctrlKey: true }),
      press('KeyS', { altKey: true }),
      press('KeyS', { shiftKey: true }),
      press('ArrowLeft', { key: 'ArrowLeft' }),
      press('Escape', { key: 'Escape' }),
    ]).toEqual([null, null, null, null, null, null, null])
  })
})

describe('whose a key is', () => {
  const element = (html: string): Element | null => {
    document.body.innerHTML = html
    return document.querySelector('[data-target]')
  }

  it('Space belongs to buttons and fields, and is free on a radio button that is chosen', () => {
    const free = {
      '<div data-target></div>': true,
      '<button data-target></button>': false,
      '<button><i data-target></i></button>': false,
      '<span role="radio" aria-checked="true" data-target></span>': true,
      '<span role="radio" aria-checked="false" data-target></span>': false,
      '<textarea data-target></textarea>': false,
      '<input type="range" data-target>': true,
    }
    const found = Object.keys(free).map((html) => [html, isSpaceFree(element(html))])
    expect(Object.fromEntries(found)).toEqual(free)
  })

  it('letters belong to fields, but not to sliders', () => {
    expect(
      ['<textarea data-target></textarea>', '<input data-target>', '<input type="range" data-target>'].map((html) =>
        isTyping(element(html)),
      ),
    ).toEqual([true, true, false])
  })
})
