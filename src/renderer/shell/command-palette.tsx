import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Command } from '../commands/command.ts'
import { findCommands } from '../commands/find-commands.ts'
import { Kbd } from '../ui/kbd.tsx'
import { useFinalFocus } from '../ui/use-final-focus.ts'

interface CommandPaletteProps {
  readonly commands: readonly Command[]
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function CommandPalette({ commands, isOpen, onClose }: CommandPaletteProps) {
  const { t } = useTranslation('shell')
  const finalFocus = useFinalFocus(isOpen)
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-scrim transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Viewport className="fixed inset-0 z-50 flex items-start justify-center px-4 pt-[12vh] pb-4">
          <Dialog.Popup
            data-dialog
            finalFocus={finalFocus}
            aria-label={t('palette')}
            className="popup flex max-h-full w-full max-w-xl flex-col overflow-hidden rounded-xl"
          >
            <CommandSearch
              commands={commands.filter((command) => command.isEnabled && command.id !== 'shell.openPalette')}
              onClose={onClose}
            />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Mounted with each opening, so that the query starts empty. */
function CommandSearch({ commands, onClose }: Omit<CommandPaletteProps, 'isOpen'>) {
  const { t } = useTranslation('shell')
  const [query, setQuery] = useState('')
  const found = findCommands(commands, query)
  return (
    <Autocomplete.Root
      inline
      open
      mode="none"
      autoHighlight="always"
      items={commands}
      filteredItems={found}
      itemToStringValue={(command) => command.label}
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search size={18} aria-hidden className="shrink-0 text-ink-soft" />
        <Autocomplete.Input
          aria-label={t('palette')}
          placeholder={t('palettePlaceholder')}
          // Base UI holds its own value back while a syllable is composed; results per syllable are what people expect.
          onInput={(event) => setQuery(event.currentTarget.value)}
          className="h-13 min-w-0 flex-1 bg-transparent text-lg outline-none"
        />
      </div>
      <Autocomplete.List className="max-h-96 min-h-0 overflow-y-auto p-2 empty:hidden">
        {(command: Command) => (
          <Autocomplete.Item
            key={command.id}
            value={command}
            onClick={() => {
              onClose()
              command.run()
            }}
            className="flex min-h-9 items-center gap-3 rounded-md px-3 py-1.5 outline-none data-highlighted:bg-ink/8"
          >
            <span className="min-w-0 flex-1">{command.label}</span>
            {command.shortcut !== null && <Kbd shortcut={command.shortcut} />}
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
      <Autocomplete.Empty className="px-5 py-8 text-center text-ink-soft empty:hidden">
        {t('paletteEmpty', { query })}
      </Autocomplete.Empty>
    </Autocomplete.Root>
  )
}
