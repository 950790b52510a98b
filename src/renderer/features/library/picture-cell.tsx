import { clsx } from 'clsx'
import { Check, Heart, ImageOff, Star } from 'lucide-react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridImage } from '#shared/image.ts'
import { thumbnailUrl } from '#shared/image-url.ts'

interface PictureCellProps {
  readonly image: GridImage
  readonly column: number
  readonly size: number
  readonly isSelected: boolean
  /** The one cell that Tab reaches. */
  readonly isTabStop: boolean
  /** Too fast to see anything: a picture that is not there yet is not asked for. */
  readonly isScrollingFast: boolean
}

/** Memoised: scrolling and selecting touch only the cells they change. The grid listens for all of them. */
export const PictureCell = memo(function PictureCell({
  image,
  column,
  size,
  isSelected,
  isTabStop,
  isScrollingFast,
}: PictureCellProps) {
  const { t } = useTranslation('library')
  const [isWanted, setWanted] = useState(!isScrollingFast)
  if (!isWanted && !isScrollingFast) setWanted(true)
  const caption = image.caption === '' ? t('untitled') : image.caption
  const hasBadges = image.isFavorite || image.rating !== null

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtualised
    <div
      role="gridcell"
      data-image-id={image.id}
      tabIndex={isTabStop ? 0 : -1}
      aria-colindex={column + 1}
      aria-selected={isSelected}
      className="group relative shrink-0 rounded-md outline-none"
      style={{ width: size, height: size }}
    >
      <div className="absolute inset-0 overflow-hidden rounded-md bg-canvas">
        <Thumbnail image={image} caption={caption} isWanted={isWanted} />
        <p
          aria-hidden
          className="absolute inset-x-0 bottom-0 line-clamp-3 bg-surface/90 px-2.5 py-1.5 text-xs text-ink opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100"
        >
          {caption}
        </p>
      </div>
      {hasBadges && (
        <p className="absolute top-1.5 left-1.5 flex h-6 items-center gap-1.5 rounded-full bg-surface/85 px-2 text-xs font-medium text-ink tabular-nums">
          {image.isFavorite && <Heart size={12} aria-hidden className="fill-current text-accent-text" />}
          {image.rating !== null && (
            <span aria-hidden className="flex items-center gap-0.5">
              <Star size={11} className="fill-current" />
              {image.rating}
            </span>
          )}
          <span className="sr-only">
            {[
              image.isFavorite && t('favoriteBadge'),
              image.rating !== null && t('ratingBadge', { rating: image.rating }),
            ]
              .filter((badge) => badge !== false)
              .join(', ')}
          </span>
        </p>
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

function Thumbnail({
  image,
  caption,
  isWanted,
}: {
  readonly image: GridImage
  readonly caption: string
  readonly isWanted: boolean
}) {
  const { t } = useTranslation('library')
  const [isBroken, setBroken] = useState(false)
  if (isBroken)
    return (
      <div
        role="img"
        aria-label={caption}
        className="flex size-full flex-col items-center justify-center gap-2 p-3 text-center text-xs text-ink-soft"
      >
        <ImageOff size={20} aria-hidden />
        {t('pictureMissing')}
      </div>
    )
  return (
    <img
      {...(isWanted && { src: thumbnailUrl(image) })}
      alt={caption}
      decoding="async"
      draggable={false}
      onError={() => setBroken(true)}
      className="size-full object-contain text-transparent"
    />
  )
}
