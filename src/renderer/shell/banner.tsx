import { clsx } from 'clsx'
import { type LucideIcon, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'

interface BannerProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children: ReactNode
  readonly tone?: 'warning' | 'danger'
  readonly action?: { readonly label: string; readonly run: () => void; readonly isBusy?: boolean }
  /** Left out: it stays as long as what it says is true. */
  readonly onDismiss?: () => void
}

/** One quiet line above the room. It blocks nothing. */
export function Banner({ icon: Icon, title, children, tone = 'warning', action, onDismiss }: BannerProps) {
  const { t } = useTranslation('shell')
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={clsx(
        'flex flex-wrap items-center gap-x-3 border-b border-line py-1 pr-2 pl-4 text-sm',
        tone === 'danger' ? 'bg-danger-soft' : 'bg-raised',
      )}
    >
      <Icon size={16} aria-hidden className={clsx('shrink-0', tone === 'danger' ? 'text-danger' : 'text-warning')} />
      <p className="min-w-40 flex-1 py-1" data-selectable>
        <strong className="mr-1.5 font-semibold">{title}</strong>{' '}
        <span className={tone === 'danger' ? 'text-ink' : 'text-ink-soft'}>{children}</span>
      </p>
      {action !== undefined && (
        <Button size="small" isBusy={action.isBusy === true} onClick={action.run}>
          {action.label}
        </Button>
      )}
      {onDismiss !== undefined && (
        <IconButton label={t('dismiss')} icon={X} size="small" onClick={onDismiss} tooltipSide="left" />
      )}
    </div>
  )
}
