import {
  ArchiveRestore,
  Copy,
  FolderOpen,
  Heart,
  Info,
  type LucideIcon,
  Maximize2,
  PenLine,
  Save,
  Text,
  Trash2,
} from 'lucide-react'
import type { Command } from '../../commands/command.ts'
import type { MenuItem } from '../../ui/menu.tsx'

type Entry = { readonly id: string; readonly icon: LucideIcon } | 'separator' | 'provenance'

const entries: readonly Entry[] = [
  { id: 'picture.open', icon: Maximize2 },
  'provenance',
  'separator',
  { id: 'picture.favorite', icon: Heart },
  { id: 'picture.usePrompt', icon: PenLine },
  'separator',
  { id: 'picture.copyImage', icon: Copy },
  { id: 'picture.copyPrompt', icon: Text },
  { id: 'picture.saveAs', icon: Save },
  { id: 'picture.showInFolder', icon: FolderOpen },
  'separator',
  { id: 'picture.trash', icon: Trash2 },
  { id: 'picture.restore', icon: ArchiveRestore },
]

/** A right click on a picture: the same commands that keys, menu and palette have. */
export function pictureMenu(
  commands: readonly Command[],
  provenance: { readonly label: string; readonly run: () => void },
): readonly MenuItem[] {
  const isTrashed = commands.some((command) => command.id === 'picture.restore' && command.isEnabled)
  return entries.flatMap((entry, place): MenuItem[] => {
    if (entry === 'separator') return [{ kind: 'separator', id: `separator-${place}` }]
    if (entry === 'provenance') return [{ id: 'provenance', icon: Info, shortcut: 'I', ...provenance }]
    const command = commands.find((candidate) => candidate.id === entry.id)
    // Of Trash and Restore only one makes sense at a time.
    if (command === undefined || entry.id === (isTrashed ? 'picture.trash' : 'picture.restore')) return []
    const { id, label, shortcut, isEnabled, run } = command
    return [{ id, icon: entry.icon, label, shortcut, isDisabled: !isEnabled, isDanger: id === 'picture.trash', run }]
  })
}
