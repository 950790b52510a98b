import { describe, expect, it } from 'vitest'
import { editorKey } from './editor-key.ts'

const press = (init: KeyboardEventInit): KeyboardEvent => new KeyboardEvent('keydown', init)
const act = (init: KeyboardEventInit, kind: 'mask' | 'markup' = 'mask', isMac = false) =>
  editorKey(press(init), isMac, kind)

describe('the keys of the editor', () => {
  it('choose a tool by the place on the board, so that ㅠ is B', () => {
    const codes = ['KeyB', 'KeyE', 'KeyU', 'KeyO', 'KeyL', 'KeyP', 'KeyG', 'KeyV']
    expect(codes.map((code) => act({ key: 'ㅠ', code }))).toEqual(
      ['brush', 'eraser', 'rectangle', 'ellipse', 'lasso', 'polygon', 'fill', 'move'].map((tool) => ({
        kind: 'tool',
        tool,
      })),
    )
    expect(['KeyA', 'KeyO', 'KeyT', 'KeyV', 'KeyB'].map((code) => act({ code }, 'markup'))).toEqual([
      { kind: 'tool', tool: 'arrow' },
      { kind: 'tool', tool: 'circle' },
      { kind: 'tool', tool: 'note' },
      { kind: 'tool', tool: 'move' },
      null,
    ])
  })

  it('set size and hardness, swap, go back and show the mask', () => {
    expect([
      act({ code: 'BracketLeft' }),
      act({ code: 'BracketRight', shiftKey: true }),
      act({ code: 'KeyX' }),
      act({ code: 'KeyQ' }),
      act({ code: 'Backslash' }),
      act({ key: 'Delete' }),
    ]).toEqual([
      { kind: 'size', by: -1 },
      { kind: 'hardness', by: 1 },
      { kind: 'swap' },
      { kind: 'last-tool' },
      { kind: 'overlay' },
      { kind: 'clear' },
    ])
  })

  it('undo, redo, invert and zoom with Mod', () => {
    const mod = { ctrlKey: true }
    expect([
      act({ code: 'KeyZ', ...mod }),
      act({ code: 'KeyZ', shiftKey: true, ...mod }),
      act({ code: 'KeyY', ...mod }),
      act({ code: 'KeyI', shiftKey: true, ...mod }),
      act({ code: 'Digit0', ...mod }),
      act({ code: 'Digit1', ...mod }),
      act({ code: 'Digit4', ...mod }),
      act({ code: 'Digit5', ...mod }),
    ]).toEqual([
      { kind: 'undo' },
      { kind: 'redo' },
      { kind: 'redo' },
      { kind: 'invert' },
      { kind: 'fit' },
      { kind: 'zoom-to', magnification: 1 },
      { kind: 'zoom-to', magnification: 8 },
      null,
    ])
    expect([act({ code: 'KeyZ', metaKey: true }, 'mask', true), act({ code: 'KeyZ', metaKey: true })]).toEqual([
      { kind: 'undo' },
      null,
    ])
  })

  it('are left alone while a syllable is being composed', () => {
    expect([act({ code: 'KeyB', keyCode: 229 }), act({ code: 'KeyB', isComposing: true })]).toEqual([null, null])
  })
})
