import { Heart, Star, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Generation } from '#shared/generation.ts'
import type { Image } from '#shared/image.ts'
import { thumbnailUrl } from '#shared/image-url.ts'
import { useAppStore } from '../../app-store.ts'
import { useImage } from '../../data/images.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { formatBytes } from '../../format-bytes.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { FileFacts } from './file-facts.tsx'
import { GenerationRecord } from './generation-record.tsx'

/** Which words made this picture: everything the library knows about where it comes from. */
export function ProvenancePanel({ imageId }: { readonly imageId: number }) {
  const { t } = useTranslation('provenance')
  const toggleProvenance = useAppStore((state) => state.toggleProvenance)
  return (
    <aside aria-label={t('provenance')} className="flex h-full min-h-0 flex-col bg-surface">
      <header className="flex min-h-12 items-center justify-between border-b border-line pr-2 pl-4">
        <h2 className="text-base font-semibold">{t('provenance')}</h2>
        <IconButton label={t('close')} icon={X} size="small" onClick={toggleProvenance} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Body key={imageId} imageId={imageId} />
      </div>
    </aside>
  )
}

function Body({ imageId }: { readonly imageId: number }) {
  const { t } = useTranslation('provenance')
  const one = useImage(imageId)
  if (one.isError) {
    return (
      <FailureNotice
        failure={one.error.failure}
        tone={one.error.failure.kind === 'not-found' ? 'info' : 'danger'}
        steps={{ 'try-again': () => void one.refetch() }}
        className="m-4"
      />
    )
  }
  if (one.data === undefined) {
    return (
      <div className="p-4">
        <Spinner label={t('loading')} size={14} />
      </div>
    )
  }
  return <Full image={one.data.image} generation={one.data.generation} />
}

function Full({ image, generation }: { readonly image: Image; readonly generation: Generation | null }) {
  const { t } = useTranslation('provenance')
  return (
    <>
      <Identity image={image} />
      {generation === null ? (
        <p className="border-t border-line px-4 py-4 text-sm text-ink-soft">{t('importedHint')}</p>
      ) : (
        <GenerationRecord image={image} generation={generation} />
      )}
      <FileFacts image={image} />
    </>
  )
}

/** Which picture this is about: it may stand beside another one. */
function Identity({ image }: { readonly image: Image }) {
  const { t, i18n } = useTranslation('provenance')
  const { width, height, format, bytes, isFavorite, rating, trashedAtMs } = image
  return (
    <div className="flex items-center gap-3 px-4 py-3">
      <img src={thumbnailUrl(image)} alt="" className="size-12 shrink-0 rounded-sm bg-canvas object-contain" />
      <div className="min-w-0 flex-1 text-sm">
        <p className="truncate tabular-nums">
          {width} × {height} · {format.toUpperCase()} · {formatBytes(bytes, i18n.language)}
        </p>
        <p className="flex min-h-5 items-center gap-2 text-ink-soft">
          {isFavorite && (
            <span className="flex items-center gap-1">
              <Heart size={13} aria-hidden className="fill-current" />
              {t('favorite')}
            </span>
          )}
          {rating !== null && (
            <span className="flex items-center gap-1 tabular-nums">
              <Star size={13} aria-hidden className="fill-current" />
              {t('ratingOf', { rating })}
            </span>
          )}
          {trashedAtMs !== null && <span>{t('inTrash')}</span>}
        </p>
      </div>
    </div>
  )
}
