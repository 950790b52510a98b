import { expect, test } from 'vitest'
import type { EventName } from '#shared/contract.ts'
import type { Task } from '#shared/task.ts'
import { whenOpenOf } from '#test/support/client-of.ts'
import { makePng } from '#test/support/make-picture.ts'
import { searchIds } from '#test/support/marked-library.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import type { Desktop } from '../desktop.ts'
import { openDragFolder } from '../images/drag-out.ts'
import { createImageHandlers } from '../images/handlers.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import { createTaskRegistry } from '../tasks/task-registry.ts'
import { createAnnounceChange } from './announce-change.ts'
import { createOrganisingHandlers } from './handlers.ts'

/** The handlers of both domains over a real library; hears what they announce. */
function serve(library: TestLibrary, profileFolder = '') {
  const heard: EventName[] = []
  const dragged: { readonly files: readonly string[]; readonly icon: Uint8Array | null }[] = []
  const { promise: outcome, resolve: settle } = Promise.withResolvers<Task['state']>()
  const broadcast: Broadcast = (name, payload) => {
    heard.push(name)
    if ('task' in payload && payload.task.state.kind !== 'running') settle(payload.task.state)
  }
  const throwIt = (_: string, cause: unknown): never => {
    throw cause
  }
  const whenOpen = whenOpenOf(library)
  const announceChange = createAnnounceChange(broadcast, throwIt)
  const tasks = createTaskRegistry({ broadcast, nowMs: () => 5, logDefect: throwIt })
  // The rest of the desktop is of no use to what is tested here.
  const desktop = { startDrag: (files, icon) => dragged.push({ files, icon }) } as Partial<Desktop> as Desktop
  const call = {
    ...createImageHandlers({
      whenOpen,
      broadcast,
      desktop,
      nowMs: () => 60,
      announceChange,
      dragFolder: openDragFolder(profileFolder, (cause) => throwIt('', cause)),
      dragIconOf: async () => Uint8Array.of(7),
    }),
    ...createOrganisingHandlers({ whenOpen, broadcast, tasks, makeThumbnail: async () => null, announceChange }),
  }
  const take = (): readonly EventName[] => heard.splice(0)
  return { call, take, outcome, dragged }
}

test('A change is announced when it is made and when it is taken back', async () => {
  await using library = await openTestLibrary()
  await library.generate([image(makePng()), done])
  const { call, take } = serve(library)
  const unknown = { ok: false, failure: { kind: 'not-found', what: 'change' } }
  expect([
    [await call['images.mark']({ ids: [1], change: { kind: 'favorite', isFavorite: true } }), take()],
    [await call['images.mark']({ ids: [1], change: { kind: 'favorite', isFavorite: true } }), take()],
    [await call['changes.undo']({ undoId: 1 }), take()],
    [await call['changes.undo']({ undoId: 1 }), take()],
    [await call['collections.create']({ name: 'c', parentId: null }), take()],
    [await call['collections.addImages']({ collectionId: 1, ids: [1] }), take()],
    [await call['collections.addImages']({ collectionId: 9, ids: [1] }), take()],
  ]).toEqual([
    [{ ok: true, value: { undoId: 1 } }, ['images.changed']],
    [{ ok: true, value: { undoId: null } }, []],
    [{ ok: true, value: {} }, ['images.changed']],
    [unknown, []],
    [{ ok: true, value: { id: 1, parentId: null, name: 'c', imageCount: 0 } }, ['organising.changed']],
    [{ ok: true, value: { undoId: 2 } }, ['images.changed', 'organising.changed']],
    [{ ok: false, failure: { kind: 'not-found', what: 'collection' } }, []],
  ])
})

test('When the search index follows later, that is announced too', async () => {
  await using library = await openTestLibrary()
  const ids = Array.from({ length: 1001 }, (_, index) => index + 1)
  library.library.db
    .prepare(
      `INSERT INTO images (id, position, sha256, width, height, bytes, format, created_at_ms)
       SELECT value, 0, printf('%064x', value), 1, 1, 1, 'png', value FROM json_each(?)`,
    )
    .run(JSON.stringify(ids))
  const { call, take } = serve(library)
  await call['images.mark']({ ids, change: { kind: 'note', note: 'harbour' } })
  expect(take()).toEqual(['images.changed'])
  await expect.poll(take).toEqual(['images.changed'])
  expect(searchIds(library.library, 'latin : harbour')).toEqual(ids)
})

test('Emptying the Trash and dropping pixels say what they freed', async () => {
  await using library = await openTestLibrary()
  const [first, second] = [makePng(), makePng({ dataBytes: 999 })]
  await library.generate([image(first), image(second, 1), done])
  const { call, take } = serve(library)
  await call['images.trash']({ ids: [1] })
  take()
  expect([
    [await call['images.emptyTrash']({ deletedBeforeMs: 60 }), take()],
    [await call['images.emptyTrash']({ deletedBeforeMs: null }), take()],
    [await call['images.dropPixels']({ ids: [2] }), take()],
    await call['images.showInFolder']({ id: 2 }),
    await call['images.saveAs']({ id: 2 }),
  ]).toEqual([
    [{ ok: true, value: { count: 0, freedBytes: 0 } }, ['images.changed', 'organising.changed']],
    [{ ok: true, value: { count: 1, freedBytes: first.byteLength } }, ['images.changed', 'organising.changed']],
    [{ ok: true, value: { count: 1, freedBytes: second.byteLength } }, ['images.changed']],
    { ok: false, failure: { kind: 'not-found', what: 'image' } },
    { ok: false, failure: { kind: 'not-found', what: 'image' } },
  ])
})

test('Duplicates are found as a task', async () => {
  await using library = await openTestLibrary()
  const bytes = makePng()
  await library.generate([image(bytes), image(bytes, 1), done])
  const { call, outcome } = serve(library)
  expect(await call['library.findDuplicates']()).toEqual({ ok: true, value: { taskId: 1 } })
  expect(await outcome).toEqual({
    kind: 'done',
    outcome: { kind: 'duplicates', groups: [{ kind: 'same-file', imageIds: [1, 2] }] },
  })
})

test('What is dragged out are copies under readable names, with a picture at the pointer', async () => {
  await using library = await openTestLibrary()
  await using profile = await temporaryFolder()
  await library.generate([image(makePng()), done], '바다')
  const { call, dragged } = serve(library, profile.path)
  expect([await call['images.startDrag']({ ids: [1, 5] }), await call['images.startDrag']({ ids: [5] })]).toEqual([
    { ok: true, value: {} },
    { ok: false, failure: { kind: 'not-found', what: 'image' } },
  ])
  expect(dragged).toEqual([{ files: [expect.stringMatching(/바다 1\.png$/)], icon: Uint8Array.of(7) }])
})
