import type { MessagePort } from 'node:worker_threads'
import type { LibraryWorld } from './library.ts'
import { toLibraryProblem } from './library-problem.ts'
import { openLibrary } from './open-library.ts'
import { createOperations, type Operations } from './operations.ts'
import { type Message, pack, type Request, toError } from './worker-messages.ts'

/** The worker's side of `openLibraryClient`: opens the library and answers calls until it is closed. */
export async function serveLibrary(options: {
  readonly port: MessagePort
  readonly folder: string
  readonly isCreationAllowed: boolean
  readonly world: Omit<LibraryWorld, 'report'>
}): Promise<void> {
  const { port, folder, isCreationAllowed } = options
  const post = (message: Message): void => {
    const { value, transferList } = pack(message)
    port.postMessage(value, transferList)
  }
  const world: LibraryWorld = {
    ...options.world,
    report: (cause) => post({ kind: 'report', defect: toError(cause) }),
  }

  const opened = await openLibrary(folder, world, { isCreationAllowed })
  if (!opened.ok) {
    post({ kind: 'not-opened', problem: opened.failure })
    port.close()
    return
  }
  const operations = createOperations(opened.value)
  port.on('message', ({ id, name, input }: Request) => {
    void answer(operations, folder, { id, name, input }).then((message) => {
      post(message)
      // Nothing else keeps the worker alive.
      if (name === 'close') port.close()
    })
  })
  post({ kind: 'opened' })
}

async function answer(operations: Operations, folder: string, { id, name, input }: Request): Promise<Message> {
  try {
    if (!isOperation(operations, name)) throw new Error(`Unknown operation ${name}`)
    // The client's types pair each name with its input; across the thread boundary the compiler cannot follow.
    const operation = operations[name] as (input: unknown) => unknown
    return { kind: 'answer', id, value: await operation(input) }
  } catch (cause) {
    const problem = toLibraryProblem(cause, folder)
    return problem === null ? { kind: 'defect', id, defect: toError(cause) } : { kind: 'problem', id, problem }
  }
}

const isOperation = (operations: Operations, name: string): name is keyof Operations => Object.hasOwn(operations, name)
