import { ChevronLeft, Layers } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** Opens and closes a stack; the grid listens for it (`data-stack`), and has keys for the same. */
export function StackBadge({ size, isOpen }: { readonly size: number; readonly isOpen: boolean }) {
  const { t } = useTranslation('library')
  const Icon = isOpen ? ChevronLeft : Layers
  return (
    <button
      type="button"
      data-stack
      tabIndex={-1}
      aria-expanded={isOpen}
      aria-label={t(isOpen ? 'closeStack' : 'openStack', { count: size })}
      title={t(isOpen ? 'closeStack' : 'openStack', { count: size })}
      className="absolute right-1.5 bottom-1.5 flex h-6 min-w-6 items-center justify-center gap-1 rounded-full bg-surface/90 px-2 text-xs font-medium text-ink tabular-nums hover:bg-raised"
    >
      <Icon size={13} aria-hidden />
      {size}
    </button>
  )
}
