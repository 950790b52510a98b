import type { Failure } from '#shared/failure.ts'

/** A `Failure` in the form TanStack Query wants its errors: thrown. `query.error.failure` is the plain object again. */
export class FailureError extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.kind)
    this.name = 'FailureError'
    this.failure = failure
  }
}

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: FailureError
  }
}
