import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly description?: ReactNode
  readonly action?: ReactNode
}

/** Where pictures will be: what this place is for, and the first step. */
export function EmptyState({ icon: Icon, title, description, action }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center px-6 py-10 text-center">
      <Icon size={32} strokeWidth={1.25} aria-hidden className="mb-4 text-ink-soft" />
      <p className="text-lg font-medium text-balance">{title}</p>
      {description !== undefined && <p className="mt-1.5 text-balance text-ink-soft">{description}</p>}
      {action !== undefined && <div className="mt-5">{action}</div>}
    </div>
  )
}
