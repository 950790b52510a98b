import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary } from '#test/support/open-test-library.ts'
import { scriptAnswer, scriptedHead } from '#test/support/scripted-answer.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { type LibraryClient, LibraryProblemError, openLibraryClient } from './library-client.ts'

const anyText: unknown = expect.any(String)

const workerUrl = new URL('../../../test/support/library-test-worker.ts', import.meta.url)

async function openClient(folder: string, defects: unknown[] = []): Promise<LibraryClient> {
  const opened = await openLibraryClient({ workerUrl, folder, onDefect: (cause) => defects.push(cause) })
  if (!opened.ok) throw new Error(`Not opened: ${opened.failure.kind}`)
  return opened.value
}

const draft = { connectionId: 'c', model: 'm', typedPrompt: '바다', params: { size: 'auto', n: 1 } }
const beginning = { draft, provider: 'sketch', connectionLabel: 'Sketch', sentPrompt: '바다', createdAtMs: 1 } as const

test('A generation goes through the worker from its row to its pictures', async () => {
  await using temporary = await temporaryFolder()
  const client = await openClient(temporary.path)
  const begun = await client.beginGeneration(beginning)
  if (!begun.ok) throw new Error(begun.failure.kind)
  const { id } = begun.value
  await client.markSent({ id, nowMs: 1 })
  await client.openSpool({ id, head: { ...scriptedHead, provider: 'sketch' } })
  const body = scriptAnswer([{ kind: 'partial', position: 0, index: 0, bytes: makePng() }, image(makePng()), done])
  const chunks = Array.from({ length: 20 }, (_, index) =>
    body.slice(Math.floor((index * body.length) / 20), Math.floor(((index + 1) * body.length) / 20)),
  )
  // Not awaited one by one: they must land in order all the same.
  const answers = await Promise.all(chunks.map((bytes) => client.appendSpool({ id, bytes })))
  expect(answers.flatMap(({ partials }) => partials.map(({ position, index }) => [position, index]))).toEqual([[0, 0]])
  const settled = await client.settleGeneration({ id, nowMs: 2, durationMs: 1 })
  expect(settled).toMatchObject({ kind: 'settled', generation: { status: 'succeeded', images: [{ id: 1 }] } })
  const { ids } = await client.reader.listImages({
    query: { text: '다', place: 'library', collectionId: null },
    arrangement: { sort: 'newest', groupBy: 'none', isStacked: false },
  })
  expect(await client.imageCards({ ids: [...ids] })).toMatchObject([{ caption: '바다' }])
  await client.close({})

  await using library = await openTestLibrary({ folder: temporary.path })
  expect(library.operations.getGeneration({ id })?.status).toBe('succeeded')
})

test('Bytes are handed over, not copied, and a slice of a larger buffer does not drag it along', async () => {
  await using temporary = await temporaryFolder()
  const client = await openClient(temporary.path)
  const whole = Uint8Array.from(makePng())
  const around = new Uint8Array(1000)
  const imported = await client.importImage({ bytes: whole, fileName: null, nowMs: 1 })
  const sha256 = imported.ok ? imported.value.sha256 : ''
  await client.writeThumbnail({ sha256, webp: around.subarray(10, 13), dHash: '0'.repeat(16) })
  expect([whole.byteLength, around.byteLength]).toEqual([0, 1000])
  const thumbnail = await client.readThumbnail({ sha256 })
  expect([thumbnail?.byteLength, thumbnail?.buffer.byteLength]).toEqual([3, 3])
  await client.close({})
})

test('A library that cannot be opened answers with the reason', async () => {
  await using temporary = await temporaryFolder()
  await writeFile(join(temporary.path, 'library.json'), 'x')
  const defects: unknown[] = []
  const opened = await openLibraryClient({
    workerUrl,
    folder: temporary.path,
    onDefect: (cause) => defects.push(cause),
  })
  expect([opened, defects]).toEqual([
    { ok: false, failure: { kind: 'library-damaged', path: temporary.path, detail: anyText } },
    [],
  ])
})

test('What the disk refuses is told apart from a defect', async () => {
  await using temporary = await temporaryFolder()
  const client = await openClient(temporary.path)
  await client.importImage({ bytes: makePng(), fileName: null, nowMs: 1 })
  const notADirectory = client.copyLibraryTo({ folder: join(temporary.path, 'library.json', 'x') })
  expect(await notADirectory).toMatchObject({ ok: false, failure: { kind: 'library-missing' } })
  const defect = await client.appendSpool({ id: 5, bytes: Uint8Array.of(1) }).catch((cause: unknown) => cause)
  expect(defect).toBeInstanceOf(Error)
  expect(defect).not.toBeInstanceOf(LibraryProblemError)
  await client.close({})
})

test('A worker that dies fails what was asked of it, what is asked later, and says so', async () => {
  await using temporary = await temporaryFolder()
  const dying = join(temporary.path, 'dying.mjs')
  await writeFile(
    dying,
    `import { parentPort } from 'node:worker_threads'
     parentPort.on('message', () => { throw new Error('died') })
     parentPort.postMessage({ kind: 'opened' })`,
  )
  const defects: unknown[] = []
  const opened = await openLibraryClient({
    workerUrl: pathToFileURL(dying),
    folder: temporary.path,
    onDefect: (cause) => defects.push(cause),
  })
  if (!opened.ok) throw new Error(opened.failure.kind)
  const asked = [opened.value.status({}), opened.value.listSavedSearches({})].map((call) => call.catch(String))
  expect(await Promise.all(asked)).toEqual(Array(2).fill('Error: A library worker ended with code 1'))
  await expect(opened.value.status({})).rejects.toThrow('A library worker ended')
  expect(defects).toEqual([new Error('A library worker ended with code 1', { cause: new Error('died') })])
})

test('After closing, calls are refused and nothing is reported', async () => {
  await using temporary = await temporaryFolder()
  const defects: unknown[] = []
  const client = await openClient(temporary.path, defects)
  await client.close({})
  await expect(client.status({})).rejects.toThrow('The library is closed')
  expect(defects).toEqual([])
})
