import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { Drawing, Mask } from '#shared/edit.ts'
import { err, ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { sampleImage } from '#test/support/sample-records.ts'
import { useEditStore } from './edit-store.ts'
import { useEditor } from './editor-handle.ts'
import { KeptMasks } from './kept-masks.tsx'

const image = sampleImage({ id: 4, width: 100, height: 80 })
const mask = (changes: Partial<Mask> = {}): Mask => ({
  id: 1,
  imageId: 4,
  kind: 'mask',
  name: 'Lamp',
  version: 2,
  width: 100,
  height: 80,
  coverage: 0.25,
  createdAtMs: 0,
  ...changes,
})
const drawing: Drawing = { kind: 'mask', document: { width: 100, height: 80, operations: [{ kind: 'invert' }] } }

beforeEach(() => {
  useEditStore.setState({ kept: null, view: { kind: 'draw' } })
  useEditor.setState({ handle: null, drawing: null })
})

async function show(handlers: Parameters<typeof installFakeBridge>[0] = {}) {
  const bridge = installFakeBridge({
    'masks.list': () =>
      ok({ masks: [mask(), mask({ id: 2, imageId: 9, name: 'Sky', version: 1, width: 50, coverage: 0.004 })] }),
    'masks.get': ({ id }) => ok({ mask: mask({ id }), drawing }),
    ...handlers,
  })
  const { user } = renderInApp(<KeptMasks image={image} kind="mask" />)
  await user.click(await screen.findByText('Masks'))
  return { bridge, user }
}

test('kept masks say what they cover, whose they are and whether they are scaled', async () => {
  await show()
  const items = (await screen.findAllByRole('listitem')).map(({ textContent }) => textContent)
  expect(items).toEqual([
    'Lamp · v225 % of the picture',
    'Sky · v10.4 % of the picture · of another picture · drawn for 50 × 80; it is scaled',
  ])
})

test('one that is used is handed to the editor', async () => {
  const loaded: Drawing[] = []
  useEditor.setState({
    handle: { exportDrawing: () => Promise.reject(new Error('unused')), loadDrawing: (one) => loaded.push(one) },
  })
  const { user } = await show()
  await user.click(await screen.findByRole('button', { name: 'Use “Lamp”, version 2' }))
  await waitFor(() => expect(loaded).toEqual([drawing]))
})

test('what is drawn is kept under a name, and not kept twice when it is run', async () => {
  const png = Uint8Array.of(1, 2, 3)
  useEditor.setState({
    handle: { exportDrawing: async () => ({ drawing, png, coverage: 0.5 }), loadDrawing: () => undefined },
    drawing: { drawing, coverage: 0.5, isEmpty: false },
  })
  const { bridge, user } = await show({ 'masks.save': () => ok(mask({ id: 7, version: 3 })) })
  const name = screen.getByRole('textbox', { name: 'Name' })
  await user.clear(name)
  await user.type(name, ' Lamp ')
  await user.click(screen.getByRole('button', { name: 'Keep this mask' }))
  await waitFor(() =>
    expect(bridge.inputsOf('masks.save')).toEqual([{ imageId: 4, name: 'Lamp', drawing, png, coverage: 0.5 }]),
  )
  await waitFor(() => expect(useEditStore.getState().kept).toEqual({ drawing, maskId: 7 }))
})

test('a name that is taken is said beside it, and nothing is renamed', async () => {
  const { bridge, user } = await show({ 'masks.rename': () => err({ kind: 'bad-request', field: 'name' }) })
  await user.click(await screen.findByRole('button', { name: 'More for “Lamp”, version 2' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Rename…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Rename the mask' }))
  await user.clear(dialog.getByRole('textbox', { name: 'Name' }))
  await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'Sky')
  await user.click(dialog.getByRole('button', { name: 'Rename' }))
  expect(await dialog.findByText('This picture has another mask of this name.')).toBeTruthy()
  expect(bridge.inputsOf('masks.rename')).toEqual([{ id: 1, name: 'Sky' }])
})

test('one that is removed can be taken back', async () => {
  const { bridge, user } = await show({ 'masks.remove': () => ok({}), 'masks.restore': () => ok({}) })
  await user.click(await screen.findByRole('button', { name: 'More for “Lamp”, version 2' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Remove' }))
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(bridge.inputsOf('masks.restore')).toEqual([{ id: 1 }]))
})
