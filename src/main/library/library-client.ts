import { Worker } from 'node:worker_threads'
import { err, ok, type Result } from '#shared/result.ts'
import type { LibraryProblem } from './library-problem.ts'
import type { Operations } from './operations.ts'
import { type Message, pack, type Request, toError } from './worker-messages.ts'

/**
 * The library as main sees it: every operation of the worker as a promise. Rejects with `LibraryProblemError` when the
 * disk refuses, with anything else for a defect. Byte arrays that are given away are empty afterwards.
 */
export type LibraryClient = {
  readonly [Name in keyof Operations]: (
    input: Parameters<Operations[Name]>[0],
  ) => Promise<Awaited<ReturnType<Operations[Name]>>>
}

/** Carries an expected failure of the library through a promise. */
export class LibraryProblemError extends Error {
  readonly problem: LibraryProblem
  constructor(problem: LibraryProblem) {
    super(`Library: ${problem.kind} ${problem.detail ?? ''}`.trim())
    this.problem = problem
  }
}

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (cause: Error) => void
}

/** Starts the worker on a library folder. A worker that dies fails every call, now and later, and says so. */
export function openLibraryClient(options: {
  readonly workerUrl: URL
  readonly folder: string
  /** Told of defects beside the calls, and of the worker's death. */
  readonly onDefect: (cause: unknown) => void
  /** `false`: a folder without a library is `library-missing`, not a new library. */
  readonly isCreationAllowed?: boolean
}): Promise<Result<LibraryClient, LibraryProblem>> {
  const { workerUrl, folder, onDefect, isCreationAllowed = true } = options
  const worker = new Worker(workerUrl, { workerData: { folder, isCreationAllowed } })
  const pendingById = new Map<number, Pending>()
  let nextId = 1
  let death: Error | null = null
  let isClosed = false
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()

  const settle = (id: number, act: (pending: Pending) => void): void => {
    const pending = pendingById.get(id)
    pendingById.delete(id)
    if (pending !== undefined) act(pending)
  }
  const callWorker = (name: string, input: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (death !== null) {
        reject(death)
        return
      }
      const id = nextId
      nextId += 1
      pendingById.set(id, { resolve, reject })
      const { value, transferList } = pack({ id, name, input } satisfies Request)
      worker.postMessage(value, transferList)
    })
  const close = async (): Promise<void> => {
    isClosed = true
    await callWorker('close', {})
    await ended
  }
  const call = (name: string, input: unknown): Promise<unknown> =>
    name === 'close' ? close() : callWorker(name, input)

  return new Promise((resolveOpened, rejectOpened) => {
    worker.on('message', (message: Message) => {
      switch (message.kind) {
        case 'opened':
          resolveOpened(ok(createProxy(call)))
          break
        case 'not-opened':
          isClosed = true
          resolveOpened(err(message.problem))
          break
        case 'answer':
          settle(message.id, ({ resolve }) => resolve(message.value))
          break
        case 'problem':
          settle(message.id, ({ reject }) => reject(new LibraryProblemError(message.problem)))
          break
        case 'defect':
          settle(message.id, ({ reject }) => reject(message.defect))
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
      const reason = new Error(isClosed ? 'The library is closed' : `The library worker ended with code ${code}`, {
        cause: death,
      })
      death = reason
      if (!isClosed) onDefect(reason)
      rejectOpened(reason)
      for (const id of [...pendingById.keys()]) settle(id, ({ reject }) => reject(reason))
      end()
    })
  })
}

/** One function an operation, made when it is asked for: main never loads the operations themselves. */
const createProxy = (call: (name: string, input: unknown) => Promise<unknown>): LibraryClient =>
  new Proxy<LibraryClient>(
    // Empty: the handler below answers for every name that the type knows.
    {} as LibraryClient,
    {
      get: (_, name) =>
        // Promises probe what they resolve to for `then`.
        typeof name !== 'string' || name === 'then' ? undefined : (input: unknown) => call(name, input),
    },
  )
