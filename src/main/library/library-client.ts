import { Worker } from 'node:worker_threads'
import { err, ok, type Result } from '#shared/result.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import type { LibraryProblem } from './library-problem.ts'
import type { Operations } from './operations.ts'
import type { ReadOperations } from './read-operations.ts'
import type { LibraryRole } from './serve-library.ts'
import { type Message, pack, type Request, toError } from './worker-messages.ts'

/** Every operation of a table as a promise, with the same parameters. */
type Remote<Table extends Readonly<Record<keyof Table, (...given: never) => unknown>>> = {
  readonly [Name in keyof Table]: (...given: Parameters<Table[Name]>) => Promise<Awaited<ReturnType<Table[Name]>>>
}

/**
 * The library as main sees it: every operation of the workers as a promise. Rejects with `LibraryProblemError` when the
 * disk refuses, with the signal's reason when long work was stopped, with anything else for a defect. Byte arrays that
 * are given away are empty afterwards.
 */
export type LibraryClient = Remote<Operations> & {
  /** Slow questions, on a connection of their own. Its worker starts with the first of them. */
  readonly reader: Omit<Remote<ReadOperations>, 'close'>
}

/** Carries an expected failure of the library through a promise. */
export class LibraryProblemError extends Error {
  readonly problem: LibraryProblem
  constructor(problem: LibraryProblem) {
    super(`Library: ${problem.kind} ${problem.detail ?? ''}`.trim())
    this.problem = problem
  }
}

/** Starts the workers on a library folder. One that dies fails every call to it, now and later, and says so. */
export async function openLibraryClient(options: {
  readonly workerUrl: URL
  readonly folder: string
  /** Told of defects beside the calls, and of a worker's death. */
  readonly onDefect: (cause: unknown) => void
  /** `false`: a folder without a library is `library-missing`, not a new library. */
  readonly isCreationAllowed?: boolean
}): Promise<Result<LibraryClient, LibraryProblem>> {
  const { workerUrl, folder, onDefect, isCreationAllowed = true } = options
  const writer = startWorker(workerUrl, { kind: 'writer', folder, isCreationAllowed }, onDefect)
  const opened = await writer.opened
  if (!opened.ok) return opened

  let reader: RunningWorker | null = null
  const callReader: CallWorker = (name, input, context) => {
    reader ??= startWorker(workerUrl, { kind: 'reader', folder, databasePath: opened.value.databasePath }, onDefect)
    return reader.call(name, input, context)
  }
  const close = async (): Promise<void> => {
    await reader?.close()
    await writer.close()
  }
  const callWriter: CallWorker = (name, input, context) =>
    name === 'close' ? close() : writer.call(name, input, context)
  return ok(createProxy(callWriter, { reader: createProxy(callReader, {}) }))
}

type CallWorker = (name: string, input: unknown, context?: TaskContext) => Promise<unknown>

interface RunningWorker {
  /** Never settles for a reader, which opens nothing that could be refused. */
  readonly opened: Promise<Result<{ readonly databasePath: string }, LibraryProblem>>
  readonly call: CallWorker
  readonly close: () => Promise<void>
}

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (cause: unknown) => void
  readonly context: TaskContext | undefined
}

function startWorker(workerUrl: URL, role: LibraryRole, onDefect: (cause: unknown) => void): RunningWorker {
  const worker = new Worker(workerUrl, { workerData: role })
  const pendingById = new Map<number, Pending>()
  let nextId = 1
  let death: Error | null = null
  let isClosed = false
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const {
    promise: opened,
    resolve: resolveOpened,
    reject: rejectOpened,
  } = Promise.withResolvers<Result<{ readonly databasePath: string }, LibraryProblem>>()

  const settle = (id: number, act: (pending: Pending) => void): void => {
    const pending = pendingById.get(id)
    pendingById.delete(id)
    if (pending !== undefined) act(pending)
  }
  const post = (request: Request): void => {
    const { value, transferList } = pack(request)
    worker.postMessage(value, transferList)
  }
  const call: CallWorker = (name, input, context) =>
    new Promise((resolve, reject) => {
      if (death !== null) {
        reject(death)
        return
      }
      context?.signal.throwIfAborted()
      const id = nextId
      nextId += 1
      pendingById.set(id, { resolve, reject, context })
      post({ kind: 'call', id, name, input, isLong: context !== undefined })
      context?.signal.addEventListener('abort', () => {
        if (pendingById.has(id)) post({ kind: 'abort', id })
      })
    })

  worker.on('message', (message: Message) => {
    switch (message.kind) {
      case 'opened':
        resolveOpened(ok({ databasePath: message.databasePath }))
        break
      case 'not-opened':
        isClosed = true
        resolveOpened(err(message.problem))
        break
      case 'answer':
        settle(message.id, ({ resolve }) => resolve(message.value))
        break
      case 'progress':
        pendingById.get(message.id)?.context?.report(message.progress)
        break
      case 'problem':
        settle(message.id, ({ reject }) => reject(new LibraryProblemError(message.problem)))
        break
      case 'defect':
        settle(message.id, ({ reject, context }) =>
          reject(context?.signal.aborted === true ? context.signal.reason : message.defect),
        )
        break
      case 'report':
        onDefect(message.defect)
        break
    }
  })
  worker.on('error', (cause: unknown) => {
    death = toError(cause)
  })
  worker.on('exit', (code) => {
    const reason = new Error(isClosed ? 'The library is closed' : `A library worker ended with code ${code}`, {
      cause: death,
    })
    death = reason
    if (!isClosed) onDefect(reason)
    rejectOpened(reason)
    for (const id of [...pendingById.keys()]) settle(id, ({ reject }) => reject(reason))
    end()
  })
  // Of a reader nobody awaits it.
  opened.catch(() => undefined)

  return {
    opened,
    call,
    close: async () => {
      isClosed = true
      await call('close', {})
      await ended
    },
  }
}

/** One function an operation, made when it is asked for: main never loads the operations themselves. */
const createProxy = <Client extends object>(call: CallWorker, own: object): Client =>
  new Proxy<Client>(
    // The handler below answers for every name that the type knows.
    own as Client,
    {
      get: (target, name) => {
        // Promises probe what they resolve to for `then`.
        if (typeof name !== 'string' || name === 'then') return undefined
        const value: unknown = Reflect.get(target, name)
        return value ?? ((input: unknown, context?: TaskContext) => call(name, input, context))
      },
    },
  )
