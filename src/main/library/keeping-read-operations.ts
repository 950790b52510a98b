import type { TaskContext } from '../tasks/task-context.ts'
import { databaseProblems, problemsOfFile } from './check-database.ts'
import { checkFiles } from './check-files.ts'
import type { ReadLibrary } from './read-library.ts'

type Nothing = Readonly<Record<never, never>>

/** Checks, which take long and change nothing. */
export const createKeepingReadOperations = (library: ReadLibrary) => ({
  databaseProblems: (_: Nothing) => databaseProblems(library.db),
  problemsOfFile: ({ path }: { readonly path: string }) => problemsOfFile(path),
  checkFiles: (_: Nothing, context: TaskContext) => checkFiles(library, context),
})
