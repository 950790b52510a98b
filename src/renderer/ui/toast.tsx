import { Toast as Base } from '@base-ui/react/toast'
import { clsx } from 'clsx'
import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'

type Tone = 'neutral' | 'success' | 'danger'

export interface ToastOptions {
  readonly title: string
  readonly description?: string | undefined
  /** For instance Undo. A toast with an action stays longer. */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
  readonly tone?: Tone
}

const manager = Base.createToastManager<{ readonly tone: Tone }>()

/**
 * Says something in passing, politely; waits while pointed at or focused. F6 reaches it from the keyboard. Returns the way
 * to take it away, for when what it offers is no longer to be had.
 */
export function showToast({ title, description, action, tone = 'neutral' }: ToastOptions): () => void {
  const id = manager.add({
    title,
    description,
    data: { tone },
    timeout: action === undefined ? 5_000 : 10_000,
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          manager.close(id)
          action.run()
        },
      },
    }),
  })
  return () => manager.close(id)
}

/** Stands once, at the end of the page. */
export function ToastRegion() {
  const { t } = useTranslation('ui')
  return (
    <Base.Provider toastManager={manager}>
      <Base.Portal>
        <Base.Viewport
          aria-label={t('notifications')}
          className="fixed right-5 bottom-5 z-[70] flex w-[min(24rem,calc(100vw-2.5rem))] flex-col gap-2 outline-none"
        >
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function Toasts() {
  const { t } = useTranslation('ui')
  const { toasts } = Base.useToastManager<{ readonly tone: Tone }>()
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      swipeDirection="right"
      className="popup translate-x-(--toast-swipe-movement-x) data-ending-style:opacity-0 data-limited:hidden"
    >
      <Base.Content className="flex items-center gap-3 py-2.5 pr-2 pl-4">
        <ToneIcon tone={toast.data?.tone ?? 'neutral'} />
        <div className="min-w-0 flex-1 py-0.5">
          <Base.Title className="text-base font-medium" render={<p />} />
          <Base.Description className="text-sm text-ink-soft" />
        </div>
        <Base.Action className="h-7 shrink-0 rounded-md px-2.5 text-sm font-semibold text-accent-text hover:bg-ink/8" />
        <Base.Close
          aria-label={t('close')}
          // Base UI hides it from assistive technology until the stack is expanded, yet leaves it in the tab order.
          aria-hidden={false}
          className="flex size-7 shrink-0 items-center justify-center rounded-md text-ink-soft hover:bg-ink/8 hover:text-ink"
        >
          <X size={15} aria-hidden />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ))
}

function ToneIcon({ tone }: { readonly tone: Tone }) {
  if (tone === 'neutral') return null
  const Icon = tone === 'success' ? CircleCheck : CircleAlert
  return (
    <Icon size={18} aria-hidden className={clsx('shrink-0', tone === 'success' ? 'text-success' : 'text-danger')} />
  )
}
