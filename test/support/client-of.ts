import type { LibraryClient } from '#main/library/library-client.ts'
import { createWhenOpen, type WhenOpen } from '#main/library/when-open.ts'
import { ok } from '#shared/result.ts'
import type { TestLibrary } from './open-test-library.ts'

/** A test library as main sees it, without the thread between. */
export const clientOf = ({ operations }: TestLibrary): LibraryClient =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      // Each operation is called with the input its own client type asks for.
      async (input: unknown) => (operation as (input: unknown) => unknown)(input),
    ]),
    // The table above has exactly the client's names.
  ) as unknown as LibraryClient

export const whenOpenOf = (library: TestLibrary): WhenOpen => createWhenOpen(Promise.resolve(ok(clientOf(library))))
