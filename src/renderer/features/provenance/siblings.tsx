import { clsx } from 'clsx'
import { useTranslation } from 'react-i18next'
import type { Image } from '#shared/image.ts'
import { useAppStore } from '../../app-store.ts'
import { PictureThumbnail } from '../../picture-thumbnail.tsx'
import { Section } from './section.tsx'

/** The other pictures of the same request. */
export function Siblings({ imageId, images }: { readonly imageId: number; readonly images: readonly Image[] }) {
  const { t } = useTranslation('provenance')
  const openViewer = useAppStore((state) => state.openViewer)
  const shown = images.filter((image) => image.deletedAtMs === null || image.id === imageId)
  if (shown.length < 2) return null
  return (
    <Section title={t('siblings', { count: shown.length })}>
      <ul className="flex flex-wrap gap-2">
        {shown.map((image, place) => (
          <li key={image.id}>
            <button
              type="button"
              aria-label={t('openSibling', { position: place + 1, count: shown.length })}
              aria-current={image.id === imageId || undefined}
              onClick={() =>
                openViewer(
                  shown.map(({ id }) => id),
                  image.id,
                )
              }
              className={clsx(
                'block size-13 overflow-hidden rounded-sm bg-canvas',
                image.id === imageId ? 'ring-2 ring-accent-text' : 'ring-1 ring-line hover:ring-line-strong',
              )}
            >
              <PictureThumbnail
                sha256={image.sha256}
                hasPixels={image.pixelsDroppedAtMs === null}
                className="size-full"
              />
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
