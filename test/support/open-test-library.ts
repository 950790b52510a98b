import type { Library, LibraryWorld } from '#main/library/library.ts'
import { openLibrary } from '#main/library/open-library.ts'
import { createOperations, type Operations } from '#main/library/operations.ts'
import { openReadLibrary } from '#main/library/read-library.ts'
import { createReadOperations, type ReadOperations } from '#main/library/read-operations.ts'
import type { ProviderEvent } from '#main/providers/provider.ts'
import type { Failure } from '#shared/failure.ts'
import type { Generation } from '#shared/generation.ts'
import type { ProviderId } from '#shared/provider-id.ts'
import { scriptAnswer, scriptedHead, scriptedReaders } from './scripted-answer.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A real library in a folder of its own: real database, real files, operations without the worker between. */
export interface TestLibrary extends AsyncDisposable {
  readonly folder: string
  readonly library: Library
  readonly operations: Operations
  /** On a connection of its own, as in the studio. */
  readonly readOperations: ReadOperations
  /** What went wrong beside the calls. */
  readonly reports: readonly unknown[]
  /** A generation that is out. */
  readonly begin: (typedPrompt?: string, provider?: ProviderId) => Promise<Generation>
  /** A generation whose answer arrived whole but was not settled. */
  readonly spooled: (
    events: readonly ProviderEvent[],
    typedPrompt?: string,
    provider?: ProviderId,
  ) => Promise<Generation>
  readonly generate: (events: readonly ProviderEvent[], typedPrompt?: string) => Promise<Generation>
  /** Captions of the live images that a query finds, newest first. */
  readonly find: (query: string) => readonly string[]
}

export const testWorld: LibraryWorld = {
  readers: scriptedReaders,
  costOf: ({ usage }) =>
    usage === null || usage.outputTokens === null
      ? null
      : { microUsd: usage.outputTokens * 40, priceSource: 'price list', priceAsOf: '2026-11', priceVersion: 'list-1' },
  nowMs: () => 5000,
  freeBytes: async () => 10 ** 12,
  report: (cause) => {
    throw cause
  },
}

export const done: ProviderEvent = { kind: 'done', record: '{"data":[]}' }

export const image = (bytes: Uint8Array, position = 0, revisedPrompt: string | null = null): ProviderEvent => ({
  kind: 'image',
  position,
  bytes,
  revisedPrompt,
})

/** A generation was refused before it was written down. */
export class NotBegunError extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(`The generation did not begin: ${JSON.stringify(failure)}`)
    this.failure = failure
  }
}

export async function openTestLibrary(
  options: { readonly folder?: string; readonly world?: Partial<LibraryWorld> } = {},
): Promise<TestLibrary> {
  const temporary = options.folder === undefined ? await temporaryFolder() : null
  const folder = options.folder ?? temporary?.path ?? ''
  const reports: unknown[] = []
  const world: LibraryWorld = { ...testWorld, report: (cause) => reports.push(cause), ...options.world }
  const opened = await openLibrary(folder, world)
  if (!opened.ok) throw new Error(`The test library did not open: ${JSON.stringify(opened.failure)}`)
  const { library, close } = opened.value
  const operations = createOperations(opened.value)
  const reader = openReadLibrary({ folder, databasePath: library.db.name }, world)
  const readOperations = createReadOperations(reader)

  const begin = async (typedPrompt = 'a cat', provider: ProviderId = 'openai-images'): Promise<Generation> => {
    const begun = await operations.beginGeneration({
      draft: { connectionId: 'c1', model: 'gpt-image-1', typedPrompt, params: { size: '1024x1024', n: 1 } },
      provider,
      connectionLabel: 'OpenAI',
      sentPrompt: typedPrompt,
      createdAtMs: 1000,
    })
    if (!begun.ok) throw new NotBegunError(begun.failure)
    const { id } = begun.value
    operations.markSent({ id, nowMs: 1000 })
    const generation = operations.getGeneration({ id })
    if (generation === null) throw new Error('The generation that began is not there')
    return generation
  }
  const spooled: TestLibrary['spooled'] = async (events, typedPrompt, provider = 'openai-images') => {
    const generation = await begin(typedPrompt, provider)
    operations.openSpool({ id: generation.id, head: { ...scriptedHead, provider } })
    operations.appendSpool({ id: generation.id, bytes: scriptAnswer(events) })
    return generation
  }
  return {
    folder,
    library,
    operations,
    readOperations,
    reports,
    begin,
    spooled,
    generate: async (events, typedPrompt) => {
      const { id } = await spooled(events, typedPrompt)
      const settled = await operations.settleGeneration({ id, nowMs: 2000, durationMs: 900 })
      if (settled.kind !== 'settled') throw new Error('The answer links to its pictures')
      return settled.generation
    },
    find: (text) => {
      const { ids } = readOperations.listImages({
        query: { text, place: 'library', collectionId: null },
        arrangement: { sort: 'newest', groupBy: 'none', isStacked: false },
      })
      return operations.imageCards({ ids: [...ids] }).map(({ caption }) => caption)
    },
    [Symbol.asyncDispose]: async () => {
      reader.close()
      await close()
      await temporary?.[Symbol.asyncDispose]()
    },
  }
}
