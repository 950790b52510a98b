import { clsx } from 'clsx'
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

interface NoticeProps {
  readonly tone: 'info' | 'warning' | 'danger'
  readonly title: string
  readonly actions?: ReactNode
  readonly children?: ReactNode
  readonly className?: string
}

const looks = {
  info: { Icon: Info, box: 'bg-ink/5 border-line', icon: 'text-ink-soft' },
  warning: { Icon: TriangleAlert, box: 'bg-warning-soft border-warning/40', icon: 'text-warning' },
  danger: { Icon: CircleAlert, box: 'bg-danger-soft border-danger/40', icon: 'text-danger' },
} as const

/** Something to know, beside the place it is about. Said aloud when it appears: at once if it went wrong. */
export function Notice({ tone, title, actions, children, className }: NoticeProps) {
  const { Icon, box, icon } = looks[tone]
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={clsx('flex gap-3 rounded-lg border px-4 py-3', box, className)}
    >
      <Icon size={18} aria-hidden className={clsx('mt-0.5 shrink-0', icon)} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {children !== undefined && (
          <div className="mt-0.5 text-sm text-ink" data-selectable>
            {children}
          </div>
        )}
        {actions !== undefined && <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}
