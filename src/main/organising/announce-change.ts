import type { Broadcast } from '../ipc/broadcast.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { Changed } from './undo.ts'

export type AnnounceChange = (library: LibraryClient, changed: Omit<Changed, 'undoId'>) => void

/** Tells every window what has changed; once more when the search index has followed. */
export const createAnnounceChange =
  (broadcast: Broadcast, logDefect: (where: string, cause: unknown) => unknown): AnnounceChange =>
  (library, { events, isIndexDue }) => {
    for (const event of events) broadcast(event, {})
    if (!isIndexDue) return
    library
      .finishIndexing({})
      .then(() => broadcast('images.changed', {}))
      .catch((cause: unknown) => logDefect('search index', cause))
  }
