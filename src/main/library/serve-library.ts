import type { MessagePort } from 'node:worker_threads'
import { answerCalls } from './answer-calls.ts'
import type { LibraryWorld } from './library.ts'
import { openLibrary } from './open-library.ts'
import { createOperations } from './operations.ts'
import { openReadLibrary } from './read-library.ts'
import { createReadOperations } from './read-operations.ts'
import { type Message, toError } from './worker-messages.ts'

/** What `openLibraryClient` tells a worker. */
export type LibraryRole =
  /** Opens the library and owns all writing. */
  | { readonly kind: 'writer'; readonly folder: string; readonly isCreationAllowed: boolean }
  /** Slow questions, on a connection that cannot write, so that no page waits behind them. */
  | { readonly kind: 'reader'; readonly folder: string; readonly databasePath: string }

/** The workers' side of `openLibraryClient`: opens the library and answers calls until it is closed. */
export async function serveLibrary(options: {
  readonly port: MessagePort
  readonly role: LibraryRole
  readonly world: Omit<LibraryWorld, 'report'>
}): Promise<void> {
  const { port, role } = options
  const { folder } = role
  const world: LibraryWorld = {
    ...options.world,
    report: (cause) => port.postMessage({ kind: 'report', defect: toError(cause) } satisfies Message),
  }

  if (role.kind === 'reader') {
    answerCalls({ port, folder, operations: createReadOperations(openReadLibrary(role, world)) })
    return
  }
  const opened = await openLibrary(folder, world, { isCreationAllowed: role.isCreationAllowed })
  if (!opened.ok) {
    port.postMessage({ kind: 'not-opened', problem: opened.failure } satisfies Message)
    port.close()
    return
  }
  const post = answerCalls({ port, folder, operations: createOperations(opened.value) })
  post({ kind: 'opened', databasePath: opened.value.library.db.name })
}
