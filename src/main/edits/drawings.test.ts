import { expect, test } from 'vitest'
import type { MaskChange } from '#shared/drawing-history.ts'
import { importPicture } from '#test/support/edit-library.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { noise } from '#test/support/pixel-pictures.ts'

const stroke = (x: number): MaskChange => ({
  kind: 'append',
  part: { kind: 'stroke', mode: 'add', size: 4, hardness: 1, points: [x, 1, 0.5, x, 2, 1] },
})
const add = ({ operations }: TestLibrary, imageId: number, position: number, change: MaskChange) =>
  operations.addToDrawing({ imageId, kind: 'mask', position, change })

test('A drawing comes back change by change, undone ones too, until another takes their place', async () => {
  await using library = await openTestLibrary()
  const { operations } = library
  const imageId = await importPicture(library, noise(8, 6, 'a').png)
  expect(operations.getDrawings({ imageId })).toEqual({
    mask: { changes: [], position: 0 },
    markup: { changes: [], position: 0 },
  })
  for (const position of [0, 1, 2]) add(library, imageId, position, stroke(position))
  operations.moveInDrawing({ imageId, kind: 'mask', position: 1 })
  expect(operations.getDrawings({ imageId })?.mask).toEqual({ changes: [0, 1, 2].map(stroke), position: 1 })
  add(library, imageId, 1, { kind: 'remove', index: 0 })
  expect(operations.getDrawings({ imageId })?.mask).toEqual({
    changes: [stroke(0), { kind: 'remove', index: 0 }],
    position: 2,
  })
  operations.addToDrawing({
    imageId,
    kind: 'markup',
    position: 0,
    change: { kind: 'append', part: { kind: 'note', color: '#ff0000', x: 1, y: 2, text: '여기 😀' } },
  })
  expect(operations.getDrawings({ imageId })?.markup.position).toBe(1)
})

test('A gap, and a place behind the last change, are refused; so is a picture that is not there', async () => {
  await using library = await openTestLibrary()
  const imageId = await importPicture(library, noise(8, 6, 'a').png)
  const refused = { ok: false, failure: { kind: 'bad-request', field: 'position' } }
  expect(add(library, imageId, 1, stroke(1))).toMatchObject(refused)
  add(library, imageId, 0, stroke(0))
  expect(library.operations.moveInDrawing({ imageId, kind: 'mask', position: 2 })).toMatchObject(refused)
  expect(library.operations.moveInDrawing({ imageId, kind: 'markup', position: 1 })).toMatchObject(refused)
  expect(add(library, 99, 0, stroke(0))).toMatchObject({ failure: { kind: 'not-found' } })
  expect(library.operations.getDrawings({ imageId: 99 })).toBeNull()
  expect(library.operations.getDrawings({ imageId })?.mask).toEqual({ changes: [stroke(0)], position: 1 })
})
