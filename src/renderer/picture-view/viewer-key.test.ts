import { describe, expect, it } from 'vitest'
import { viewerKey } from './viewer-key.ts'

const press = (init: KeyboardEventInit): KeyboardEvent => new KeyboardEvent('keydown', init)

describe('viewerKey', () => {
  it('goes to the neighbours while the whole picture is in sight, and pans once it is enlarged', () => {
    expect(viewerKey(press({ key: 'ArrowRight' }), false, false)).toEqual({ kind: 'step', by: 1 })
    expect(viewerKey(press({ key: 'ArrowRight' }), false, true)).toEqual({ kind: 'pan', x: -1, y: 0 })
    expect(viewerKey(press({ key: 'ArrowUp' }), false, true)).toEqual({ kind: 'pan', x: 0, y: 1 })
    expect(viewerKey(press({ key: 'PageUp' }), false, true)).toEqual({ kind: 'step', by: -1 })
  })

  it('zooms with plus and minus, with and without Mod', () => {
    expect(viewerKey(press({ key: '+', shiftKey: true }), false, false)).toEqual({ kind: 'zoom', direction: 'in' })
    expect(viewerKey(press({ key: '-' }), false, false)).toEqual({ kind: 'zoom', direction: 'out' })
    expect(viewerKey(press({ key: '=', code: 'Equal', metaKey: true }), true, false)).toEqual({
      kind: 'zoom',
      direction: 'in',
    })
  })

  it('fits with Mod+0 and shows 100 % with Mod+1', () => {
    expect(viewerKey(press({ key: '0', code: 'Digit0', ctrlKey: true }), false, false)).toEqual({ kind: 'fit' })
    expect(viewerKey(press({ key: '1', code: 'Digit1', ctrlKey: true }), false, false)).toEqual({ kind: 'actual-size' })
  })

  it('knows its letters in a Korean layout too', () => {
    expect(viewerKey(press({ key: 'ㅑ', code: 'KeyI' }), false, false)).toEqual({ kind: 'provenance' })
    expect(viewerKey(press({ key: 'ㅠ', code: 'KeyB' }), false, false)).toEqual({ kind: 'backdrop' })
    expect(viewerKey(press({ key: 'ㅋ', code: 'KeyZ' }), false, false)).toEqual({ kind: 'toggle-fit' })
  })

  it('leaves digits, other Mod keys and composition alone', () => {
    expect(viewerKey(press({ key: '1', code: 'Digit1' }), false, false)).toBeNull()
    expect(viewerKey(press({ key: 's', code: 'KeyS', ctrlKey: true }), false, false)).toBeNull()
    expect(viewerKey(press({ key: 'Process', code: 'KeyB', keyCode: 229 }), false, false)).toBeNull()
  })
})
