import type { Call } from './faults/inject-fault.ts'

/** What a driver of the store says on stdout, each after it was told so itself: from here on it is promised. */
export type Told =
  | { readonly kind: 'ready' }
  /** After so many calls. */
  | { readonly kind: 'opened'; readonly callCount: number }
  | { readonly kind: 'begun'; readonly id: number }
  /** The whole answer is with the library: a kill cannot take it any more, settled or not. */
  | { readonly kind: 'arrived'; readonly id: number; readonly sha256s: readonly string[] }
  | { readonly kind: 'settled'; readonly id: number; readonly sha256s: readonly string[] }
  | { readonly kind: 'imported'; readonly imageId: number; readonly sha256: string }
  /** So many changes of a drawing on this picture, in their order. */
  | { readonly kind: 'drawn'; readonly imageId: number; readonly count: number }
  | { readonly kind: 'masked'; readonly maskId: number; readonly sha256: string }
  /** What the disk refused, in the studio's words. */
  | { readonly kind: 'refused'; readonly what: string; readonly problem: string }
  /** Anything else: the studio would call it unexpected. */
  | { readonly kind: 'defect'; readonly what: string; readonly message: string }
  /** A promise was given for files that a power cut could still take away. */
  | { readonly kind: 'perishable'; readonly files: readonly string[] }
  | { readonly kind: 'synchronous'; readonly value: unknown }
  | { readonly kind: 'ended'; readonly calls: readonly Call[] }

/** `null` for a line that was cut off by a kill: it was not said. */
export function parseTold(line: string): Told | null {
  try {
    // Written by a driver, from this very type.
    return JSON.parse(line) as Told
  } catch (cause) {
    if (cause instanceof SyntaxError) return null
    throw cause
  }
}
