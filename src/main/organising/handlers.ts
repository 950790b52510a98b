import type { Handlers } from '#shared/contract.ts'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { WhenOpen } from '../library/when-open.ts'
import type { TaskRegistry } from '../tasks/task-registry.ts'
import type { AnnounceChange } from './announce-change.ts'
import { findDuplicates } from './find-duplicates.ts'
import type { Changed } from './undo.ts'

export const createOrganisingHandlers = (options: {
  readonly whenOpen: WhenOpen
  readonly broadcast: Broadcast
  readonly tasks: TaskRegistry
  readonly makeThumbnail: (sha256: string) => Promise<unknown>
  readonly announceChange: AnnounceChange
}) => {
  const { whenOpen, broadcast, tasks, makeThumbnail, announceChange } = options
  const change = <Problem extends Failure>(act: (library: LibraryClient) => Promise<Result<Changed, Problem>>) =>
    whenOpen(async (library) => {
      const changed = await act(library)
      if (!changed.ok) return changed
      announceChange(library, changed.value)
      return ok({ undoId: changed.value.undoId })
    })

  return {
    'changes.undo': ({ undoId }) =>
      whenOpen(async (library) => {
        const undone = await library.undoChange({ undoId })
        if (undone === null) return err({ kind: 'not-found', what: 'change' })
        announceChange(library, undone)
        return ok({})
      }),

    'tags.list': () => whenOpen(async (library) => ok({ tags: await library.reader.listTags({}) })),
    'tags.rename': (input) => change((library) => library.renameTag(input)),
    'tags.remove': (input) => change((library) => library.removeTag(input)),

    'collections.list': () =>
      whenOpen(async (library) => ok({ collections: await library.reader.listCollections({}) })),
    'collections.create': (input) =>
      whenOpen(async (library) => {
        const created = await library.createCollection(input)
        if (created.ok) broadcast('organising.changed', {})
        return created
      }),
    'collections.rename': (input) => change((library) => library.renameCollection(input)),
    'collections.move': (input) => change((library) => library.moveCollection(input)),
    'collections.remove': (input) => change((library) => library.removeCollection(input)),
    'collections.addImages': (input) => change((library) => library.addToCollection(input)),
    'collections.removeImages': (input) => change((library) => library.removeFromCollection(input)),

    'library.findDuplicates': () =>
      whenOpen(async (library) =>
        ok({
          taskId: tasks.start({ kind: 'duplicates', name: null }, (context) =>
            findDuplicates(library, makeThumbnail, context),
          ),
        }),
      ),
  } satisfies Partial<Handlers>
}
