import { type LucideIcon, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/icon-button.tsx'

interface BannerProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children: ReactNode
  readonly onDismiss: () => void
}

/** One quiet line above the room. It blocks nothing. */
export function Banner({ icon: Icon, title, children, onDismiss }: BannerProps) {
  const { t } = useTranslation('shell')
  return (
    <div role="status" className="flex items-center gap-3 border-b border-line bg-raised py-1 pr-2 pl-4 text-sm">
      <Icon size={16} aria-hidden className="shrink-0 text-warning" />
      <p className="min-w-0 flex-1 py-1">
        <strong className="mr-1.5 font-semibold">{title}</strong> <span className="text-ink-soft">{children}</span>
      </p>
      <IconButton label={t('dismiss')} icon={X} size="small" onClick={onDismiss} tooltipSide="left" />
    </div>
  )
}
