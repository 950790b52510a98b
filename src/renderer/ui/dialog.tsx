import { Dialog as Base } from '@base-ui/react/dialog'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFinalFocus } from './use-final-focus.ts'

interface DialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly title: string
  readonly description?: ReactNode
  readonly size?: 'small' | 'medium' | 'large' | 'wide'
  /** Buttons, the main one last. */
  readonly footer?: ReactNode
  readonly children?: ReactNode
}

const widths = { small: 'max-w-md', medium: 'max-w-xl', large: 'max-w-3xl', wide: 'max-w-5xl' } as const

/** Modal: holds the focus, gives it back, closes on Escape and on a press outside. */
export function Dialog({ isOpen, onClose, title, description, size = 'small', footer, children }: DialogProps) {
  const { t } = useTranslation('ui')
  const finalFocus = useFinalFocus(isOpen)
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-50 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-50 flex items-center justify-center p-4">
          <Base.Popup
            data-dialog
            finalFocus={finalFocus}
            className={clsx('popup relative flex max-h-full w-full flex-col overflow-hidden rounded-xl', widths[size])}
          >
            <header className="px-6 pt-5 pr-14 pb-1">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {description !== undefined && (
                <Base.Description className="mt-1 text-ink-soft" render={<div />}>
                  {description}
                </Base.Description>
              )}
            </header>
            <div className="min-h-0 flex-1 overflow-y-auto px-6 pt-3 pb-5 empty:pt-0">{children}</div>
            {footer !== undefined && (
              <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-6 py-3.5">{footer}</footer>
            )}
            {/* Last in order, so that the first field or button of the content has the focus first. */}
            <Base.Close
              aria-label={t('close')}
              className="absolute top-4 right-4 flex size-8 items-center justify-center rounded-md text-ink-soft hover:bg-ink/8 hover:text-ink"
            >
              <X size={16} aria-hidden />
            </Base.Close>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
