import { clsx } from 'clsx'
import { Images, type LucideIcon, Settings, Sparkles } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Room, useAppStore } from '../app-store.ts'

/** One line a room. */
const rooms: readonly { readonly room: Room; readonly icon: LucideIcon; readonly isLast?: boolean }[] = [
  { room: 'create', icon: Sparkles },
  { room: 'library', icon: Images },
  { room: 'settings', icon: Settings, isLast: true },
]

export function Rail() {
  const { t } = useTranslation('shell')
  const current = useAppStore((state) => state.room)
  const goTo = useAppStore((state) => state.goTo)
  return (
    <nav
      aria-label={t('rooms')}
      className="flex w-18 shrink-0 flex-col items-center gap-1 overflow-y-auto border-r border-line bg-surface px-1.5 py-3"
    >
      {rooms.map(({ room, icon: Icon, isLast }) => (
        <a
          key={room}
          href={`#${room}`}
          aria-current={room === current ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault()
            goTo(room)
          }}
          className={clsx(
            'flex w-full flex-col items-center gap-1 rounded-lg py-2 text-xs transition-colors',
            isLast && 'mt-auto',
            room === current ? 'bg-ink/8 font-medium text-ink' : 'text-ink-soft hover:bg-ink/5 hover:text-ink',
          )}
        >
          <Icon size={20} strokeWidth={room === current ? 2 : 1.75} aria-hidden />
          {t(room)}
        </a>
      ))}
    </nav>
  )
}
