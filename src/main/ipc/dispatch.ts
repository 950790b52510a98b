import type { z } from 'zod'
import { type CallName, calls, type Handlers } from '#shared/contract.ts'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'

const longestIssue = 300

export type Dispatch = (name: unknown, input: unknown) => Promise<Result<unknown, Failure>>

/** What the dispatcher needs of a handler once its input is parsed: the table guarantees that the two fit. */
type AnyHandler = (input: unknown) => Promise<Result<unknown, Failure>> | Result<unknown, Failure>

/**
 * Answers every call, whatever arrives: an unknown name and malformed input get a typed refusal, a thrown defect is
 * logged and answered with its log id. Answers are parsed too, so that main cannot say more than the contract does.
 */
export function createDispatcher(options: {
  readonly handlers: Handlers
  /** Writes a defect to the log and returns the id to look it up by. */
  readonly logDefect: (where: string, cause: unknown) => string
}): Dispatch {
  const { handlers, logDefect } = options
  return async (name, input) => {
    if (!isCallName(name)) return err({ kind: 'unknown-call', name: describeName(name) })

    try {
      if (!isPlainObject(input)) return err({ kind: 'malformed-input', issues: ['input: not a plain object'] })
      const parsed = calls[name].input.safeParse(input)
      if (!parsed.success) return err({ kind: 'malformed-input', issues: describeIssues(parsed.error) })

      // The table pairs each handler with its own input; a union over all calls cannot express that pairing.
      const answer = await (handlers[name] as AnyHandler)(parsed.data)
      return answer.ok ? ok(calls[name].output.parse(answer.value)) : answer
    } catch (cause) {
      return err({ kind: 'unexpected', logId: logDefect(name, cause) })
    }
  }
}

const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(calls, name)

/** As every input is. Seen before it is parsed: the schema would name each of a million bytes as an unknown key. */
function isPlainObject(input: unknown): boolean {
  if (typeof input !== 'object' || input === null) return false
  const prototype: unknown = Object.getPrototypeOf(input)
  return prototype === Object.prototype || prototype === null
}

/** Never by `String` of an object: one whose `toString` is no function would throw, and a nested array never end. */
const describeName = (name: unknown): string =>
  typeof name === 'object' && name !== null ? 'object' : String(name).slice(0, 100)

/** Cut, because the message about unknown keys names every one of them. */
const describeIssues = (error: z.ZodError): string[] =>
  error.issues
    .slice(0, 20)
    .map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`.slice(0, longestIssue))
