import type { Failure } from '#shared/failure.ts'
import { err, type Result } from '#shared/result.ts'
import { type LibraryClient, LibraryProblemError } from './library-client.ts'
import type { LibraryProblem } from './library-problem.ts'

export type OpenedLibrary = Result<LibraryClient, LibraryProblem>

/**
 * Runs `use` on the open library; answers with the reason where none is, or where the disk refused. Waits while it is
 * being opened.
 */
export type WhenOpen = <Answer extends Result<unknown, Failure>>(
  use: (library: LibraryClient) => Promise<Answer>,
) => Promise<Answer | { readonly ok: false; readonly failure: LibraryProblem }>

export const createWhenOpen =
  (
    opened: Promise<OpenedLibrary>,
    /** Told of every problem that a call meets. */
    onProblem: (problem: LibraryProblem) => void = () => undefined,
  ): WhenOpen =>
  async (use) => {
    const library = await opened
    if (!library.ok) return library
    try {
      const answer = await use(library.value)
      if (!answer.ok && isLibraryProblem(answer.failure)) onProblem(answer.failure)
      return answer
    } catch (cause) {
      if (!(cause instanceof LibraryProblemError)) throw cause
      onProblem(cause.problem)
      return err(cause.problem)
    }
  }

const isLibraryProblem = (failure: Failure): failure is LibraryProblem =>
  failure.kind === 'library-damaged' || failure.kind === 'library-missing'
