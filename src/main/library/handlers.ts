import { readdir } from 'node:fs/promises'
import type { Handlers } from '#shared/contract.ts'
import { err, ok } from '#shared/result.ts'
import type { Desktop } from '../desktop.ts'
import type { Words } from '../words.ts'
import type { OpenedLibrary, WhenOpen } from './when-open.ts'

export const createLibraryHandlers = (options: {
  readonly opened: Promise<OpenedLibrary>
  readonly whenOpen: WhenOpen
  readonly path: string
  /** Named by `DIPTYCH_LIBRARY`: cannot be changed from within this run. */
  readonly isFixed: boolean
  readonly desktop: Desktop
  readonly words: () => Words
  /** Keeps the choice for the next start. */
  readonly rememberFolder: (folder: string, isNew: boolean) => Promise<void>
}) => {
  const { opened, whenOpen, path, isFixed, desktop, words, rememberFolder } = options
  const switchTo = async (folder: string, isNew: boolean): Promise<void> => {
    await rememberFolder(folder, isNew)
    desktop.relaunch()
  }
  const isEmpty = async (folder: string): Promise<boolean> => (await readdir(folder)).length === 0
  return {
    'library.status': async () => {
      const library = await opened
      if (!library.ok) return ok({ kind: 'problem', path, failure: library.failure })
      const { imageCount, trashCount, bytes, recovered } = await library.value.status({})
      return ok({ kind: 'open', path, isFixed, imageCount, trashCount, bytes, recovered })
    },

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
