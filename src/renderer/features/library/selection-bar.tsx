import { ArchiveRestore, Heart, type LucideIcon, Trash2, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Command } from '../../commands/command.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useLibraryStore } from './library-store.ts'
import { noSelection } from './selection.ts'

const shown: readonly { readonly id: string; readonly icon: LucideIcon }[] = [
  { id: 'picture.favorite', icon: Heart },
  { id: 'picture.trash', icon: Trash2 },
  { id: 'picture.restore', icon: ArchiveRestore },
]

/** What can be done with all the chosen pictures at once. */
export function SelectionBar({ commands }: { readonly commands: readonly Command[] }) {
  const { t, i18n } = useTranslation('library')
  const { selection, select, filter } = useLibraryStore()
  const number = selection.ids.size
  if (number < (filter.isTrash ? 1 : 2)) return null
  return (
    <section
      aria-label={t('selection')}
      className="flex shrink-0 flex-wrap items-center gap-1 border-t border-line bg-surface px-5 py-1.5"
    >
      <p role="status" className="mr-3 text-sm font-medium tabular-nums">
        {t('selected', { number: number.toLocaleString(i18n.language) })}
      </p>
      {shown.map(({ id, icon }) => {
        const command = commands.find((candidate) => candidate.id === id)
        return (
          command?.isEnabled === true && (
            <Button key={id} variant="plain" size="small" icon={icon} onClick={command.run}>
              {command.label}
            </Button>
          )
        )
      })}
      <IconButton
        label={t('clearSelection')}
        icon={X}
        size="small"
        onClick={() => select({ ...noSelection, focusId: selection.focusId })}
      />
    </section>
  )
}
