import {
  ArchiveRestore,
  Columns2,
  Download,
  FolderMinus,
  FolderPlus,
  Heart,
  type LucideIcon,
  Tags,
  Trash2,
  X,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Command } from '../../commands/command.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useLibraryStore } from './library-store.ts'
import { noSelection } from './selection.ts'

const shown: readonly { readonly id: string; readonly icon: LucideIcon }[] = [
  { id: 'picture.favorite', icon: Heart },
  { id: 'picture.editTags', icon: Tags },
  { id: 'picture.addToCollection', icon: FolderPlus },
  { id: 'picture.removeFromCollection', icon: FolderMinus },
  { id: 'picture.export', icon: Download },
  { id: 'picture.trash', icon: Trash2 },
  { id: 'picture.restore', icon: ArchiveRestore },
  { id: 'picture.deleteForGood', icon: Trash2 },
]
const compare = { id: 'picture.compare', icon: Columns2 }

/** What can be done with all the chosen pictures at once. */
export function SelectionBar({ commands }: { readonly commands: readonly Command[] }) {
  const { t, i18n } = useTranslation('library')
  const { selection, select, query } = useLibraryStore()
  const number = selection.ids.size
  if (number < (query.place === 'trash' ? 1 : 2)) return null
  return (
    <section
      aria-label={t('selection')}
      className="@container flex max-h-1/3 shrink-0 flex-wrap items-center gap-1 overflow-y-auto border-t border-line bg-surface px-5 py-1.5"
    >
      <p role="status" className="mr-3 text-sm font-medium tabular-nums">
        {t('selected', { number: number.toLocaleString(i18n.language) })}
      </p>
      {[...(number === 2 ? [compare] : []), ...shown].map(({ id, icon }) => {
        const command = commands.find((candidate) => candidate.id === id)
        return (
          command?.isEnabled === true && (
            <Button key={id} variant="plain" size="small" icon={icon} title={command.label} onClick={command.run}>
              {/* Where there is no room for all names, the way out of the Trash keeps its own. */}
              <span className={id === 'picture.restore' ? '' : '@max-[56rem]:sr-only'}>{command.label}</span>
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
