import { clsx } from 'clsx'
import { MoveHorizontal, MoveVertical } from 'lucide-react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { ComparisonStore } from './comparison-store.ts'
import { dividerStep } from './divider-step.ts'

/** The edge between the two pictures of the wipe. It stands on the stage; the pictures are moved beneath it. */
export function WipeDivider({ store }: { readonly store: ComparisonStore }) {
  const { t } = useTranslation('comparison')
  const divide = useStore(store, (state) => state.divide)
  const isHorizontal = useStore(store, (state) => state.wipeDirection === 'horizontal')
  const percent = Math.round(divide * 100)

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = dividerStep(divide, event)
    if (next === null) return
    event.preventDefault()
    store.setState({ divide: next })
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const stage = event.currentTarget.parentElement
    if (stage === null || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    const box = stage.getBoundingClientRect()
    const share = isHorizontal ? (event.clientX - box.left) / box.width : (event.clientY - box.top) / box.height
    store.setState({ divide: Math.min(Math.max(share, 0), 1) })
  }
  const Icon = isHorizontal ? MoveHorizontal : MoveVertical

  return (
    <div
      role="slider"
      aria-label={t('divider')}
      aria-orientation={isHorizontal ? 'horizontal' : 'vertical'}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={`${percent}%`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.button === 0 && event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => store.setState({ divide: 0.5 })}
      style={isHorizontal ? { left: `${divide * 100}%` } : { top: `${divide * 100}%` }}
      className={clsx(
        'group absolute z-10 flex touch-none items-center justify-center outline-none',
        isHorizontal
          ? 'inset-y-0 w-6 -translate-x-1/2 cursor-ew-resize'
          : 'inset-x-0 h-6 -translate-y-1/2 cursor-ns-resize',
      )}
    >
      {/* White between two dark lines: seen on every picture. */}
      <span
        aria-hidden
        className={clsx(
          'absolute bg-white shadow-[0_0_0_1px_rgb(0_0_0/0.45)]',
          isHorizontal ? 'inset-y-0 w-0.5' : 'inset-x-0 h-0.5',
        )}
      />
      <span
        aria-hidden
        className="relative flex size-8 shrink-0 items-center justify-center rounded-full bg-white text-black shadow-[0_0_0_1px_rgb(0_0_0/0.45),0_2px_8px_rgb(0_0_0/0.35)] group-focus-visible:outline-3 group-focus-visible:outline-offset-2 group-focus-visible:outline-accent-text"
      >
        <Icon size={16} />
      </span>
    </div>
  )
}
