import { clsx } from 'clsx'
import { Brush, FlaskConical, Images, type LucideIcon, ReceiptText, Settings, Sparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Room, useAppStore } from '../app-store.ts'

export function Rail({ tasks }: { readonly tasks: ReactNode }) {
  const { t } = useTranslation('shell')
  return (
    <nav
      aria-label={t('rooms')}
      className="flex w-18 shrink-0 flex-col items-center gap-1 overflow-y-auto border-r border-line bg-surface px-1.5 py-3"
    >
      <RoomLink room="create" icon={Sparkles} />
      <RoomLink room="library" icon={Images} />
      <RoomLink room="compare" icon={FlaskConical} />
      <RoomLink room="edit" icon={Brush} />
      <RoomLink room="ledger" icon={ReceiptText} />
      <div className="mt-auto w-full">{tasks}</div>
      <RoomLink room="settings" icon={Settings} />
    </nav>
  )
}

function RoomLink({ room, icon: Icon }: { readonly room: Room; readonly icon: LucideIcon }) {
  const { t } = useTranslation('shell')
  const isCurrent = useAppStore((state) => state.room === room)
  const goTo = useAppStore((state) => state.goTo)
  return (
    <a
      href={`#${room}`}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={(event) => {
        event.preventDefault()
        goTo(room)
      }}
      className={clsx(
        'flex w-full flex-col items-center gap-1 rounded-lg py-2 text-xs transition-colors',
        isCurrent ? 'bg-ink/8 font-medium text-ink' : 'text-ink-soft hover:bg-ink/5 hover:text-ink',
      )}
    >
      <Icon size={20} strokeWidth={isCurrent ? 2 : 1.75} aria-hidden />
      {t(room)}
    </a>
  )
}
