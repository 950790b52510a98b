import { Image as ImageIcon, ImageOff } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Image } from '#shared/image.ts'
import { blobUrl } from '#shared/image-url.ts'
import { useAppStore } from '../../app-store.ts'
import { useEdits } from '../../data/edits.ts'
import { useImage } from '../../data/images.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { AttemptStage } from './attempt-stage.tsx'
import { findCandidate } from './candidates.ts'
import { CandidatesStrip } from './candidates-strip.tsx'
import { ChoosePicture } from './choose-picture.tsx'
import { EditComposer } from './edit-composer.tsx'
import { editKindRules } from './edit-kind.ts'
import { restoreEditDraft, useEditStore } from './edit-store.ts'
import { useEditor } from './editor-handle.ts'
import { MaskEditor } from './mask/mask-editor.tsx'
import type { MaskEditorHandle } from './mask/mask-editor-props.ts'
import { Review } from './review.tsx'

/** A picture, what should change in it, and whether it did. */
export function EditRoom() {
  useEffect(() => void restoreOnce(), [])
  const imageId = useAppStore((state) => state.editedImageId)
  return imageId === null ? <ChoosePicture /> : <EditPicture key={imageId} imageId={imageId} />
}

let restored: Promise<void> | null = null
const restoreOnce = (): Promise<void> => (restored ??= restoreEditDraft())

function EditPicture({ imageId }: { readonly imageId: number }) {
  const { t } = useTranslation('edit')
  const { data, error, refetch } = useImage(imageId)
  const editImage = useAppStore((state) => state.editImage)
  const another = <Button onClick={() => editImage(null)}>{t('otherPicture')}</Button>
  if (error !== null)
    return error.failure.kind === 'not-found' ? (
      <EmptyState icon={ImageOff} title={t('pictureGone')} action={another} />
    ) : (
      <FailureNotice
        failure={error.failure}
        steps={{ 'try-again': () => void refetch() }}
        className="m-auto max-w-md"
      />
    )
  if (data === undefined)
    return (
      <div className="flex h-full items-center justify-center">
        <Spinner size={20} />
      </div>
    )
  const { image } = data
  if (image.pixelsDroppedAtMs !== null)
    return (
      <EmptyState icon={ImageOff} title={t('pictureDropped')} description={t('pictureDroppedBody')} action={another} />
    )
  if (image.format === 'gif' || image.format === 'svg')
    return (
      <EmptyState
        icon={ImageIcon}
        title={t('notEditable', { format: image.format.toUpperCase() })}
        description={t('notEditableBody')}
        action={another}
      />
    )
  return (
    <div className="@container h-full">
      <h1 className="sr-only">{t('title')}</h1>
      <div className="flex h-full @max-[860px]:flex-col @max-[860px]:overflow-y-auto">
        <EditComposer image={image} />
        <Workbench image={image} />
      </div>
    </div>
  )
}

/** The picture to draw on, or what came of it; and all that came of it below. */
function Workbench({ image }: { readonly image: Image }) {
  const edits = useEdits(image.id)
  const view = useEditStore((state) => state.view)
  const attempts = edits.data ?? []
  const attempt = view.kind === 'draw' ? undefined : attempts.find(({ id }) => id === view.generationId)
  const candidate =
    view.kind === 'candidate'
      ? (findCandidate(attempts, view.rawId)?.candidate ?? null)
      : (attempt?.candidates[0] ?? null)
  // An edit that is not in the list yet, or of another picture.
  const isDrawing = attempt === undefined
  useEffect(() => () => useEditStore.setState({ view: { kind: 'draw' }, isRawShown: false, kept: null }), [])
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col @max-[860px]:min-h-[640px]">
      <DrawingStage image={image} isHidden={!isDrawing} />
      {attempt !== undefined &&
        (candidate === null ? (
          <AttemptStage image={image} attempt={attempt} />
        ) : (
          <Review image={image} attempt={attempt} candidate={candidate} />
        ))}
      {edits.error !== null && (
        <FailureNotice failure={edits.error.failure} steps={{ 'try-again': () => void edits.refetch() }} />
      )}
      <CandidatesStrip attempts={attempts} />
    </div>
  )
}

/** Stays while candidates are looked at: what it holds can be run again. */
function DrawingStage({ image, isHidden }: { readonly image: Image; readonly isHidden: boolean }) {
  const { t } = useTranslation('edit')
  const kind = useEditStore((state) => state.kind)
  const featherPx = useEditStore((state) => (state.keepsEverythingElse ? state.featherPx : 0))
  const handle = useRef<MaskEditorHandle>(null)
  const { drawing } = editKindRules[kind]
  useEffect(() => () => useEditor.setState({ handle: null, drawing: null }), [])
  return (
    <div className={isHidden ? 'hidden' : 'flex min-h-0 flex-1 flex-col'}>
      {drawing === null ? (
        <div className="relative min-h-0 flex-1 bg-canvas">
          <img
            src={blobUrl(image)}
            alt={t('picture')}
            className="absolute inset-6 size-[calc(100%-3rem)] object-contain"
          />
        </div>
      ) : (
        <MaskEditor
          ref={handle}
          image={image}
          kind={drawing}
          featherPx={featherPx}
          onDrawing={(state) => {
            useEditor.setState({ handle: handle.current, drawing: state })
            const { pendingDrawing } = useEditStore.getState()
            if (state === null || pendingDrawing?.imageId !== image.id) return
            useEditStore.setState({ pendingDrawing: null })
            handle.current?.loadDrawing(pendingDrawing.drawing)
          }}
        />
      )}
    </div>
  )
}
