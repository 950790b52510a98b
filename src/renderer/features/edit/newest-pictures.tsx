import { useTranslation } from 'react-i18next'
import { useNewestPictures } from '../../data/edits.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { PictureThumbnail } from '../../picture-thumbnail.tsx'
import { Spinner } from '../../ui/spinner.tsx'

interface NewestPicturesProps {
  /** What a press on a picture does, in words. */
  readonly nameOf: (caption: string) => string
  readonly onChoose: (imageId: number) => void
  readonly chosenIds?: readonly number[]
}

/** The newest pictures of the Library to choose from. */
export function NewestPictures({ nameOf, onChoose, chosenIds = [] }: NewestPicturesProps) {
  const { t } = useTranslation('edit')
  const { data, error, refetch } = useNewestPictures()
  if (error !== null) return <FailureNotice failure={error.failure} steps={{ 'try-again': () => void refetch() }} />
  if (data === undefined) return <Spinner size={20} />
  const cards = data.flatMap((card) =>
    card.kind === 'image' && card.hasPixels && card.format !== 'svg' && card.format !== 'gif' ? [card] : [],
  )
  if (cards.length === 0) return <p className="text-ink-soft">{t('nothingYet')}</p>
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-2">
      {cards.map(({ id, sha256, caption }) => (
        <li key={id}>
          <button
            type="button"
            title={caption}
            aria-label={nameOf(caption.slice(0, 80))}
            aria-pressed={chosenIds.includes(id) || undefined}
            onClick={() => onChoose(id)}
            className="block aspect-square w-full overflow-hidden rounded-md bg-ink/5 ring-1 ring-line hover:ring-line-strong aria-pressed:ring-2 aria-pressed:ring-accent-text"
          >
            <PictureThumbnail sha256={sha256} hasPixels className="size-full" />
          </button>
        </li>
      ))}
    </ul>
  )
}
