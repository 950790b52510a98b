import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { Handlers } from '#shared/contract.ts'
import type { MarkupHistory, MaskHistory } from '#shared/drawing-history.ts'
import { err, ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { giveElementsRoom } from '#test/support/fake-image-library.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { sampleImage } from '#test/support/sample-records.ts'
import { MaskEditor } from './mask-editor.tsx'
import type { DrawingState } from './mask-editor-props.ts'
import { useMaskEditorStore } from './mask-editor-store.ts'

giveElementsRoom(800, 600)
const image = sampleImage({ id: 5, width: 100, height: 50 })

beforeEach(() => {
  useMaskEditorStore.setState(useMaskEditorStore.getInitialState())
  HTMLImageElement.prototype.decode = async () => undefined
  // jsdom loads no fonts.
  Object.defineProperty(document, 'fonts', { configurable: true, value: { load: async () => [] } })
})

interface Kept {
  mask: MaskHistory
  markup: MarkupHistory
}

/** Opens the editor on what `kept` holds; what is drawn goes there. */
async function openEditor({
  kept = { mask: { changes: [], position: 0 }, markup: { changes: [], position: 0 } } as Kept,
  kind = 'mask' as 'mask' | 'markup',
  language = 'en' as 'en' | 'ko',
  handlers = {} as Partial<Handlers>,
} = {}) {
  const bridge = installFakeBridge({
    'drawings.get': () => ok(kept),
    'drawings.add': ({ position, drawing }) => {
      // The fake keeps both kinds alike; the contract has checked which change belongs to which.
      const history = kept[drawing.kind] as MaskHistory
      const changes = [...history.changes.slice(0, position), drawing.change] as MaskHistory['changes']
      Object.assign(kept, { [drawing.kind]: { changes, position: position + 1 } })
      return ok({})
    },
    'drawings.moveTo': ({ kind: moved, position }) => {
      Object.assign(kept, { [moved]: { ...kept[moved], position } })
      return ok({})
    },
    ...handlers,
  })
  const told: (DrawingState | null)[] = []
  const view = renderInApp(
    <MaskEditor image={image} kind={kind} featherPx={8} onDrawing={(state) => told.push(state)} />,
    { language },
  )
  const editor = screen.getByRole('region', { name: language === 'en' ? 'Mask editor' : '마스크 편집기' })
  return { ...view, bridge, kept, told, editor, last: () => told.at(-1) ?? null }
}
const ready = () =>
  waitFor(() => expect(screen.getByRole('button', { name: 'Brush' })).toHaveProperty('disabled', false))
const number = (name: string) => screen.getByRole('textbox', { name })

test('a mask is made by numbers alone, kept as it is made, and there again when the editor opens again', async () => {
  const { user, kept, last, unmount } = await openEditor()
  await ready()
  expect(screen.getByText('The mask is empty. Draw over what should change.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Shapes' }))
  await user.click(screen.getByRole('button', { name: 'Add rectangle' }))
  for (const [field, value] of [
    ['X', '0'],
    ['Y', '0'],
    ['Width', '30'],
    ['Height', '50'],
  ] as const) {
    await user.clear(number(field))
    await user.type(number(field), `${value}{Enter}`)
  }
  await waitFor(() => expect(last()).toMatchObject({ coverage: 0.3, isEmpty: false }))
  expect(screen.getByText('30% of the image will be changed')).toBeTruthy()
  const drawn = last()?.drawing
  await waitFor(() => expect(kept.mask.position).toBe(kept.mask.changes.length))
  unmount()

  const again = await openEditor({ kept })
  await waitFor(() => expect(again.last()?.drawing).toEqual(drawn))
})

test('undo, redo, invert and clear change what is kept, and the whole picture is warned of', async () => {
  const { user, kept, last } = await openEditor({
    kept: {
      mask: {
        changes: [
          { kind: 'append', part: { kind: 'rectangle', mode: 'add', x: 0, y: 0, width: 50, height: 50 } },
          { kind: 'append', part: { kind: 'rectangle', mode: 'add', x: 0, y: 0, width: 100, height: 50 } },
        ],
        position: 2,
      },
      markup: { changes: [], position: 0 },
    },
  })
  await ready()
  expect(screen.getByText('The whole image is masked. Nothing of it will be kept.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  expect(last()?.coverage).toBe(0.5)
  await user.click(screen.getByRole('button', { name: 'Redo' }))
  expect(last()?.coverage).toBe(1)
  await user.click(screen.getByRole('button', { name: 'Invert' }))
  expect(last()).toMatchObject({ coverage: 0, isEmpty: true })
  fireEvent.keyDown(screen.getByRole('application'), { code: 'KeyZ', key: 'z', ctrlKey: true })
  expect(last()?.coverage).toBe(1)
  await user.click(screen.getByRole('button', { name: 'Clear' }))
  await waitFor(() =>
    expect(kept.mask).toMatchObject({ position: 3, changes: [{}, {}, { kind: 'append', part: { kind: 'clear' } }] }),
  )
})

test('what cannot be read is not written over', async () => {
  let isBroken = true
  const { user, bridge } = await openEditor({
    handlers: {
      'drawings.get': () =>
        isBroken
          ? err({ kind: 'not-found', what: 'image' })
          : ok({ mask: { changes: [], position: 0 }, markup: { changes: [], position: 0 } }),
    },
  })
  const again = await screen.findByRole('button', { name: 'Try again' })
  expect(screen.getByRole('button', { name: 'Brush' })).toHaveProperty('disabled', true)
  fireEvent.keyDown(screen.getByRole('application'), { code: 'KeyI', key: 'i', ctrlKey: true, shiftKey: true })
  isBroken = false
  await user.click(again)
  await ready()
  expect(bridge.inputsOf('drawings.add')).toEqual([])
})

test('what cannot be kept is told, and drawing goes on', async () => {
  const { user, last } = await openEditor({ handlers: { 'drawings.add': () => err({ kind: 'disk-full' }) } })
  await ready()
  await user.click(screen.getByRole('button', { name: 'Invert' }))
  await user.click(screen.getByRole('button', { name: 'Invert' }))
  await user.click(screen.getByRole('button', { name: 'Invert' }))
  expect(await screen.findAllByText('The disk is full')).toHaveLength(1)
  expect(last()?.coverage).toBe(1)
})

test('a rectangle is drawn with keys alone, from the middle of what is seen', async () => {
  const { last } = await openEditor()
  await ready()
  const canvas = screen.getByRole('application', { name: 'Mask editor' })
  canvas.focus()
  const press = (key: string, more: KeyboardEventInit = {}) => fireEvent.keyDown(canvas, { key, code: key, ...more })
  fireEvent.keyDown(canvas, { key: 'ㅕ', code: 'KeyU' })
  expect(screen.getByRole('button', { name: 'Rectangle', pressed: true })).toBeTruthy()
  press('Enter')
  press('ArrowRight', { shiftKey: true })
  press('ArrowDown', { shiftKey: true })
  press('ArrowDown')
  press('Enter')
  expect(last()?.drawing).toMatchObject({
    document: { operations: [{ kind: 'rectangle', mode: 'add', x: 50, y: 25, width: 10, height: 11 }] },
  })
})

test('keys typed into a field are for the field, and Tab leaves the canvas', async () => {
  const { user, last } = await openEditor()
  await ready()
  await user.click(screen.getByRole('button', { name: 'Shapes' }))
  await user.click(screen.getByRole('button', { name: 'Add ellipse' }))
  fireEvent.keyDown(number('X'), { key: 'e', code: 'KeyE' })
  fireEvent.keyDown(number('X'), { key: 'Delete', code: 'Delete' })
  expect(last()?.isEmpty).toBe(false)
  expect(screen.getByRole('button', { name: 'Move', pressed: true })).toBeTruthy()
  screen.getByRole('application').focus()
  await user.tab()
  expect(document.activeElement).not.toBe(screen.getByRole('application'))
})

test('the Enter that ends a syllable does not end a note', async () => {
  const { user, last, editor } = await openEditor({ kind: 'markup', language: 'ko' })
  await waitFor(() => expect(screen.getByRole('button', { name: '메모' })).toHaveProperty('disabled', false))
  await user.click(screen.getByRole('button', { name: '메모' }))
  const canvas = screen.getByRole('application')
  canvas.focus()
  fireEvent.keyDown(canvas, { key: 'Enter', code: 'Enter' })
  const field = await within(editor).findByRole('textbox', { name: '메모' })
  await user.type(field, '불을 꺼 주세요')
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 })
  expect(last()?.isEmpty).toBe(true)
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(last()?.drawing).toMatchObject({
    document: { items: [{ kind: 'note', text: '불을 꺼 주세요', x: 50, y: 25 }] },
  })
})
