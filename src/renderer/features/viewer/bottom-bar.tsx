import { clsx } from 'clsx'
import { ChevronsRight, Heart, Maximize, Minus, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Image } from '#shared/image.ts'
import type { Command } from '../../commands/command.ts'
import { type Backdrop, backdrops } from '../../picture-view/backdrop.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { judgedRating } from './auto-advance.ts'
import { RatingStars } from './rating-stars.tsx'

interface BottomBarProps {
  readonly image: Image
  readonly commands: readonly Command[]
  /** Of the picture's own pixels; `null` until the room is known. */
  readonly percent: number | null
  readonly isFit: boolean
  readonly onFit: () => void
  readonly onActualSize: () => void
  readonly onZoom: (direction: 'in' | 'out') => void
  readonly backdrop: Backdrop
  readonly onBackdrop: (backdrop: Backdrop) => void
  readonly isAutoAdvance: boolean
  readonly onAutoAdvance: (isOn: boolean) => void
}

const swatches = { neutral: 'bg-neutral-500', black: 'bg-black', white: 'bg-white', checker: 'bg-checker' } as const

/** Judging on the left, looking in the middle, what lies behind on the right. */
export function BottomBar({
  image,
  commands,
  percent,
  isFit,
  onFit,
  onActualSize,
  onZoom,
  backdrop,
  onBackdrop,
  isAutoAdvance,
  onAutoAdvance,
}: BottomBarProps) {
  const { t } = useTranslation('viewer')
  const backdropNames = {
    neutral: t('backgroundNeutral'),
    black: t('backgroundBlack'),
    white: t('backgroundWhite'),
    checker: t('backgroundChecker'),
  }
  const favorite = commands.find((command) => command.id === 'picture.favorite')

  return (
    <footer className="flex min-h-12 shrink-0 flex-wrap items-center justify-between gap-x-4 border-t border-line bg-surface px-2">
      <div className="flex min-w-0 items-center gap-1 lg:flex-1">
        {favorite !== undefined && (
          <IconButton
            label={favorite.label}
            icon={Heart}
            shortcut={favorite.shortcut ?? undefined}
            isPressed={image.isFavorite}
            onClick={favorite.run}
            className={image.isFavorite ? '[&_svg]:fill-current' : ''}
          />
        )}
        <RatingStars rating={image.rating} commands={commands.filter(({ id }) => judgedRating(id) !== null)} />
        <IconButton
          label={t('autoAdvance')}
          icon={ChevronsRight}
          isPressed={isAutoAdvance}
          onClick={() => onAutoAdvance(!isAutoAdvance)}
        />
      </div>
      <div className="flex items-center gap-1">
        <IconButton
          label={t('zoomOut')}
          icon={Minus}
          shortcut="Minus"
          // Not `disabled`, which would take the focus away from under the keys.
          aria-disabled={isFit}
          onClick={() => onZoom('out')}
          className={isFit ? 'opacity-40' : ''}
        />
        <p aria-live="polite" className="w-14 text-center text-sm tabular-nums">
          {percent !== null && (
            <>
              <span className="sr-only">{t('zoom', { percent })}</span>
              <span aria-hidden>{percent}%</span>
            </>
          )}
        </p>
        <IconButton label={t('zoomIn')} icon={Plus} shortcut="Equal" onClick={() => onZoom('in')} />
        <IconButton label={t('fit')} icon={Maximize} shortcut="Mod+0" isPressed={isFit} onClick={onFit} />
        <Tooltip label={t('actualSize')} shortcut="Mod+1">
          <Button
            variant="plain"
            size="small"
            aria-label={t('actualSize')}
            aria-pressed={percent === 100}
            onClick={onActualSize}
            className={clsx('h-8.5 tabular-nums', percent === 100 ? 'text-accent-text' : 'text-ink-soft')}
          >
            1:1
          </Button>
        </Tooltip>
      </div>
      <fieldset className="flex min-w-0 items-center justify-end gap-1 lg:flex-1">
        <legend className="sr-only">{t('background')}</legend>
        {backdrops.map((choice) => (
          <Tooltip key={choice} label={backdropNames[choice]} shortcut={choice === backdrop ? undefined : 'B'}>
            <button
              type="button"
              aria-label={backdropNames[choice]}
              aria-pressed={choice === backdrop}
              onClick={() => onBackdrop(choice)}
              className="flex size-7 items-center justify-center rounded-full"
            >
              <span
                aria-hidden
                className={clsx(
                  'size-4.5 rounded-full border border-line-strong forced-color-adjust-none',
                  swatches[choice],
                  choice === backdrop && 'ring-2 ring-accent-text ring-offset-2 ring-offset-surface',
                )}
              />
            </button>
          </Tooltip>
        ))}
      </fieldset>
    </footer>
  )
}
