import type { ApiErrorName } from './api-error.ts'
import type { Outcome } from './make-response.ts'

/** How the next request is answered, once it was found valid (`before-check`: whatever it says). */
export type Behaviour =
  | { readonly kind: 'normal' }
  /** Valid and whole, but each piece only after `go` was called. */
  | { readonly kind: 'held'; readonly go: Promise<void> }
  | { readonly kind: 'error'; readonly name: ApiErrorName }
  /** Any status, headers and body; what was written down, not what the API would say. */
  | {
      readonly kind: 'raw'
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body: string | Buffer
    }
  /** A stream is asked for and plain JSON answered. */
  | { readonly kind: 'json-to-stream' }
  /** The right answer, ended after this share of its bytes: politely, by breaking the connection, or never. */
  | { readonly kind: 'cut'; readonly share: number; readonly ending: 'end' | 'reset' | 'hang' }
  /** The right answer, but a stream with no `completed`. */
  | { readonly kind: 'no-completed' }
  /** The request is read and never answered, or the connection broken. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' }
  /** One byte at a time, for ever. */
  | { readonly kind: 'trickle' }
  /** A body of that many bytes; it may be without end. */
  | { readonly kind: 'huge'; readonly status?: number; readonly bytes: number }
  /** A small compressed body that opens to that many bytes. */
  | { readonly kind: 'gzip-bomb'; readonly bytes: number }
  /** Of `/responses`: what comes of it, and how polling for it is answered first. */
  | {
      readonly kind: 'response'
      readonly outcome?: Outcome
      readonly polls?: readonly PollAnswer[]
      readonly hasImageUsage?: boolean
      /** A server that knows no background makes the picture at once. */
      readonly isForeground?: boolean
    }
  /** Addresses instead of pictures. */
  | { readonly kind: 'urls'; readonly urls: readonly string[] }

export type PollAnswer =
  | 'in-progress'
  | Extract<Behaviour, { readonly kind: 'error' | 'raw' | 'hang' | 'reset' | 'cut' }>
