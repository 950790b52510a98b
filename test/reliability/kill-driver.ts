import { randomInt } from 'node:crypto'
import { writeSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { sha256Of } from '#main/library/blob-store.ts'
import { openLibraryClient } from '#main/library/library-client.ts'
import type { ProviderEvent } from '#main/providers/provider.ts'
import { makePng } from '#test/support/make-picture.ts'
import { scriptAnswer, scriptedHead } from '#test/support/scripted-answer.ts'
import type { Told } from './told.ts'

/**
 * Makes pictures in a library until it is killed, through the real client and worker (both named on the command line);
 * says on stdout what the client was told, after it was told.
 */
const opened = await openLibraryClient({
  workerUrl: pathToFileURL(process.argv[3] ?? ''),
  folder: process.argv[2] ?? '',
  onDefect: (cause) => {
    throw cause
  },
})
if (!opened.ok) throw new Error(`Not opened: ${JSON.stringify(opened.failure)}`)
const library = opened.value

const acknowledge = (told: Told): void => {
  writeSync(1, `${JSON.stringify(told)}\n`)
}

async function generate(): Promise<void> {
  const typedPrompt = '겨울 바다의 고양이'
  const begun = await library.beginGeneration({
    draft: { connectionId: 'c', model: 'm', typedPrompt, params: { size: 'auto', n: 1 } },
    provider: 'openai-images',
    connectionLabel: 'c',
    sentPrompt: typedPrompt,
    createdAtMs: 1,
  })
  if (!begun.ok) throw new Error(begun.failure.kind)
  const { id } = begun.value
  acknowledge({ kind: 'begun', id })

  await library.markSent({ id, nowMs: 1 })
  await library.openSpool({ id, head: scriptedHead })
  const pictures = Array.from({ length: randomInt(1, 5) }, () => makePng({ dataBytes: randomInt(100, 30_000) }))
  const images = pictures.map(
    (bytes, position): ProviderEvent => ({ kind: 'image', position, bytes, revisedPrompt: null }),
  )
  const body = scriptAnswer([...images, { kind: 'done', record: '{}' }])
  for (let start = 0; start < body.length; ) {
    const end = start + randomInt(1, 30_000)
    await library.appendSpool({ id, bytes: body.slice(start, end) })
    start = end
  }
  acknowledge({ kind: 'arrived', id, sha256s: pictures.map(sha256Of) })
  const settled = await library.settleGeneration({ id, nowMs: 2, durationMs: 1 })
  if (settled.kind !== 'settled' || settled.generation.status !== 'succeeded') throw new Error('not saved')
  acknowledge({ kind: 'settled', id, sha256s: settled.generation.images.map(({ sha256 }) => sha256) })
}

async function importPicture(): Promise<void> {
  const bytes = makePng({ dataBytes: randomInt(100, 30_000) })
  const imported = await library.importImage({ bytes, fileName: '고양이.png', nowMs: 3 })
  if (!imported.ok) throw new Error(imported.failure.kind)
  const { id: imageId, sha256, width, height } = imported.value
  acknowledge({ kind: 'imported', imageId, sha256 })
  await draw(imageId, { width, height })
}

/** A few strokes, and what came of them kept as a mask. */
async function draw(imageId: number, size: { readonly width: number; readonly height: number }): Promise<void> {
  const strokes = randomInt(1, 6)
  for (let position = 0; position < strokes; position += 1) {
    const part = { kind: 'stroke', mode: 'add', size: 9, hardness: 1, points: [position, 0, 1] }
    await library.addToDrawing({ imageId, kind: 'mask', position, change: { kind: 'append', part } })
    acknowledge({ kind: 'drawn', imageId, count: position + 1 })
  }
  const png = makePng({ ...size, dataBytes: randomInt(100, 30_000) })
  const pngSha256 = sha256Of(png)
  const drawing = { kind: 'mask', document: { ...size, operations: [] } } as const
  const saved = await library.saveMask({ imageId, name: '등', drawing, png, coverage: 0.5, nowMs: 4 })
  if (!saved.ok) throw new Error(saved.failure.kind)
  acknowledge({ kind: 'masked', maskId: saved.value.id, sha256: pngSha256 })
}

async function work(): Promise<never> {
  for (;;) await (randomInt(5) === 0 ? importPicture() : generate())
}

acknowledge({ kind: 'ready' })
await Promise.all([work(), work(), work()])
