import type { ReadLibrary } from '../library/read-library.ts'
import { readDHashes } from '../library/thumbnails.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import { listCollections } from './collections.ts'
import { contentsNotLookedAt, groupDuplicates } from './duplicates.ts'
import { listTags } from './tags.ts'

type Nothing = Readonly<Record<never, never>>

export const createOrganisingReadOperations = ({ db, paths }: ReadLibrary) => ({
  listTags: (_: Nothing) => listTags(db),
  listCollections: (_: Nothing) => listCollections(db),
  contentsNotLookedAt: (_: Nothing) => ({ sha256s: contentsNotLookedAt(db, readDHashes(paths.thumbnails)) }),
  groupDuplicates: (_: Nothing, { signal }: TaskContext) => groupDuplicates(db, readDHashes(paths.thumbnails), signal),
})
