import { readdir } from 'node:fs/promises'
import type { Handlers } from '#shared/contract.ts'
import { err, ok } from '#shared/result.ts'
import type { Desktop } from '../desktop.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import type { TaskRegistry } from '../tasks/task-registry.ts'
import type { Words } from '../words.ts'
import { libraryPaths } from './library-paths.ts'
import { verifyLibrary } from './verify-library.ts'
import type { WhenOpen } from './when-open.ts'

export const createLibraryHandlers = (options: {
  readonly whenOpen: WhenOpen
  readonly path: string
  /** Named by `DIPTYCH_LIBRARY`: cannot be changed from within this run. */
  readonly isFixed: boolean
  readonly desktop: Desktop
  readonly words: () => Words
  readonly tasks: TaskRegistry
  readonly broadcast: Broadcast
  /** Keeps the choice for the next start. */
  readonly rememberFolder: (folder: string, isNew: boolean) => Promise<void>
}) => {
  const { whenOpen, path, isFixed, desktop, words, tasks, broadcast, rememberFolder } = options
  const switchTo = async (folder: string, isNew: boolean): Promise<void> => {
    await rememberFolder(folder, isNew)
    desktop.relaunch()
  }
  const isEmpty = async (folder: string): Promise<boolean> => (await readdir(folder)).length === 0
  return {
    'library.status': async () => {
      const status = await whenOpen(async (library) => {
        const [known, isDiskFull] = await Promise.all([library.status({}), library.isDiskFull({})])
        return ok({ ...known, isReadOnly: known.isReadOnly || isDiskFull })
      })
      if (!status.ok) return ok({ kind: 'problem', path, failure: status.failure })
      const { path: _, sqliteVersion: __, ...open } = status.value
      return ok({ kind: 'open', path, isFixed, ...open })
    },

    'library.restart': () => {
      desktop.relaunch()
      return ok({})
    },

    'library.quarantine': () => whenOpen(async (library) => ok(await library.measureQuarantine({}))),

    'library.showQuarantine': async () => {
      await desktop.openFolder(libraryPaths(path).quarantine)
      return ok({})
    },

    'library.emptyQuarantine': () => whenOpen(async (library) => ok(await library.emptyQuarantine({}))),

    'library.verify': () =>
      whenOpen(async (library) => {
        const taskId = tasks.start({ kind: 'verify', name: null }, async (context) => {
          const verified = await verifyLibrary(library, context)
          // It may have found damage, and taken pictures back in.
          broadcast('library.changed', {})
          if (verified.ok && verified.value.adoptedCount > 0) broadcast('images.changed', {})
          return verified
        })
        return ok({ taskId })
      }),

    'library.showFolder': async () => {
      await desktop.openFolder(path)
      return ok({})
    },

    'library.open': async () => {
      const folder = await desktop.chooseFolder(words().openLibrary)
      if (folder === null) return err({ kind: 'cancelled' })
      await switchTo(folder, await isEmpty(folder))
      return ok({})
    },

    'library.move': () =>
      whenOpen(async (library) => {
        const folder = await desktop.chooseFolder(words().moveLibrary)
        if (folder === null) return err({ kind: 'cancelled' })
        if (!(await isEmpty(folder))) return err({ kind: 'bad-request', field: 'folder' })
        const copied = await library.copyLibraryTo({ folder })
        if (!copied.ok) return copied
        await switchTo(folder, false)
        return ok({ path: folder })
      }),
  } satisfies Partial<Handlers>
}
