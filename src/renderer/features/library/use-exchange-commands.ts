import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useAppStore } from '../../app-store.ts'
import type { Command } from '../../commands/command.ts'
import { useBackUpNow, useRestoreBackup } from '../../data/backup.ts'
import { useVerifyLibrary } from '../../data/exchange.ts'
import { useLibraryStatus } from '../../data/library.ts'
import { i18n } from '../../i18n/i18n.ts'
import { sayFailure } from '../../say-failure.ts'
import { useLibraryStore } from './library-store.ts'

/** What goes into the library and out of it, and what keeps it whole. */
export function useExchangeCommands(): readonly Command[] {
  const { t } = useTranslation('exchange')
  const inEnglish = i18n.getFixedT('en', 'exchange')
  const { room, viewer, selectedImageId, openDialog, setTasksOpen } = useAppStore()
  const selection = useLibraryStore((state) => state.selection)
  const library = useLibraryStatus().data
  const verify = useVerifyLibrary()
  const backUp = useBackUpNow()
  const restore = useRestoreBackup()

  const shownId = viewer?.imageId ?? selectedImageId
  const isGrid = viewer === null && room === 'library'
  const chosenIds = isGrid ? [...selection.ids] : shownId === null ? [] : [shownId]
  const isOpen = library?.kind === 'open'
  const isEmpty = isOpen && library.imageCount + library.trashCount === 0

  const command = (
    id: string,
    say: (t: TFunction<'exchange'>) => string,
    rest: Pick<Command, 'run'> & Partial<Command>,
  ): Command => ({
    id,
    label: say(t),
    englishLabel: say(inEnglish),
    shortcut: null,
    group: 'file',
    isEnabled: isOpen,
    ...rest,
  })

  return [
    command('library.import', (say) => say('import'), {
      shortcut: 'Mod+I',
      run: () => openDialog({ kind: 'import' }),
    }),
    command('picture.export', (say) => say('exportSelection'), {
      shortcut: 'Mod+Shift+E',
      isEnabled: chosenIds.length > 0,
      run: () => openDialog({ kind: 'export', ids: chosenIds }),
    }),
    command('library.export', (say) => say('exportLibrary'), {
      isEnabled: isOpen && library.imageCount > 0,
      run: () => openDialog({ kind: 'export', ids: null }),
    }),
    command('library.backUp', (say) => say('backUpNow'), {
      run: () => backUp.mutate(undefined, { onError: sayFailure }),
    }),
    command('library.restore', (say) => say('restoreBackup'), {
      isEnabled: isEmpty,
      run: () => restore.mutate(undefined, { onError: sayFailure }),
    }),
    command('library.verify', (say) => say('verifyLibrary'), {
      run: () => verify.mutate(undefined, { onError: sayFailure }),
    }),
    command('tasks.show', (say) => say('showTasks'), {
      group: 'view',
      isEnabled: true,
      run: () => setTasksOpen(true),
    }),
  ]
}
