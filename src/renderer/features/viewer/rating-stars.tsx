import { clsx } from 'clsx'
import { Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Command } from '../../commands/command.ts'
import { Tooltip } from '../../ui/tooltip.tsx'

interface RatingStarsProps {
  readonly rating: number | null
  /** Those whose ids are `picture.rate-1` to `picture.rate-5`, in this order. */
  readonly commands: readonly Command[]
}

export function RatingStars({ rating, commands }: RatingStarsProps) {
  const { t } = useTranslation('viewer')
  return (
    <fieldset className="flex">
      <legend className="sr-only">{t('rating')}</legend>
      {commands.map((command, place) => (
        <Tooltip key={command.id} label={command.label} shortcut={command.shortcut ?? undefined}>
          <button
            type="button"
            aria-label={command.label}
            aria-pressed={rating === place + 1}
            onClick={command.run}
            className="flex h-8.5 w-6.5 items-center justify-center rounded-md text-ink-soft hover:text-ink"
          >
            <Star
              size={16}
              aria-hidden
              className={clsx(rating !== null && place < rating && 'fill-accent-text text-accent-text')}
            />
          </button>
        </Tooltip>
      ))}
    </fieldset>
  )
}
