import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { sha256Of } from '#main/library/blob-store.ts'
import type { Library } from '#main/library/library.ts'
import { toLibraryProblem } from '#main/library/library-problem.ts'
import { type OpenLibrary, openLibrary } from '#main/library/open-library.ts'
import { createOperations } from '#main/library/operations.ts'
import type { ProviderEvent } from '#main/providers/provider.ts'
import { makePng } from '#test/support/make-picture.ts'
import { testWorld } from '#test/support/open-test-library.ts'
import { scriptAnswer, scriptedHead } from '#test/support/scripted-answer.ts'
import type { Told } from '../told.ts'
import { arm, calls, durability, Fault } from './inject-fault.ts'

/** Lives of the store on one thread, one for each line that is read; says what was promised in them. */
export const LifeToLive = z.object({
  /**
   * `work`: opens, makes two generations and an import, closes. `leave`: makes one, ends with one spooled and one lost.
   * `reopen`: opens, sweeps, closes.
   */
  task: z.enum(['work', 'leave', 'reopen']),
  fault: Fault,
})
export type LifeToLive = z.infer<typeof LifeToLive>

/** What is made again when it is lost, or is promised against a kill only. */
const mayPerish = /^(tmp\/|spool\/|thumbs\.db|ballast$|lock\.db|sidecars-due\.json)/

const tell = (told: Told): void => {
  // process.stdout of a pipe is synchronous on Linux and macOS; the calls it makes are not the library's.
  process.stdout.write(`${JSON.stringify(told)}\n`)
}
/** No promise is given before everything that a row refers to is durable. */
const promise = ({ db }: Library, told: Told): void => {
  const promised = new Set(db.prepare('SELECT sha256 FROM images').pluck().all())
  const files = durability
    .perishable()
    .filter((file) => (file.startsWith('blobs/') ? promised.has(basename(file).slice(0, 64)) : !mayPerish.test(file)))
  if (files.length > 0) tell({ kind: 'perishable', files })
  tell(told)
}

const shared = makePng({ dataBytes: 5000 })

for await (const line of createInterface({ input: process.stdin })) {
  const { task, fault } = LifeToLive.parse(JSON.parse(line))
  arm(fault)
  await live(fault.folder, task)
  tell({ kind: 'ended', calls })
}

async function live(folder: string, task: LifeToLive['task']): Promise<void> {
  await attempt(folder, 'open', async () => {
    const report = (cause: unknown): void => tellTrouble(folder, 'report', cause)
    const opened = await openLibrary(folder, { ...testWorld, report })
    if (!opened.ok) {
      tell({ kind: 'refused', what: 'open', problem: opened.failure.kind })
      return
    }
    const { library } = opened.value
    promise(library, { kind: 'opened', callCount: calls.length })
    tell({ kind: 'synchronous', value: library.db.pragma('synchronous', { simple: true }) })
    const store = createStore(opened.value)
    switch (task) {
      case 'work':
        await store.generate([makePng({ dataBytes: 20_000 }), shared], 'settle')
        await store.generate([shared, makePng({ dataBytes: 100 })], 'settle')
        await store.importPicture()
        break
      case 'leave':
        await store.generate([makePng({ dataBytes: 900 }), shared], 'settle')
        await store.generate([shared, makePng({ dataBytes: 100 })], 'spool')
        await store.generate([], 'begin')
        process.kill(process.pid, 'SIGKILL')
        break
      case 'reopen':
        await store.sweep()
        break
    }
    await store.close()
  })
}

/** What can be done with an open library, told as it is done. */
function createStore(opened: OpenLibrary) {
  const { library } = opened
  const { folder } = library.paths
  const operations = createOperations(opened)
  return {
    generate: async (pictures: readonly Uint8Array[], until: 'begin' | 'spool' | 'settle'): Promise<void> => {
      const typedPrompt = '겨울 바다의 고양이'
      const begun = await operations.beginGeneration({
        draft: { connectionId: 'c', model: 'm', typedPrompt, params: { size: 'auto', n: 1 } },
        provider: 'openai-images',
        connectionLabel: 'c',
        sentPrompt: typedPrompt,
        createdAtMs: 1,
      })
      if (!begun.ok) {
        tell({ kind: 'refused', what: 'begin', problem: begun.failure.kind })
        return
      }
      const { id } = begun.value
      promise(library, { kind: 'begun', id })
      if (until === 'begin') return
      const sha256s = pictures.map(sha256Of)
      const images = pictures.map(
        (bytes, position): ProviderEvent => ({ kind: 'image', position, bytes, revisedPrompt: null }),
      )
      const body = scriptAnswer([...images, { kind: 'done', record: '{}' }])
      const hasArrived = await attempt(folder, 'spool', async () => {
        operations.markSent({ id, nowMs: 1 })
        operations.openSpool({ id, head: scriptedHead })
        const half = Math.floor(body.byteLength / 2)
        operations.appendSpool({ id, bytes: body.slice(0, half) })
        operations.appendSpool({ id, bytes: body.slice(half) })
        tell({ kind: 'arrived', id, sha256s })
      })
      if (!hasArrived || until === 'spool') return
      await attempt(folder, 'settle', async () => {
        const settled = await operations.settleGeneration({ id, nowMs: 2, durationMs: 1 })
        if (settled.kind === 'settled') promise(library, { kind: 'settled', id, sha256s })
      })
    },
    importPicture: () =>
      attempt(folder, 'import', async () => {
        const file = { bytes: makePng({ dataBytes: 900 }), fileName: '새.png', nowMs: 3 }
        const imported = await operations.importImage(file)
        if (imported.ok)
          promise(library, { kind: 'imported', imageId: imported.value.id, sha256: imported.value.sha256 })
        else tell({ kind: 'refused', what: 'import', problem: imported.failure.kind })
      }),
    sweep: () => attempt(folder, 'sweep', () => operations.sweepOrphans({})),
    close: () => attempt(folder, 'close', async () => operations.close({})),
  }
}

async function attempt(folder: string, what: string, act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act()
    return true
  } catch (cause) {
    tellTrouble(folder, what, cause)
    return false
  }
}

function tellTrouble(folder: string, what: string, cause: unknown): void {
  const problem = toLibraryProblem(cause, folder)
  if (problem !== null) tell({ kind: 'refused', what, problem: problem.kind })
  else tell({ kind: 'defect', what, message: cause instanceof Error ? (cause.stack ?? '') : String(cause) })
}
