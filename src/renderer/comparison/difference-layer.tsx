import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { ShownImage } from '../picture-view/shown-image.ts'
import type { Size } from '../picture-view/zoom.ts'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/spinner.tsx'
import type { ComparisonStore } from './comparison-store.ts'
import type { Lens } from './lens.ts'
import { useDifference } from './use-difference.ts'
import { useMovedBox } from './use-moved-box.ts'

interface DifferenceLayerProps {
  readonly left: ShownImage
  readonly right: ShownImage
  /** Of both, the right one scaled to it where it is not of that size. */
  readonly size: Size
  readonly lens: Lens | null
  readonly store: ComparisonStore
}

/** Drawn over the two pictures, which take the hand's moves beneath it. */
export function DifferenceLayer({ left, right, size, lens, store }: DifferenceLayerProps) {
  const { t } = useTranslation('comparison')
  const canvas = useRef<HTMLCanvasElement>(null)
  useDifference(canvas, left, right, size, store)
  useMovedBox(canvas, size, lens, store)
  const kind = useStore(store, ({ difference }) => difference.kind)
  return (
    <div className="pointer-events-none absolute inset-0 z-2 overflow-hidden">
      <canvas
        ref={canvas}
        width={size.width}
        height={size.height}
        role="img"
        aria-label={t('differencePicture')}
        className="absolute top-1/2 left-1/2 max-w-none bg-black will-change-transform"
      />
      {kind !== 'measured' && (
        <div className="absolute inset-0 flex items-center justify-center p-6">
          {kind === 'measuring' ? (
            <span className="rounded-md bg-raised px-3 py-1.5">
              <Spinner label={t('measuring')} />
            </span>
          ) : (
            <Notice tone="danger" title={t('differenceFailedTitle')} className="max-w-md">
              {t('differenceFailedBody')}
            </Notice>
          )}
        </div>
      )}
    </div>
  )
}
