import { ArchiveRestore, Brush, ChevronLeft, ChevronRight, Copy, Ellipsis, Info, Save, Trash2, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAppStore } from '../../app-store.ts'
import type { Command } from '../../commands/command.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'

const direct = [
  { id: 'picture.edit', icon: Brush },
  { id: 'picture.copyImage', icon: Copy },
  { id: 'picture.saveAs', icon: Save },
  { id: 'picture.trash', icon: Trash2 },
  { id: 'picture.restore', icon: ArchiveRestore },
] as const
const inMenu = [
  'picture.compare',
  'picture.editTags',
  'picture.addToCollection',
  'picture.usePrompt',
  'picture.useEverything',
  'picture.useAsReference',
  'picture.goOn',
  'picture.copyPrompt',
  'picture.copyRecord',
  'picture.showInFolder',
  'picture.dropPixels',
  'picture.deleteForGood',
] as const

interface TopBarProps {
  readonly caption: string
  readonly position: number
  readonly total: number
  readonly commands: readonly Command[]
  readonly onPrevious: () => void
  readonly onNext: () => void
}

/** Which picture this is, the way to its neighbours, and what can be done with it. */
export function TopBar({ caption, position, total, commands, onPrevious, onNext }: TopBarProps) {
  const { t } = useTranslation('viewer')
  const { isProvenanceOpen, toggleProvenance, closeViewer } = useAppStore()
  const find = (id: string): Command | undefined => commands.find((command) => command.id === id)
  const menuItems = inMenu.flatMap((id): MenuItem[] => {
    const command = find(id)
    return command === undefined
      ? []
      : [{ id, label: command.label, shortcut: command.shortcut, isDisabled: !command.isEnabled, run: command.run }]
  })

  return (
    <header className="flex h-13 shrink-0 items-center gap-1 border-b border-line bg-surface px-2">
      <IconButton label={t('close')} icon={X} shortcut="Escape" tooltipSide="bottom" onClick={closeViewer} />
      <IconButton
        label={t('previous')}
        icon={ChevronLeft}
        shortcut="ArrowLeft"
        tooltipSide="bottom"
        {...unavailable(position <= 1)}
        onClick={onPrevious}
      />
      <IconButton
        label={t('next')}
        icon={ChevronRight}
        shortcut="ArrowRight"
        tooltipSide="bottom"
        {...unavailable(position >= total)}
        onClick={onNext}
      />
      <p aria-live="polite" className="flex min-w-0 flex-1 items-baseline gap-3 px-2">
        <span className="shrink-0 text-sm text-ink-soft tabular-nums">{t('position', { position, total })}</span>
        <span className="truncate">{caption}</span>
      </p>
      {direct.map(({ id, icon }) => {
        const command = find(id)
        return (
          command?.isEnabled === true && (
            <IconButton
              key={id}
              label={command.label}
              icon={icon}
              shortcut={command.shortcut ?? undefined}
              tooltipSide="bottom"
              onClick={command.run}
            />
          )
        )
      })}
      <Menu trigger={<IconButton label={t('moreActions')} icon={Ellipsis} tooltipSide="bottom" />} items={menuItems} />
      <IconButton
        label={t('provenance')}
        icon={Info}
        shortcut="I"
        isPressed={isProvenanceOpen}
        tooltipSide="bottom"
        onClick={toggleProvenance}
      />
    </header>
  )
}

/** Not `disabled`, which would take the focus away from under the keys. */
const unavailable = (isUnavailable: boolean) =>
  isUnavailable ? ({ 'aria-disabled': true, className: 'opacity-40' } as const) : {}
