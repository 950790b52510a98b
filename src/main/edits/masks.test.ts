import { expect, test } from 'vitest'
import { importPicture, saveMask } from '#test/support/edit-library.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { exifBlock, pngChunk } from '#test/support/picture-parts.ts'
import { maskOf, noise } from '#test/support/pixel-pictures.ts'

const names = ({ operations }: TestLibrary, imageId: number) =>
  operations.listMasks({ imageId }).map(({ name, version }) => `${name} ${version}`)

test('A name that the picture has already makes the next version, also behind one that was removed', async () => {
  await using library = await openTestLibrary()
  const imageId = await importPicture(library, noise(8, 6, 'a').png)
  const first = saveMask(library, imageId, [8, 6])
  const second = saveMask(library, imageId, [8, 6])
  library.operations.removeMask({ id: second.id, nowMs: 2000 })
  saveMask(library, imageId, [8, 6])
  saveMask(library, imageId, [8, 6], { kind: 'markup' })
  expect(first).toMatchObject({ imageId, kind: 'mask', name: 'lamp', version: 1, width: 8, height: 6, coverage: 0.5 })
  expect(library.operations.listMasks({ imageId }).map(({ kind, version }) => [kind, version])).toEqual([
    ['markup', 1],
    ['mask', 3],
    ['mask', 1],
  ])
})

test('Those of the picture stand before those of others, each newest first', async () => {
  await using library = await openTestLibrary()
  const [one, other] = [
    await importPicture(library, noise(8, 6, 'a').png),
    await importPicture(library, noise(8, 6, 'b').png),
  ]
  saveMask(library, one, [8, 6], { name: 'old' })
  saveMask(library, other, [8, 6], { name: 'elsewhere' })
  saveMask(library, one, [8, 6], { name: 'new' })
  expect(names(library, one)).toEqual(['new 1', 'old 1', 'elsewhere 1'])
  expect(names(library, other)).toEqual(['elsewhere 1', 'new 1', 'old 1'])
})

test('A mask that was removed is not listed, can be read all the same, and is taken back', async () => {
  await using library = await openTestLibrary()
  const imageId = await importPicture(library, noise(8, 6, 'a').png)
  const { id } = saveMask(library, imageId, [8, 6])
  library.operations.removeMask({ id, nowMs: 2000 })
  expect(names(library, imageId)).toEqual([])
  expect(library.operations.getMask({ id })?.drawing).toMatchObject({ kind: 'mask', document: { width: 8 } })
  expect(library.operations.restoreMask({ id })).toMatchObject({ id })
  expect(names(library, imageId)).toEqual(['lamp 1'])
  expect(library.operations.removeMask({ id: 99, nowMs: 1 })).toBeNull()
})

test('All versions take the new name; one that is taken is refused, and nothing is renamed', async () => {
  await using library = await openTestLibrary()
  const imageId = await importPicture(library, noise(8, 6, 'a').png)
  const { id } = saveMask(library, imageId, [8, 6])
  saveMask(library, imageId, [8, 6])
  saveMask(library, imageId, [8, 6], { name: 'sky' })
  expect(library.operations.renameMask({ id, name: 'sky' })).toMatchObject({ failure: { field: 'name' } })
  expect(library.operations.renameMask({ id, name: '등' })).toMatchObject({ ok: true, value: { name: '등' } })
  expect(library.operations.renameMask({ id, name: '등' })).toMatchObject({ ok: true })
  expect(names(library, imageId)).toEqual(['sky 1', '등 2', '등 1'])
  expect(library.operations.renameMask({ id: 99, name: 'x' })).toMatchObject({ failure: { kind: 'not-found' } })
})

test('Only a whole PNG of the size of document and picture is kept, the picture standing upright', async () => {
  await using library = await openTestLibrary()
  const lying = Buffer.from(noise(8, 6, 'a').png)
  const eXIf = pngChunk('eXIf', exifBlock({ first: { 274: { type: 'short', number: 6 } } }))
  const imageId = await importPicture(library, Buffer.concat([lying.subarray(0, 33), eXIf, lying.subarray(33)]))
  expect(library.operations.getImage({ id: imageId })?.image).toMatchObject({ width: 6, height: 8 })
  const save = (width: number, height: number, png: Uint8Array) =>
    library.operations.saveMask({
      imageId,
      name: 'lamp',
      drawing: { kind: 'mask', document: { width, height, operations: [] } },
      png,
      coverage: 0,
      nowMs: 1,
    })
  const whole = maskOf(6, 8, () => true)
  expect(
    save(
      8,
      6,
      maskOf(8, 6, () => true),
    ),
  ).toMatchObject({ failure: { kind: 'bad-request', field: 'drawing' } })
  expect(
    save(
      6,
      8,
      maskOf(8, 6, () => true),
    ),
  ).toMatchObject({ failure: { kind: 'bad-request', field: 'png' } })
  expect(save(6, 8, whole.subarray(0, whole.length - 9))).toMatchObject({ failure: { field: 'png' } })
  expect(save(6, 8, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="6" height="8"/>'))).toMatchObject({
    failure: { field: 'png' },
  })
  expect(
    library.operations.saveMask({
      imageId: 99,
      name: 'x',
      drawing: { kind: 'mask', document: { width: 6, height: 8, operations: [] } },
      png: whole,
      coverage: 0,
      nowMs: 1,
    }),
  ).toMatchObject({ failure: { kind: 'not-found' } })
  expect(save(6, 8, whole)).toMatchObject({ ok: true, value: { width: 6, height: 8 } })
})
