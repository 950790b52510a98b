import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCard } from '../../data/cards.ts'
import { CardBadges } from './card-badges.tsx'
import { CardFace } from './card-face.tsx'
import { StackBadge } from './stack-badge.tsx'

interface PictureCellProps {
  readonly id: number
  readonly column: number
  readonly size: number
  /** Pictures that stand behind this place; `null` = not stacked, 0 = one of an open stack. */
  readonly stackSize: number | null
  readonly isStackOpen: boolean
  readonly isSelected: boolean
  /** The one cell that Tab reaches. */
  readonly isTabStop: boolean
  /** Too fast to see anything: a picture that is not there yet is not asked for. */
  readonly isScrollingFast: boolean
}

/** Memoised: scrolling and selecting touch only the cells they change. The grid listens for all of them. */
export const PictureCell = memo(function PictureCell({
  id,
  column,
  size,
  stackSize,
  isStackOpen,
  isSelected,
  isTabStop,
  isScrollingFast,
}: PictureCellProps) {
  const { t } = useTranslation('library')
  const card = useCard(id)
  const [isWanted, setWanted] = useState(!isScrollingFast)
  if (!isWanted && !isScrollingFast) setWanted(true)
  const caption = card?.caption || t('untitled')
  const isStack = stackSize !== null && stackSize > 1

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtualised
    <div
      role="gridcell"
      data-image-id={id}
      tabIndex={isTabStop ? 0 : -1}
      aria-colindex={column + 1}
      aria-selected={isSelected}
      aria-busy={card === undefined || undefined}
      draggable={card?.kind === 'image' && card.hasPixels}
      className="group relative shrink-0 rounded-md outline-none"
      style={{ width: size, height: size }}
    >
      <div className="absolute inset-0 overflow-hidden rounded-md bg-canvas">
        <CardFace card={card} caption={caption} isWanted={isWanted} />
        {card?.kind === 'image' && (
          <p
            aria-hidden
            className={clsx(
              'absolute inset-x-0 bottom-0 line-clamp-3 bg-surface/90 px-2.5 py-1.5 text-xs text-ink opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100',
              isStack && 'pr-16',
            )}
          >
            {caption}
          </p>
        )}
      </div>
      {card?.kind === 'image' && <CardBadges card={card} />}
      {isStack && <StackBadge size={stackSize} isOpen={isStackOpen} />}
      {/* What belongs to an open stack has one line under it. */}
      {(isStackOpen || stackSize === 0) && (
        <span aria-hidden className="absolute inset-x-0 -bottom-2 h-1 rounded-full bg-accent" />
      )}
      {isSelected && (
        <span
          aria-hidden
          className="absolute top-1.5 right-1.5 flex size-5.5 items-center justify-center rounded-full bg-accent text-accent-ink"
        >
          <Check size={14} strokeWidth={3} />
        </span>
      )}
      <span
        aria-hidden
        className={clsx(
          'pointer-events-none absolute inset-0 rounded-md',
          isSelected ? 'ring-3 ring-accent' : 'ring-1 ring-line group-hover:ring-line-strong',
          'group-focus-visible:outline-2 group-focus-visible:outline-offset-3 group-focus-visible:outline-accent-text',
        )}
      />
    </div>
  )
})
