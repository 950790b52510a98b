import { Heart, Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { GridCard } from '#shared/image.ts'

/** How a picture was judged. */
export function CardBadges({ card }: { readonly card: Extract<GridCard, { readonly kind: 'image' }> }) {
  const { t } = useTranslation('library')
  const { isFavorite, rating } = card
  if (!isFavorite && rating === null) return null
  return (
    <p className="absolute top-1.5 left-1.5 flex h-6 items-center gap-1.5 rounded-full bg-surface/85 px-2 text-xs font-medium text-ink tabular-nums">
      {isFavorite && <Heart size={12} aria-hidden className="fill-current text-accent-text" />}
      {rating !== null && (
        <span aria-hidden className="flex items-center gap-0.5">
          <Star size={11} className="fill-current" />
          {rating}
        </span>
      )}
      <span className="sr-only">
        {[isFavorite && t('favoriteBadge'), rating !== null && t('ratingBadge', { rating })]
          .filter((badge) => badge !== false)
          .join(', ')}
      </span>
    </p>
  )
}
