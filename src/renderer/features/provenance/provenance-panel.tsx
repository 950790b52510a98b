import { Heart, Star, X } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '#shared/contract.ts'
import type { Image } from '#shared/image.ts'
import { useAppStore } from '../../app-store.ts'
import { useImage } from '../../data/images.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { formatBytes } from '../../format-bytes.ts'
import { PictureThumbnail } from '../../picture-thumbnail.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { ContentCredentials } from './content-credentials.tsx'
import { FileFacts } from './file-facts.tsx'
import { GenerationRecord } from './generation-record.tsx'
import { ImportedRecord } from './imported-record.tsx'
import { Lineage } from './lineage.tsx'
import { ManySummary } from './many-summary.tsx'
import { MarksSection } from './marks-section.tsx'
import { NoPictureRecord } from './no-picture-record.tsx'
import { Siblings } from './siblings.tsx'

interface ProvenancePanelProps {
  /** A negative one is a generation that made no picture, by its id. */
  readonly imageId: number
  /** All that is chosen in the Library; the panel sums up more than one. */
  readonly chosenIds?: ReadonlySet<number>
}

/** Which words made this picture: everything the library knows about where it comes from. */
export function ProvenancePanel({ imageId, chosenIds }: ProvenancePanelProps) {
  const { t } = useTranslation('provenance')
  const toggleProvenance = useAppStore((state) => state.toggleProvenance)
  return (
    <aside aria-label={t('provenance')} className="flex h-full min-h-0 flex-col bg-surface">
      <header className="flex min-h-12 items-center justify-between border-b border-line pr-2 pl-4">
        <h2 className="text-base font-semibold">{t('provenance')}</h2>
        <IconButton label={t('close')} icon={X} size="small" onClick={toggleProvenance} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {chosenIds !== undefined && chosenIds.size > 1 ? (
          <Many chosenIds={chosenIds} />
        ) : imageId < 0 ? (
          <NoPictureRecord key={imageId} generationId={-imageId} />
        ) : (
          <Body key={imageId} imageId={imageId} />
        )}
      </div>
    </aside>
  )
}

function Many({ chosenIds }: { readonly chosenIds: ReadonlySet<number> }) {
  return <ManySummary ids={useMemo(() => [...chosenIds], [chosenIds])} />
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
  return <Full {...one.data} />
}

function Full({ image, generation, tags, collectionIds, metadata }: CallOutput<'images.get'>) {
  const { t } = useTranslation('provenance')
  const marks = <MarksSection image={image} tags={tags} collectionIds={collectionIds} />
  return (
    <>
      <Identity image={image} />
      {generation !== null && <GenerationRecord image={image} generation={generation} marks={marks} />}
      {metadata !== null && <ImportedRecord imageId={image.id} metadata={metadata} />}
      {generation === null && metadata === null && (
        <p className="border-t border-line px-4 py-4 text-sm text-ink-soft">{t('importedHint')}</p>
      )}
      {generation === null && marks}
      {image.hasContentCredentials && <ContentCredentials />}
      {generation?.status === 'succeeded' && <Siblings imageId={image.id} images={generation.images} />}
      <Lineage imageId={image.id} />
      <FileFacts image={image} />
    </>
  )
}

/** Which picture this is about: it may stand beside another one. */
function Identity({ image }: { readonly image: Image }) {
  const { t, i18n } = useTranslation('provenance')
  const { width, height, format, bytes, isFavorite, rating, deletedAtMs, pixelsDroppedAtMs } = image
  return (
    <div className="flex items-center gap-3 px-4 py-3">
      <PictureThumbnail
        sha256={image.sha256}
        hasPixels={pixelsDroppedAtMs === null}
        className="size-12 shrink-0 rounded-sm bg-canvas"
      />
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
          {deletedAtMs !== null && <span>{t('inTrash')}</span>}
          {pixelsDroppedAtMs !== null && <span>{t('pixelsDropped')}</span>}
        </p>
      </div>
    </div>
  )
}
