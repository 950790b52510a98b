import { clsx } from 'clsx'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { type ComparisonStore, isOtherFirst } from './comparison-store.ts'

interface NameTagsProps {
  readonly store: ComparisonStore
  readonly leftName: string
  readonly rightName: string
}

const tag =
  'pointer-events-none absolute z-9 rounded-md bg-raised/90 px-2 py-0.5 text-sm font-medium text-ink shadow-[0_0_0_1px_var(--line)]'

/** Which picture is where, for the modes that cannot show it by the place alone. */
export function NameTags({ store, leftName, rightName }: NameTagsProps) {
  const { t } = useTranslation('comparison')
  const mode = useStore(store, (state) => state.mode)
  const isHorizontal = useStore(store, (state) => state.wipeDirection === 'horizontal')
  const [first, second] = useStore(store, isOtherFirst) ? [rightName, leftName] : [leftName, rightName]
  if (mode === 'single')
    return (
      <p role="status" className={clsx(tag, 'top-3 left-3')}>
        <span className="sr-only">{t('shown')} </span>
        {first}
      </p>
    )
  // Changing twice a second, it is for the eyes alone.
  if (mode === 'flicker')
    return (
      <p aria-hidden className={clsx(tag, 'top-3 left-3')}>
        {first}
      </p>
    )
  if (mode === 'wipe')
    return (
      <>
        <p className={clsx(tag, 'top-3 left-3')}>{first}</p>
        <p className={clsx(tag, isHorizontal ? 'top-3 right-3' : 'bottom-3 left-3')}>{second}</p>
      </>
    )
  return null
}
