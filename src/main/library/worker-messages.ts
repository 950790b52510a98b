import { isMarkedAsUntransferable } from 'node:worker_threads'
import type { Progress } from '../tasks/task-context.ts'
import type { LibraryProblem } from './library-problem.ts'

/** What main sends: a call of an operation, or that one which goes on shall stop. */
export type Request =
  | {
      readonly kind: 'call'
      readonly id: number
      readonly name: string
      readonly input: unknown
      /** Wants to hear of its progress and may be stopped. */
      readonly isLong: boolean
    }
  | { readonly kind: 'abort'; readonly id: number }

/** What a worker sends. The writing one says `opened` first, once. */
export type Message =
  | { readonly kind: 'opened'; readonly databasePath: string }
  | { readonly kind: 'not-opened'; readonly problem: LibraryProblem }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  /** The disk refused. */
  | { readonly kind: 'problem'; readonly id: number; readonly problem: LibraryProblem }
  | { readonly kind: 'defect'; readonly id: number; readonly defect: Error }
  /** Something went wrong beside a call; for the log. */
  | { readonly kind: 'report'; readonly defect: Error }

export interface Parcel<Value> {
  readonly value: Value
  readonly transferList: ArrayBuffer[]
}

/**
 * Prepares a plain value for the other thread: byte arrays are handed over instead of copied, and are empty here
 * afterwards. A view into a larger buffer is cut out first; cloning it would send the whole buffer along.
 */
export function pack<Value>(value: Value): Parcel<Value> {
  const transferList: ArrayBuffer[] = []
  const walk = (part: unknown): unknown => {
    if (part instanceof Uint8Array) {
      const own = ownsItsBuffer(part) ? part : new Uint8Array(part)
      // A shared buffer is no ArrayBuffer and was cut out above.
      if (own.buffer instanceof ArrayBuffer && !transferList.includes(own.buffer)) transferList.push(own.buffer)
      return own
    }
    if (Array.isArray(part)) return part.map(walk)
    if (isPlainObject(part)) return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]))
    return part
  }
  // The walk keeps every shape; it only swaps byte arrays for equal ones.
  return { value: walk(value) as Value, transferList }
}

const ownsItsBuffer = ({ buffer, byteLength }: Uint8Array): boolean =>
  buffer instanceof ArrayBuffer && buffer.byteLength === byteLength && !isMarkedAsUntransferable(buffer)

const isPlainObject = (part: unknown): part is object =>
  typeof part === 'object' && part !== null && Object.getPrototypeOf(part) === Object.prototype

export const toError = (cause: unknown): Error => (cause instanceof Error ? cause : new Error(String(cause)))
