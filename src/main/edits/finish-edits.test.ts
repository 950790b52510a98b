import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { err } from '#shared/result.ts'
import { importPicture, openFinisher, pixelWork, runEdit, saveMask } from '#test/support/edit-library.ts'
import { makePng } from '#test/support/make-picture.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { maskOf, noise, pictureOf } from '#test/support/pixel-pictures.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { readPixels } from '../image-pool/read-pixels.ts'
import { sha256Of } from '../library/blob-store.ts'
import { blobPath } from '../library/library-paths.ts'

const size = [48, 32] as const
const original = noise(...size, 'original')
const repainted = noise(...size, 'repainted')
/** As asked: another on the left, the same on the right. */
const obedient = pictureOf(...size, (x, y) => {
  const [red = 0, green = 0, blue = 0, alpha = 0] = (x < 24 ? repainted : original).data.subarray((y * 48 + x) * 4)
  return [red, green, blue, alpha]
})

async function open() {
  const library = await openTestLibrary()
  const imageId = await importPicture(library, original.png)
  return { library, imageId, mask: saveMask(library, imageId, size) }
}
const attempts = ({ operations }: TestLibrary, imageId: number) => operations.listAttempts({ imageId })

async function pixelsOf({ library, operations }: TestLibrary, imageId: number) {
  const image = operations.getImage({ id: imageId })?.image
  if (image === undefined) throw new Error(`No image ${imageId}`)
  const read = await readPixels(await readFile(blobPath(library.paths, image.sha256, image.format)))
  if (!read.ok) throw new Error(read.failure.kind)
  return read.value
}

test('An edit is listed from the moment it is asked for, with its mask and settings', async () => {
  const { library, imageId, mask } = await open()
  await using _ = library
  const begun = await library.operations.beginGeneration({
    draft: {
      connectionId: 'c1',
      model: 'gpt-image-2',
      typedPrompt: 'no lamp',
      params: { size: 'auto', n: 1 },
      sources: [{ imageId, role: 'edit' }],
      edit: { maskId: mask.id, keepsEverythingElse: true, featherPx: 8 },
    },
    provider: 'openai-images',
    connectionLabel: 'OpenAI',
    sentPrompt: 'no lamp',
    createdAtMs: 2000,
  })
  expect(begun.ok).toBe(true)
  expect(attempts(library, imageId)).toMatchObject([
    {
      generation: { status: 'queued' },
      mask: { id: mask.id },
      settings: { maskId: mask.id, keepsEverythingElse: true, featherPx: 8 },
      candidates: [],
    },
  ])
})

test('One that is discarded while its composite is made takes that along, and the attempt says when all is made', async () => {
  const { library, imageId, mask } = await open()
  await using _ = library
  const generation = await runEdit(library, imageId, { maskId: mask.id }, [repainted.png])
  expect(attempts(library, imageId)[0]?.isFinished).toBe(false)
  library.library.db.exec(`UPDATE images SET deleted_at_ms = 5 WHERE generation_id = ${generation.id}`)
  const finisher = openFinisher(library)
  finisher.onEnd(generation)
  await finisher.stop()
  const [attempt] = attempts(library, imageId)
  expect(attempt?.isFinished).toBe(true)
  expect(attempt?.candidates).toMatchObject([{ raw: { deletedAtMs: 5 }, composite: { deletedAtMs: 5 } }])
})

test('What the model made is a candidate at once; composite and reports follow, and say what changed where', async () => {
  const { library, imageId, mask } = await open()
  await using _ = library
  const generation = await runEdit(library, imageId, { maskId: mask.id }, [repainted.png, obedient.png])
  expect(attempts(library, imageId)[0]?.candidates).toMatchObject(
    generation.images.map(({ id }) => ({ raw: { id }, composite: null, rawReport: null, isStaged: true })),
  )
  const finisher = openFinisher(library)
  finisher.onEnd(generation)
  await finisher.stop()

  const [attempt] = attempts(library, imageId)
  const same = { changed: 0, visiblyChanged: 0, meanDifference: 0 }
  expect(attempt?.candidates).toMatchObject([
    {
      raw: { position: 0, compositeOfId: null },
      composite: { position: 2, compositeOfId: generation.images[0]?.id, costMicroUsd: null, width: 48, height: 32 },
      rawReport: { maskId: mask.id, beforeImageId: imageId, inside: { changed: 1 }, outside: { changed: 1 } },
      compositeReport: { inside: { changed: 1 }, outside: same },
      isStaged: true,
    },
    {
      composite: { position: 3 },
      rawReport: { inside: { changed: 1 }, outside: same },
      compositeReport: { outside: same },
    },
  ])
  const [first] = attempt?.candidates ?? []
  const pixels = await pixelsOf(library, first?.composite?.id ?? 0)
  const expected = Array.from(original.data, (value, at) => ((at / 4) % 48 < 24 ? repainted.data[at] : value))
  expect([...pixels.data]).toEqual(expected)
  expect(finisher.events).toContain('edits.changed')
  expect(library.find('is:edited')).toHaveLength(4)
  expect(library.operations.heatMapPng({ id: first?.compositeReport?.id ?? 0 })?.byteLength).toBeGreaterThan(50)
})

test('Without a mask, with markup, or where the rest need not be kept, there is no composite', async () => {
  const { library, imageId, mask } = await open()
  await using _ = library
  const markup = saveMask(library, imageId, size, { kind: 'markup' })
  await runEdit(library, imageId, {}, [repainted.png])
  await runEdit(library, imageId, { maskId: markup.id }, [repainted.png])
  await runEdit(library, imageId, { maskId: mask.id, keepsEverythingElse: false }, [repainted.png])
  const finisher = openFinisher(library)
  await finisher.takeUp()
  expect(
    attempts(library, imageId).map(({ candidates }) =>
      candidates.map(({ composite, rawReport }) => [composite, rawReport?.maskId, rawReport?.outside?.changed]),
    ),
  ).toEqual([[[null, mask.id, 1]], [[null, null, undefined]], [[null, null, undefined]]])
})

test('What a crash cut short is made good on the next start, and nothing is made twice', async () => {
  const { library, imageId, mask } = await open()
  await using _ = library
  await runEdit(library, imageId, { maskId: mask.id }, [repainted.png])
  const stopping = new AbortController()
  // Ends when the composite is kept and not yet measured.
  const cut = openFinisher(library, {
    stopping: stopping.signal,
    pool: {
      ...pixelWork,
      composite: async (job) => {
        const made = await pixelWork.composite(job)
        stopping.abort()
        return made
      },
      measure: async (...given) => (stopping.signal.aborted ? err({ kind: 'cancelled' }) : pixelWork.measure(...given)),
    },
  })
  await cut.takeUp()
  expect(attempts(library, imageId)[0]?.candidates).toMatchObject([
    { composite: { position: 1 }, rawReport: {}, compositeReport: null },
  ])
  await openFinisher(library).takeUp()
  const [attempt] = attempts(library, imageId)
  expect(attempt?.candidates).toMatchObject([
    { composite: { position: 1 }, compositeReport: { outside: { changed: 0 } } },
  ])
  await openFinisher(library).takeUp()
  expect(attempts(library, imageId)).toEqual([attempt])
  expect(library.operations.unfinishedEdits({})).toEqual([])
})

test('A picture that cannot be decoded is told to the log; the others are finished, and it is not tried for ever', async () => {
  const { library, imageId, mask } = await open()
  await using _ = library
  await runEdit(library, imageId, { maskId: mask.id }, [makePng({ width: 48, height: 32 }), obedient.png])
  const finisher = openFinisher(library)
  await finisher.takeUp()
  expect(finisher.warnings.join()).toContain('damaged-file')
  expect(attempts(library, imageId)[0]?.candidates).toMatchObject([
    { rawReport: null, composite: null },
    { rawReport: {}, composite: {} },
  ])
  expect(library.operations.unfinishedEdits({})).toEqual([])
})

test('Kept, neither of a pair is a candidate any more; a picture that is not there keeps none', async () => {
  const { library, imageId, mask } = await open()
  await using _ = library
  await runEdit(library, imageId, { maskId: mask.id }, [repainted.png, obedient.png])
  await openFinisher(library).takeUp()
  const staged = () => attempts(library, imageId)[0]?.candidates.map(({ isStaged }) => isStaged)
  const [first, second] = attempts(library, imageId)[0]?.candidates ?? []
  expect(library.operations.keepCandidates({ imageIds: [first?.raw.id ?? 0, 999] })).toBeNull()
  expect(staged()).toEqual([true, true])
  expect(library.operations.keepCandidates({ imageIds: [first?.raw.id ?? 0] })).toEqual({ parentIds: [imageId] })
  expect(staged()).toEqual([false, true])
  library.operations.keepCandidates({ imageIds: [second?.composite?.id ?? 0] })
  expect(staged()).toEqual([false, false])
  const left = library.library.db.prepare('SELECT count(*) FROM images WHERE is_staged = 1').pluck().get()
  expect(left).toBe(0)
})

test('A composite halves no cost that is measured, and a stack holds both', async () => {
  const { library, imageId, mask } = await open()
  await using _ = library
  const { id } = await runEdit(library, imageId, { maskId: mask.id }, [repainted.png])
  library.library.db
    .prepare("UPDATE generations SET cost_micro_usd = 1000, cost_source = 's', cost_as_of = 'a' WHERE id = ?")
    .run(id)
  const request = {
    provider: 'openai-images',
    connectionId: 'c1',
    model: 'unlisted',
    params: { size: 'auto', n: 1 },
    inputImageCount: 1,
  } as const
  library.library.db.exec("UPDATE generations SET model = 'unlisted'")
  const before = library.operations.expectCost(request)
  expect(before).toMatchObject({ kind: 'measured' })
  await openFinisher(library).takeUp()
  expect(library.operations.expectCost(request)).toEqual(before)
  const { stackSizes } = library.readOperations.listImages({
    query: { text: 'is:edited', place: 'library', collectionId: null },
    arrangement: { sort: 'newest', groupBy: 'none', isStacked: true },
  })
  expect([...(stackSizes ?? [])]).toEqual([2])
})

test('Pictures that masks, reports and edits point at can be deleted for good, one by one', async () => {
  const { library, imageId, mask } = await open()
  await using _ = library
  const { operations, library: inner } = library
  const unused = saveMask(library, imageId, size, { name: 'unused' })
  await runEdit(library, imageId, { maskId: mask.id }, [repainted.png])
  await openFinisher(library).takeUp()
  const [candidate] = attempts(library, imageId)[0]?.candidates ?? []
  const destroy = async (id: number) => {
    operations.trashImages({ ids: [id], nowMs: 9000 })
    return operations.deleteForGood({ ids: [id] })
  }
  expect(await destroy(candidate?.raw.id ?? 0)).toMatchObject({ count: 1 })
  const [left] = attempts(library, imageId)[0]?.candidates ?? []
  // It says still that it is a composite.
  expect(left).toMatchObject({
    raw: { id: candidate?.composite?.id, compositeOfId: candidate?.composite?.id },
    composite: null,
  })
  expect(left?.rawReport?.outside?.changed).toBe(0)

  expect(await destroy(imageId)).toMatchObject({ count: 1 })
  expect(inner.db.prepare('SELECT id FROM masks').pluck().all()).toEqual([mask.id])
  expect(operations.getMask({ id: unused.id })).toBeNull()
  expect(inner.db.prepare('SELECT count(*) FROM change_reports').pluck().get()).toBe(0)
  expect(inner.db.pragma('foreign_key_check')).toEqual([])
  expect(operations.getImage({ id: candidate?.composite?.id ?? 0 })?.generation?.status).toBe('succeeded')
  await inner.masks.flush()
})

test('Reports stay when pixels are dropped, and nothing is measured any more', async () => {
  const { library, imageId, mask } = await open()
  await using _ = library
  await runEdit(library, imageId, { maskId: mask.id }, [repainted.png])
  await openFinisher(library).takeUp()
  const [before] = attempts(library, imageId)
  await library.operations.dropPixels({ ids: [imageId], nowMs: 9000 })
  expect(attempts(library, imageId)[0]?.candidates[0]?.rawReport).toEqual(before?.candidates[0]?.rawReport)
  await runEditRefused(library, imageId, mask.id)
})

async function runEditRefused(library: TestLibrary, imageId: number, maskId: number): Promise<void> {
  await expect(runEdit(library, imageId, { maskId }, [repainted.png])).rejects.toThrow('not-found')
}

test('A composite whose row a crash took is taken back in by what lies beside it, and not made again', async () => {
  await using folder = await temporaryFolder()
  const place = join(folder.path, 'library')
  let sha256 = ''
  {
    await using library = await openTestLibrary({ folder: place })
    const imageId = await importPicture(library, original.png)
    const mask = saveMask(library, imageId, size)
    const { images } = await runEdit(library, imageId, { maskId: mask.id }, [repainted.png])
    const [raw] = images
    const job = { original: original.png, changed: repainted.png, mask: maskOf(...size, (x) => x < 24), featherPx: 0 }
    const made = await pixelWork.composite(job)
    if (raw === undefined || !made.ok) throw new Error('There is nothing to keep')
    const png = Uint8Array.from(made.value)
    sha256 = sha256Of(png)
    await library.operations.saveComposite({ rawImageId: raw.id, png, nowMs: 4000 })
    // As it was between the files and the row.
    library.library.db.exec('DELETE FROM images WHERE composite_of_id IS NOT NULL')
  }
  await using library = await openTestLibrary({ folder: place })
  expect(await library.operations.sweepOrphans({})).toMatchObject({ adoptedCount: 1 })
  await openFinisher(library).takeUp()
  const [candidate, ...others] = attempts(library, 1)[0]?.candidates ?? []
  expect(others).toEqual([])
  expect(candidate).toMatchObject({
    composite: { sha256 },
    compositeReport: { outside: { changed: 0 } },
    isStaged: true,
  })
  expect(library.library.db.prepare('SELECT count(*) FROM images').pluck().get()).toBe(3)
})
