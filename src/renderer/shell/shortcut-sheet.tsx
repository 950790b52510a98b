import { useTranslation } from 'react-i18next'
import type { Command, CommandGroup } from '../commands/command.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { areaKeys } from './area-keys.ts'

interface ShortcutSheetProps {
  readonly commands: readonly Command[]
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Editing has about as many keys as the others together. */
const columns: readonly (readonly CommandGroup[])[] = [['file', 'view', 'help'], ['edit']]

export function ShortcutSheet({ commands, isOpen, onClose }: ShortcutSheetProps) {
  const { t } = useTranslation('shell')
  const labels = { file: t('menuFile'), edit: t('menuEdit'), view: t('menuView'), help: t('menuHelp') }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('shortcuts')}
      description={t('shortcutsDescription')}
      size="wide"
    >
      <section
        aria-label={t('shortcuts')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: longer than a small window, and keys must be able to scroll it
        tabIndex={0}
        className="grid gap-x-12 rounded-sm min-[640px]:grid-cols-2 min-[960px]:grid-cols-3"
      >
        {columns.map((groups) => (
          <div key={groups.join()}>
            {groups.map((group) => (
              <ShortcutGroup
                key={group}
                label={labels[group]}
                commands={commands.filter((command) => command.group === group)}
              />
            ))}
          </div>
        ))}
        <div>
          {areaKeys.map(({ area, keys }) => (
            <Keys
              key={area}
              label={t(area)}
              keys={keys.map(({ does, shortcut }) => ({ id: does, label: t(does), shortcut }))}
            />
          ))}
        </div>
      </section>
    </Dialog>
  )
}

function ShortcutGroup({ label, commands }: { readonly label: string; readonly commands: readonly Command[] }) {
  const keys = commands.flatMap(({ id, label: name, shortcut }) =>
    shortcut === null ? [] : [{ id, label: name.replace(/…$/, ''), shortcut }],
  )
  return keys.length === 0 ? null : <Keys label={label} keys={keys} />
}

interface KeysProps {
  readonly label: string
  readonly keys: readonly { readonly id: string; readonly label: string; readonly shortcut: string }[]
}

function Keys({ label, keys }: KeysProps) {
  return (
    <section className="mb-5">
      <h3 className="mb-1 text-sm font-medium text-ink-soft">{label}</h3>
      <ul>
        {keys.map(({ id, label: name, shortcut }) => (
          <li key={id} className="flex min-h-8 items-center gap-4">
            <span className="min-w-0 flex-1">{name}</span>
            <Kbd shortcut={shortcut} />
          </li>
        ))}
      </ul>
    </section>
  )
}
