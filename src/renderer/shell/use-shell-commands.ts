import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useAppStore } from '../app-store.ts'
import type { Command } from '../commands/command.ts'
import { useOpenLogFolder } from '../data/app-info.ts'
import { useLibraryStatus, useOpenLibrary, useShowLibraryFolder } from '../data/library.ts'
import { useSetTheme } from '../data/settings.ts'
import { i18n } from '../i18n/i18n.ts'

/** What can be done from anywhere. */
export function useShellCommands(): readonly Command[] {
  const { t } = useTranslation('shell')
  const inEnglish = i18n.getFixedT('en', 'shell')
  const { goTo, setPaletteOpen, setShortcutSheetOpen } = useAppStore.getState()
  const isViewerOpen = useAppStore((state) => state.viewer !== null)
  const { data: library } = useLibraryStatus()
  const openLibrary = useOpenLibrary()
  const showLibraryFolder = useShowLibraryFolder()
  const openLogFolder = useOpenLogFolder()
  const setTheme = useSetTheme()

  const command = (
    name: string,
    say: (t: TFunction<'shell'>) => string,
    rest: Pick<Command, 'group' | 'run'> & Partial<Command>,
  ): Command => ({
    id: `shell.${name}`,
    label: say(t),
    englishLabel: say(inEnglish),
    shortcut: null,
    isEnabled: true,
    ...rest,
  })

  return [
    command('openLibrary', (say) => say('openLibrary'), {
      group: 'file',
      shortcut: 'Mod+O',
      isEnabled: library?.kind === 'open' && !library.isFixed,
      run: () => openLibrary.mutate(),
    }),
    command('showLibraryFolder', (say) => say('showLibraryFolder'), {
      group: 'file',
      run: () => showLibraryFolder.mutate(),
    }),
    command('openSettings', (say) => say('openSettings'), {
      group: 'file',
      shortcut: 'Mod+Comma',
      run: () => goTo('settings'),
    }),
    // In the viewer, Mod and a digit set the zoom.
    command('goToCreate', (say) => say('goToCreate'), {
      group: 'view',
      shortcut: 'Mod+1',
      isEnabled: !isViewerOpen,
      run: () => goTo('create'),
    }),
    command('goToLibrary', (say) => say('goToLibrary'), {
      group: 'view',
      shortcut: 'Mod+2',
      isEnabled: !isViewerOpen,
      run: () => goTo('library'),
    }),
    command('goToCompare', (say) => say('goToCompare'), {
      group: 'view',
      shortcut: 'Mod+3',
      isEnabled: !isViewerOpen,
      run: () => goTo('compare'),
    }),
    command('goToEdit', (say) => say('goToEdit'), {
      group: 'view',
      shortcut: 'Mod+4',
      isEnabled: !isViewerOpen,
      run: () => goTo('edit'),
    }),
    command('goToLedger', (say) => say('goToLedger'), {
      group: 'view',
      shortcut: 'Mod+5',
      isEnabled: !isViewerOpen,
      run: () => goTo('ledger'),
    }),
    command('openPalette', (say) => say('openPalette'), {
      group: 'view',
      shortcut: 'Mod+K',
      run: () => setPaletteOpen(true),
    }),
    command('themeSystem', (say) => say('themeSystem'), { group: 'view', run: () => setTheme.mutate('system') }),
    command('themeLight', (say) => say('themeLight'), { group: 'view', run: () => setTheme.mutate('light') }),
    command('themeDark', (say) => say('themeDark'), { group: 'view', run: () => setTheme.mutate('dark') }),
    command('showShortcuts', (say) => say('showShortcuts'), {
      group: 'help',
      shortcut: '?',
      run: () => setShortcutSheetOpen(true),
    }),
    command('openLogFolder', (say) => say('openLogFolder'), { group: 'help', run: () => openLogFolder.mutate() }),
  ]
}
