import { statfs } from 'node:fs/promises'
import { openLibrary } from '#main/library/open-library.ts'
import { createOperations } from '#main/library/operations.ts'
import { makePng } from './make-picture.ts'
import { testWorld } from './open-test-library.ts'

/**
 * A process of its own that opens the library named on its command line, reads, tries each kind of writing, closes, and
 * says how all that went. With `delete` it also deletes the first picture for good.
 */
const [, , folder = '', also = ''] = process.argv
const reports: string[] = []
const opened = await openLibrary(folder, {
  ...testWorld,
  freeBytes: async (path) => {
    const { bavail, bsize } = await statfs(path)
    return bavail * bsize
  },
  report: (cause) => reports.push(String(cause)),
})

async function use(library: typeof opened & { readonly ok: true }): Promise<unknown> {
  const operations = createOperations(library.value)
  const how = async (act: () => unknown): Promise<unknown> => {
    try {
      const answer = await act()
      return typeof answer === 'object' && answer !== null && 'failure' in answer ? answer.failure : 'done'
    } catch (cause) {
      return cause instanceof Error && 'code' in cause ? cause.code : String(cause)
    }
  }
  const used = {
    imageCount: operations.status({}).imageCount,
    prompt: operations.getImage({ id: 1 })?.generation?.typedPrompt,
    isReadOnly: operations.status({}).isReadOnly || (await operations.isDiskFull({})),
    begun: await how(() =>
      operations.beginGeneration({
        draft: { connectionId: 'c', model: 'm', typedPrompt: 'x '.repeat(50_000), params: { size: 'auto', n: 1 } },
        provider: 'sketch',
        connectionLabel: 'Sketch',
        sentPrompt: 'x',
        createdAtMs: 1,
      }),
    ),
    imported: await how(() =>
      operations.importImage({ bytes: makePng({ dataBytes: 3_000_000 }), fileName: 'a.png', nowMs: 1 }),
    ),
    marked: await how(() => operations.markImages({ ids: [1], change: { kind: 'rating', rating: 5 } })),
    ...(also === 'delete'
      ? {
          deleted: await how(async () => {
            operations.trashImages({ ids: [1], nowMs: 1 })
            await operations.emptyTrash({ deletedBeforeMs: null })
          }),
        }
      : {}),
    left: operations.status({}).imageCount,
  }
  await library.value.close()
  return used
}

const said = opened.ok ? { used: await use(opened) } : { failure: opened.failure.kind }
process.stdout.write(`${JSON.stringify({ ...said, reports })}\n`)
