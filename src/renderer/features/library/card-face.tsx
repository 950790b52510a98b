import { Ban, CircleDashed, ImageOff, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridCard } from '#shared/image.ts'
import { thumbnailUrl } from '#shared/image-url.ts'
import type { KnownCard } from '../../data/card-store.ts'
import { useFailureTitle } from './failure-title.ts'

interface CardFaceProps {
  readonly card: KnownCard
  readonly caption: string
  readonly isWanted: boolean
}

/** What is seen of one place: the picture, or why there is none. */
export function CardFace({ card, caption, isWanted }: CardFaceProps) {
  const { t } = useTranslation('library')
  if (card === undefined) return null
  if (card === null) return <Instead icon={ImageOff} name={caption} reason={t('pictureMissing')} />
  if (card.kind === 'no-picture') return <NoPicture card={card} caption={caption} />
  if (!card.hasPixels) return <Instead icon={CircleDashed} name={caption} reason={t('pixelsDropped')} />
  return <Thumbnail key={card.sha256} card={card} caption={caption} isWanted={isWanted} />
}

/** A generation that made none: its words, and what came of it. */
function NoPicture({
  card,
  caption,
}: {
  readonly card: Extract<GridCard, { readonly kind: 'no-picture' }>
  readonly caption: string
}) {
  const title = useFailureTitle(card)
  return <Instead icon={Ban} name={caption} reason={title} isNameShown />
}

interface InsteadProps {
  readonly icon: LucideIcon
  readonly name: string
  readonly reason: string
  readonly isNameShown?: boolean
}

function Instead({ icon: Icon, name, reason, isNameShown = false }: InsteadProps) {
  return (
    <div
      role="img"
      aria-label={`${name}, ${reason}`}
      className="flex size-full flex-col items-center justify-center gap-1.5 p-3 text-center text-xs"
    >
      <Icon size={20} aria-hidden className="shrink-0 text-ink-soft" />
      <p className="line-clamp-3 text-ink-soft">{reason}</p>
      {isNameShown && <p className="line-clamp-3 text-ink">{name}</p>}
    </div>
  )
}

function Thumbnail({
  card,
  caption,
  isWanted,
}: {
  readonly card: Extract<GridCard, { readonly kind: 'image' }>
  readonly caption: string
  readonly isWanted: boolean
}) {
  const { t } = useTranslation('library')
  const [isBroken, setBroken] = useState(false)
  if (isBroken) return <Instead icon={ImageOff} name={caption} reason={t('pictureMissing')} />
  return (
    <img
      {...(isWanted && { src: thumbnailUrl(card) })}
      alt={caption}
      decoding="async"
      draggable={false}
      onError={() => setBroken(true)}
      className="size-full object-contain text-transparent"
    />
  )
}
