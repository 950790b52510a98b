import type { MessagePort } from 'node:worker_threads'
import type { TaskContext } from '../tasks/task-context.ts'
import { toLibraryProblem } from './library-problem.ts'
import { type Message, pack, type Request, toError } from './worker-messages.ts'

/** Answers calls of `operations` that come through `port`, until one of them is `close`. */
export function answerCalls(options: {
  readonly port: MessagePort
  readonly folder: string
  /** A table of functions that each take one plain object, and a `TaskContext` where the work is long. */
  readonly operations: object
}): (message: Message) => void {
  const { port, folder, operations } = options
  const stopById = new Map<number, AbortController>()
  const post = (message: Message): void => {
    const { value, transferList } = pack(message)
    port.postMessage(value, transferList)
  }
  const contextOf = (id: number): TaskContext => {
    const stop = new AbortController()
    stopById.set(id, stop)
    return { signal: stop.signal, report: (progress) => post({ kind: 'progress', id, progress }) }
  }

  port.on('message', (request: Request) => {
    if (request.kind === 'abort') {
      stopById.get(request.id)?.abort()
      return
    }
    const { id, name, input, isLong } = request
    void answer(operations, folder, { id, name, input, context: isLong ? contextOf(id) : null }).then((message) => {
      stopById.delete(id)
      post(message)
      // Nothing else keeps the worker alive.
      if (name === 'close') port.close()
    })
  })
  return post
}

async function answer(
  operations: object,
  folder: string,
  call: {
    readonly id: number
    readonly name: string
    readonly input: unknown
    readonly context: TaskContext | null
  },
): Promise<Message> {
  const { id, name, input, context } = call
  try {
    const operation: unknown = Object.hasOwn(operations, name) ? Reflect.get(operations, name) : undefined
    if (typeof operation !== 'function') throw new Error(`Unknown operation ${name}`)
    // The client's types pair each name with its input; across the thread boundary the compiler cannot follow.
    const value = await (operation as (input: unknown, context: TaskContext | null) => unknown)(input, context)
    return { kind: 'answer', id, value }
  } catch (cause) {
    const problem = toLibraryProblem(cause, folder)
    return problem === null ? { kind: 'defect', id, defect: toError(cause) } : { kind: 'problem', id, problem }
  }
}
