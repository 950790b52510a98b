import type { Failure, FailureOf } from '#shared/failure.ts'
import { err, type Result } from '#shared/result.ts'
import type { LibraryClient } from './library-client.ts'

/** What can keep a library from being open. */
export type LibraryProblem = FailureOf<
  'library-locked' | 'library-newer' | 'library-damaged' | 'library-missing' | 'library-read-only' | 'disk-full'
>

export type OpenedLibrary = Result<LibraryClient, LibraryProblem>

/** Runs `use` on the open library; answers with the reason where none is. Waits while it is being opened. */
export type WhenOpen = <Value, Problem extends Failure>(
  use: (library: LibraryClient) => Promise<Result<Value, Problem>>,
) => Promise<Result<Value, Problem | LibraryProblem>>

export const createWhenOpen =
  (opened: Promise<OpenedLibrary>): WhenOpen =>
  async (use) => {
    const library = await opened
    return library.ok ? use(library.value) : err(library.failure)
  }
