import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Handlers } from '#shared/contract.ts'
import { err, ok } from '#shared/result.ts'
import type { Desktop } from '../desktop.ts'
import type { WhenOpen } from '../library/when-open.ts'
import type { TaskRegistry } from '../tasks/task-registry.ts'
import type { Words } from '../words.ts'
import { findBackup, readMarker } from './backup-folder.ts'

export const createBackupHandlers = (options: {
  readonly whenOpen: WhenOpen
  readonly tasks: TaskRegistry
  readonly desktop: Pick<Desktop, 'chooseFolder' | 'relaunch'>
  readonly words: () => Words
  /** `null` = none was chosen yet. */
  readonly folder: () => string | null
  readonly rememberFolder: (folder: string) => Promise<void>
}) => {
  const { whenOpen, tasks, desktop, words, folder, rememberFolder } = options
  return {
    'backup.status': async () => {
      const path = folder()
      if (path === null) return ok({ folder: null, lastAtMs: null, isReachable: false })
      const isReachable = await isFolder(path)
      const marker = isReachable ? await readMarker(path).catch(() => null) : null
      return ok({ folder: path, lastAtMs: marker === null || marker === 'newer' ? null : marker.lastAtMs, isReachable })
    },

    'backup.chooseFolder': () =>
      whenOpen(async (library) => {
        const chosen = await desktop.chooseFolder(words().chooseBackupFolder)
        if (chosen === null) return err({ kind: 'cancelled' })
        const place = await library.reader.findBackupPlace({ chosen })
        if (place.ok) await rememberFolder(place.value.folder)
        return place
      }),

    'backup.now': () =>
      whenOpen(async (library) => {
        const path = folder()
        if (path === null || !(await isFolder(path))) return err({ kind: 'not-found', what: 'folder' })
        const taskId = tasks.start({ kind: 'backup', name: basename(path) }, async (context) => {
          const prepared = await library.prepareBackup({})
          return library.reader.makeBackup({ folder: path, ...prepared }, context)
        })
        return ok({ taskId })
      }),

    'backup.restore': () =>
      whenOpen(async (library) => {
        const { imageCount, trashCount } = await library.status({})
        if (imageCount + trashCount > 0) return err({ kind: 'bad-request', field: 'library' })
        const chosen = await desktop.chooseFolder(words().chooseBackup)
        if (chosen === null) return err({ kind: 'cancelled' })
        const found = await findBackup(chosen)
        if (found === null) return err({ kind: 'bad-request', field: 'folder', detail: 'No backup' })
        const taskId = tasks.start({ kind: 'restore', name: basename(found.folder) }, async (context) => {
          const restored = await library.reader.restoreBackup({ folder: found.folder }, context)
          // The next opening takes over what lies ready.
          if (restored.ok) desktop.relaunch()
          if (restored.ok || restored.failure.kind !== 'damaged-file') return restored
          return err({ kind: 'library-damaged', path: found.folder, detail: restored.failure.detail })
        })
        return ok({ taskId })
      }),
  } satisfies Partial<Handlers>
}

const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
