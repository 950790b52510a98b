import { Brush, CopyPlus, CornerDownRight, ImagePlus, Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SucceededGeneration } from '#shared/generation.ts'
import type { Image } from '#shared/image.ts'
import { blobUrl } from '#shared/image-url.ts'
import { useAppStore } from '../../app-store.ts'
import { captionOf } from '../../composing/caption.ts'
import { useModels } from '../../data/catalogue.ts'
import { useRecentGenerations } from '../../data/generations.ts'
import { formatUsd } from '../../format-usd.ts'
import { addReference, goOnFrom, loadEverything } from '../../load-draft.ts'
import { modelLabel } from '../../model-label.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { PictureGrid } from './picture-grid.tsx'
import { viewableImageIds } from './strip-entries.ts'

/** What a generation made, as large as the stage allows. A click opens the viewer. */
export function PicturesStage({ generation }: { readonly generation: SucceededGeneration }) {
  const { t } = useTranslation('create')
  const images = generation.images.filter(({ deletedAtMs }) => deletedAtMs === null)
  return (
    <>
      {images.length === 0 ? (
        <p className="flex flex-1 items-center justify-center text-ink-soft">{t('trashed')}</p>
      ) : (
        <PictureGrid
          sizes={images}
          renderPicture={(index) => {
            const image = images[index]
            return (
              image !== undefined && (
                <Picture image={image} generation={generation} position={index + 1} count={images.length} />
              )
            )
          }}
        />
      )}
      <PicturesBar generation={generation} firstImage={images[0]} />
    </>
  )
}

interface PictureProps {
  readonly image: Image
  readonly generation: SucceededGeneration
  /** From 1. */
  readonly position: number
  readonly count: number
}

function Picture({ image, generation, position, count }: PictureProps) {
  const { t } = useTranslation('create')
  const { data: recent = [] } = useRecentGenerations()
  const openViewer = useAppStore((state) => state.openViewer)
  const caption = captionOf(generation.typedPrompt)
  return (
    <button
      type="button"
      data-image-id={image.id}
      aria-label={count === 1 ? t('openPicture', { caption }) : t('openPictureOf', { caption, position, count })}
      onClick={() => openViewer(viewableImageIds(recent), image.id)}
      className="block size-full cursor-zoom-in rounded-sm"
    >
      <img
        src={blobUrl(image)}
        alt=""
        draggable={false}
        className={`size-full rounded-sm object-contain ${generation.requestedParams.background === 'transparent' ? 'bg-checker' : ''}`}
      />
    </button>
  )
}

interface PicturesBarProps {
  readonly generation: SucceededGeneration
  readonly firstImage: Image | undefined
}

/** The facts in one line, and the ways from here. */
function PicturesBar({ generation, firstImage }: PicturesBarProps) {
  const { t } = useTranslation('create')
  const { data: models = [] } = useModels()
  const { selectImage, toggleProvenance } = useAppStore.getState()
  const isShown = useAppStore(
    (state) => state.isProvenanceOpen && generation.images.some(({ id }) => id === state.selectedImageId),
  )
  const facts = [
    modelLabel(generation.model, models),
    ...(generation.provider === 'sketch' ? [t('sketchHint')] : []),
    ...(firstImage === undefined ? [] : [`${firstImage.width} × ${firstImage.height}`]),
    ...(generation.durationMs === null ? [] : [t('elapsed', { seconds: (generation.durationMs / 1000).toFixed(1) })]),
    ...(generation.cost === null ? [] : [formatUsd(generation.cost.microUsd)]),
  ]
  return (
    <div className="flex min-h-14 items-center gap-2 border-t border-line bg-surface px-4 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm" title={generation.typedPrompt} data-selectable>
          {captionOf(generation.typedPrompt)}
        </p>
        <p className="truncate text-xs text-ink-soft tabular-nums">{facts.join(' · ')}</p>
      </div>
      <IconButton
        label={t('useEverything')}
        icon={CopyPlus}
        onClick={() => loadEverything(generation, firstImage?.id ?? null)}
      />
      {firstImage !== undefined && (
        <IconButton
          label={t('editPicture')}
          icon={Brush}
          shortcut="E"
          onClick={() => useAppStore.getState().editImage(firstImage.id)}
        />
      )}
      {firstImage !== undefined && (
        <IconButton label={t('useAsReference')} icon={ImagePlus} onClick={() => addReference(firstImage.id)} />
      )}
      {generation.responseId !== null && (
        <IconButton label={t('goOn')} icon={CornerDownRight} onClick={() => goOnFrom(generation)} />
      )}
      {firstImage !== undefined && (
        <IconButton
          label={isShown ? t('hideProvenance') : t('showProvenance')}
          icon={Info}
          isPressed={isShown}
          onClick={() => {
            if (isShown) return toggleProvenance()
            selectImage(firstImage.id)
            if (!useAppStore.getState().isProvenanceOpen) toggleProvenance()
          }}
        />
      )}
    </div>
  )
}
