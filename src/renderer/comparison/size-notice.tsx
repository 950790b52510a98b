import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Size } from '../picture-view/zoom.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import type { ComparisonStore } from './comparison-store.ts'

interface SizeNoticeProps {
  readonly store: ComparisonStore
  readonly left: Size
  readonly right: Size
  readonly rightName: string
  /** In the pictures' place, where there is nothing to be seen of them; otherwise a row below them. */
  readonly isInstead: boolean
}

/** Two pictures of two sizes are never made equal unasked: what comes from scaling would be seen as theirs. */
export function SizeNotice({ store, left, right, rightName, isInstead }: SizeNoticeProps) {
  const { t } = useTranslation('comparison')
  const isScaled = useStore(store, (state) => state.isScaled)
  const inWords = ({ width, height }: Size): string => `${width} × ${height}`
  const isStretched = !haveSameShape(left, right)
  const values = { name: rightName, from: inWords(right), to: inWords(left), size: inWords(left) }
  const said = isScaled
    ? t(isStretched ? 'stretched' : 'scaled', values)
    : t('sizesDiffer', { left: inWords(left), right: inWords(right) })
  const button = (
    <Button size="small" onClick={() => store.setState({ isScaled: !isScaled })}>
      {isScaled ? t('unscale') : t(isStretched ? 'stretch' : 'scale', values)}
    </Button>
  )
  if (isInstead)
    return (
      <div className="absolute inset-0 z-10 flex items-center justify-center p-6">
        <Notice tone="info" title={said} actions={button} className="max-w-md">
          {t('differenceNeedsOneSize')}
          {isStretched && ` ${t('wouldBeStretched')}`}
        </Notice>
      </div>
    )
  return (
    <div
      role="status"
      className="flex shrink-0 flex-wrap items-center justify-center gap-x-4 gap-y-1 border-t border-line bg-surface px-4 py-1.5 text-sm tabular-nums"
    >
      <p>{said}</p>
      {button}
    </div>
  )
}

/** But for what rounding the smaller one to whole pixels takes. */
function haveSameShape(one: Size, other: Size): boolean {
  const [small, large] = one.width < other.width ? [one, other] : [other, one]
  return Math.abs((large.height * small.width) / large.width - small.height) < 1
}
