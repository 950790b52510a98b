import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Endpointed } from '#main/connections/connection-store.ts'
import { sha256Of } from '#main/library/blob-store.ts'
import { toLibraryProblem } from '#main/library/library-problem.ts'
import type { Provider } from '#main/providers/provider.ts'
import { isOut } from '#shared/generation-status.ts'
import { ok } from '#shared/result.ts'
import { clientOf } from '#test/support/client-of.ts'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, NotBegunError, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { openTestQueue, testConnection } from '#test/support/open-test-queue.ts'
import { scriptAnswer, scriptedHead } from '#test/support/scripted-answer.ts'
import { brokenPromises } from './hold-to-its-word.ts'
import type { Told } from './told.ts'

/**
 * Fills a small disk of its own, named on the command line: with pictures until they are refused, with an answer for
 * which there is no more room while it arrives, with one that arrived and cannot be settled. Says what it found.
 */
const disk = process.argv[2] ?? ''
const folder = join(disk, 'library')
const otherProgram = join(disk, 'other-program')

const freeBytes = (): number => {
  const { bavail, bsize } = statfsSync(disk)
  return bavail * bsize
}
const takeAllBut = (leftBytes: number): void =>
  writeFileSync(otherProgram, new Uint8Array(Math.max(0, freeBytes() - leftBytes)))
const giveBack = (): void => rmSync(otherProgram, { force: true })
const open = (): Promise<TestLibrary> => openTestLibrary({ folder, world: { freeBytes: async () => freeBytes() } })

let told: readonly Told[] = []
const tell = (line: Told): void => {
  told = [...told, line]
}
const twoPictures = (): readonly Uint8Array[] => [makePng({ dataBytes: 400_000 }), makePng({ dataBytes: 400_000 })]
const answerWith = (pictures: readonly Uint8Array[]): Uint8Array =>
  scriptAnswer([...pictures.map((bytes, position) => image(bytes, position)), done])

/** `null`, or in the studio's words why not. */
async function attempt(act: () => Promise<void>): Promise<string | null> {
  try {
    await act()
    return null
  } catch (cause) {
    if (cause instanceof NotBegunError) return cause.failure.kind
    return toLibraryProblem(cause, folder)?.kind ?? String(cause)
  }
}

const generate = (library: TestLibrary): Promise<string | null> =>
  attempt(async () => {
    const pictures = twoPictures()
    const sha256s = pictures.map(sha256Of)
    const { id } = await library.begin('고양이', 'sketch')
    tell({ kind: 'begun', id })
    library.operations.openSpool({ id, head: scriptedHead })
    library.operations.appendSpool({ id, bytes: answerWith(pictures) })
    tell({ kind: 'arrived', id, sha256s })
    await library.operations.settleGeneration({ id, nowMs: 2, durationMs: 1 })
    tell({ kind: 'settled', id, sha256s })
  })

async function importPicture(library: TestLibrary): Promise<string | null> {
  const bytes = makePng({ dataBytes: 400_000 })
  const imported = await library.operations.importImage({ bytes, fileName: '바다.png', nowMs: 3 })
  if (!imported.ok) return imported.failure.kind
  tell({ kind: 'imported', imageId: imported.value.id, sha256: imported.value.sha256 })
  return null
}

/** As promised: what was settled or imported. */
const imageCount = (): number =>
  told.reduce(
    (sum, line) => sum + (line.kind === 'settled' ? line.sha256s.length : line.kind === 'imported' ? 1 : 0),
    0,
  )

async function fill(library: TestLibrary): Promise<readonly string[]> {
  const refusals: string[] = []
  while (refusals.length < 10) {
    const refused = [await generate(library), await importPicture(library)].filter((one) => one !== null)
    refusals.push(...refused)
  }
  return [...new Set(refusals)]
}

/** Deletes what was imported, for good; answers with how it went. */
async function deleteImports(library: TestLibrary): Promise<string | null> {
  const ids = told.flatMap((line) => (line.kind === 'imported' ? [line.imageId] : []))
  const refused = await attempt(async () => {
    library.operations.trashImages({ ids, nowMs: 1 })
    await library.operations.emptyTrash({ deletedBeforeMs: null })
  })
  told = told.filter(({ kind }) => kind !== 'imported')
  return refused
}

/** An answer on its way through the real runner; the disk is filled in the middle of it or when all of it is there. */
async function receive(library: TestLibrary, fillWhen: 'in the middle' | 'at the end') {
  const pictures = twoPictures()
  const body = answerWith(pictures)
  const half = Math.floor(body.byteLength / 2)
  const { promise: refused, resolve: refuse } = Promise.withResolvers<string>()
  const { promise: settled, resolve: settle } = Promise.withResolvers<string>()
  const provider: Provider = {
    id: 'sketch',
    send: async () =>
      ok({
        head: scriptedHead,
        body: (async function* () {
          yield body.slice(0, half)
          if (fillWhen === 'in the middle') takeAllBut(0)
          yield body.slice(half)
          if (fillWhen === 'at the end') takeAllBut(0)
        })(),
      }),
  }
  const connection: Endpointed = {
    ...testConnection,
    id: 'sketch',
    profile: 'sketch',
    providers: ['sketch'],
    baseUrl: null,
    needsKey: false,
  }
  const queue = openTestQueue({
    provider,
    connections: [connection],
    broadcast: (name, payload) => {
      if (name === 'library.refused' && 'failure' in payload) refuse(payload.failure.kind)
      if (name === 'generation.changed' && 'generation' in payload && !isOut(payload.generation))
        settle(payload.generation.status)
    },
    nowMs: () => 4,
  })
  const started = await queue.add(clientOf(library), {
    draft: { connectionId: 'sketch', model: 'sketch', typedPrompt: '고양이', params: { size: '512x512', n: 2 } },
    provider: 'sketch',
    connection,
  })
  if (!started.ok) throw new Error(started.failure.kind)
  tell({ kind: 'settled', id: started.value.id, sha256s: pictures.map(sha256Of) })
  return { refused, settled, stop: queue.stop }
}

const found: Record<string, unknown> = {}

let library = await open()
found['filling it is refused with'] = await fill(library)
await library[Symbol.asyncDispose]()
found['lost when it was full'] = brokenPromises(folder, told, { mayWaitForRoom: true })

takeAllBut(0)
library = await open()
found['pictures shown when it is full'] = library.operations.status({}).imageCount === imageCount()
found['deleting when it is full is refused with'] = await deleteImports(library)
giveBack()
await library[Symbol.asyncDispose]()

library = await open()
found['making one after that is refused with'] = await generate(library)
found['importing one after that is refused with'] = await importPicture(library)
await library.operations.sweepOrphans({})
await library[Symbol.asyncDispose]()
found['lost after that'] = brokenPromises(folder, told)

library = await open()
const halved = await receive(library, 'in the middle')
found['an answer of which half fits is told as'] = await halved.refused
giveBack()
found['and becomes, with room'] = await halved.settled
const whole = await receive(library, 'at the end')
found['an answer that cannot be settled is told as'] = await whole.refused
giveBack()
found['which becomes, with room'] = await whole.settled
const left = await receive(library, 'at the end')
found['one that is left so is told as'] = await left.refused
await left.stop()
await library[Symbol.asyncDispose]()

library = await open()
found['reports of opening with it'] = [
  ...new Set(library.reports.map((cause) => toLibraryProblem(cause, folder)?.kind ?? String(cause))),
]
await library[Symbol.asyncDispose]()
giveBack()
library = await open()
found['reports of opening with room'] = library.reports
await library.operations.sweepOrphans({})
await library[Symbol.asyncDispose]()
found['lost in the end'] = brokenPromises(folder, told)

process.stdout.write(`${JSON.stringify(found)}\n`)
