import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { whenOpenOf } from '#test/support/client-of.ts'
import { importPicture, openFinisher, pixelWork, runEdit, saveMask } from '#test/support/edit-library.ts'
import { noContext } from '#test/support/fill-library.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { noise } from '#test/support/pixel-pictures.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { createDrawnPictures } from './drawn-pictures.ts'

const size = [48, 32] as const
const original = noise(...size, 'original')
const repainted = noise(...size, 'repainted')

/** An edit with its composite, reports and a model's words, and one that came to nothing. */
async function fill(library: TestLibrary): Promise<void> {
  const { operations } = library
  const imageId = await importPicture(library, original.png)
  saveMask(library, imageId, size, { name: '지운 이름' })
  const mask = saveMask(library, imageId, size, { name: '등' })
  saveMask(library, imageId, size, { kind: 'markup' })
  operations.removeMask({ id: 1, nowMs: 1600 })
  await runEdit(library, imageId, { maskId: mask.id, featherPx: 3 }, [repainted.png])
  await openFinisher(library).takeUp()
  const [candidate] = operations.listAttempts({ imageId })[0]?.candidates ?? []
  operations.giveReportWords({ id: candidate?.compositeReport?.id ?? 0, text: '등이 사라졌어요.', model: 'seer' })
  operations.keepCandidates({ imageIds: [candidate?.raw.id ?? 0] })
  await runEdit(library, candidate?.composite?.id ?? 0, {}, [noise(...size, 'again').png])
  await openFinisher(library).takeUp()
}

/** Everything that is told of edits, by what is the same in every library. */
function told({ operations, library }: TestLibrary, imageId: number) {
  const shaById = new Map(library.db.prepare<[], [number, string]>('SELECT id, sha256 FROM images').raw().all())
  const nameOf = (id: number | null) => (id === null ? null : (shaById.get(id) ?? 'gone'))
  const masks = operations.listMasks({ imageId }).map(({ id, imageId: of, ...mask }) => ({
    ...mask,
    of: nameOf(of),
    drawing: operations.getMask({ id })?.drawing,
    png: Buffer.from(operations.maskPng({ id }) ?? []).toString('hex'),
  }))
  const report = (
    of: { readonly id: number; readonly beforeImageId: number; readonly afterImageId: number } | null,
  ) => {
    if (of === null) return null
    const { id: _id, beforeImageId, afterImageId, ...figures } = of
    return { ...figures, before: nameOf(beforeImageId), after: nameOf(afterImageId), maskId: null }
  }
  return {
    masks,
    attempts: operations.listAttempts({ imageId }).map(({ mask, settings, candidates, generation }) => ({
      prompt: generation.typedPrompt,
      mask: mask?.name,
      settings: { ...settings, maskId: null },
      candidates: candidates.map(({ raw, composite, rawReport, compositeReport, isStaged }) => ({
        raw: raw.sha256,
        composite: [composite?.sha256, nameOf(composite?.compositeOfId ?? null)],
        reports: [report(rawReport), report(compositeReport)],
        isStaged,
      })),
    })),
  }
}

const imagesIn = ({ library }: TestLibrary) =>
  library.db
    .prepare<[], number>(
      'SELECT DISTINCT parent_image_id FROM generations WHERE parent_image_id IS NOT NULL ORDER BY 1',
    )
    .pluck()
    .all()
const everything = (library: TestLibrary) => imagesIn(library).map((id) => told(library, id))

test('A lost database gives masks, composites, reports and parents back from the files', async () => {
  await using folder = await temporaryFolder()
  const place = join(folder.path, 'library')
  let before: unknown = null
  let maskIds: readonly number[] = []
  {
    await using library = await openTestLibrary({ folder: place })
    await fill(library)
    before = everything(library)
    maskIds = library.library.db.prepare<[], number>('SELECT id FROM masks').pluck().all()
  }
  for (const suffix of ['', '-wal', '-shm']) await rm(join(place, `diptych.db${suffix}`), { force: true })
  await rm(join(place, 'backups'), { recursive: true })
  await using library = await openTestLibrary({ folder: place })
  expect(JSON.stringify(before)).toContain('등이 사라졌어요.')
  expect(everything(library)).toEqual(before)
  expect(library.library.db.prepare('SELECT id FROM masks').pluck().all()).toEqual(maskIds)
  // What left is told again, and nothing is made once more.
  expect(library.library.db.prepare('SELECT count(*) FROM generation_drawings').pluck().get()).toBe(1)
  expect(library.operations.unfinishedEdits({})).toEqual([])
  expect(library.library.db.pragma('foreign_key_check')).toEqual([])
})

test('An older backup is caught up: a mask renamed, one drawn and one edit made since', async () => {
  await using folder = await temporaryFolder()
  const place = join(folder.path, 'library')
  const backups = join(place, 'backups')
  {
    await using library = await openTestLibrary({ folder: place })
    const imageId = await importPicture(library, original.png)
    saveMask(library, imageId, size)
  }
  const older = await readdir(backups)
  let before: unknown = null
  {
    await using library = await openTestLibrary({ folder: place })
    library.operations.renameMask({ id: 1, name: '등' })
    saveMask(library, 1, size, { name: 'second' })
    await runEdit(library, 1, { maskId: 2 }, [repainted.png])
    await openFinisher(library).takeUp()
    before = everything(library)
  }
  for (const name of await readdir(backups)) if (!older.includes(name)) await rm(join(backups, name))
  for (const suffix of ['', '-wal', '-shm']) await rm(join(place, `diptych.db${suffix}`), { force: true })
  await using library = await openTestLibrary({ folder: place })
  expect([older.length, library.operations.status({}).restored?.backupAtMs]).toEqual([1, 5000])
  expect(everything(library)).toEqual(before)
  expect(library.operations.listMasks({ imageId: 1 }).map(({ id, name }) => [id, name])).toEqual([
    [2, 'second'],
    [1, '등'],
  ])
})

test('An archive brings all of it to another library, once, and heat maps are drawn when they are asked for', async () => {
  await using folder = await temporaryFolder()
  await using from = await openTestLibrary()
  await using to = await openTestLibrary()
  await to.begin('so that no id is the same by chance')
  await importPicture(to, noise(9, 9, 'own').png)
  saveMask(to, 1, [9, 9])
  await fill(from)
  const path = join(folder.path, 'all.diptych')
  await from.readOperations.exportArchive({ ids: null, path }, noContext())
  const take = () => to.operations.importArchive({ path }, noContext())
  expect(await take()).toMatchObject({ ok: true, value: { importedCount: 4, refusedCount: 0 } })
  expect(await take()).toMatchObject({ ok: true, value: { importedCount: 0 } })
  const there = everything(to)
  expect(there.map(({ attempts }) => attempts)).toEqual(everything(from).map(({ attempts }) => attempts))
  expect(there[0]?.masks.slice(0, 2)).toEqual(everything(from)[0]?.masks)
  expect(to.library.db.prepare('SELECT count(*) FROM masks').pluck().get()).toBe(4)

  const { heatMap } = createDrawnPictures({ whenOpen: whenOpenOf(to), pool: pixelWork, nowMs: () => 1 })
  const [report] = to.library.db.prepare<[], number>('SELECT id FROM change_reports ORDER BY id').pluck().all()
  expect(to.operations.heatMapPng({ id: report ?? 0 })).toBeNull()
  expect((await heatMap(report ?? 0))?.byteLength).toBeGreaterThan(50)
  expect(to.operations.heatMapPng({ id: report ?? 0 })?.byteLength).toBeGreaterThan(50)
  expect(await heatMap(999)).toBeNull()
})

test('Chosen pictures take their own masks along, and nothing that lies on others', async () => {
  await using folder = await temporaryFolder()
  await using from = await openTestLibrary()
  await using to = await openTestLibrary()
  await fill(from)
  const other = await importPicture(from, noise(8, 8, 'other').png)
  saveMask(from, other, [8, 8], { name: 'not this' })
  const path = join(folder.path, 'some.diptych')
  await from.readOperations.exportArchive({ ids: [1], path }, noContext())
  expect(await to.operations.importArchive({ path }, noContext())).toMatchObject({ value: { importedCount: 1 } })
  expect(to.operations.listMasks({ imageId: 1 }).map(({ name }) => name)).toEqual(['lamp', '등'])
})
