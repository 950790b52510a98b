import { type LibraryClient, LibraryProblemError } from '#main/library/library-client.ts'
import { toLibraryProblem } from '#main/library/library-problem.ts'
import { createWhenOpen, type WhenOpen } from '#main/library/when-open.ts'
import { ok } from '#shared/result.ts'
import type { TestLibrary } from './open-test-library.ts'

/** A test library as main sees it, without the threads between. */
export const clientOf = ({ operations, readOperations, folder }: TestLibrary): LibraryClient =>
  // The tables have exactly the client's names.
  ({ ...remote(operations, folder), reader: remote(readOperations, folder) }) as unknown as LibraryClient

const remote = (operations: object, folder: string): object =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      async (...given: readonly unknown[]) => {
        try {
          // Each operation is called with what its own client type asks for.
          return await (operation as (...given: readonly unknown[]) => unknown)(...given)
        } catch (cause) {
          const problem = toLibraryProblem(cause, folder)
          throw problem === null ? cause : new LibraryProblemError(problem)
        }
      },
    ]),
  )

export const whenOpenOf = (library: TestLibrary): WhenOpen => createWhenOpen(Promise.resolve(ok(clientOf(library))))
