import { ArrowLeft, Check, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { EditAttempt, EditCandidate } from '#shared/edit.ts'
import type { Image } from '#shared/image.ts'
import { useAppStore } from '../../app-store.ts'
import { ComparisonViewer } from '../../comparison/comparison-viewer.tsx'
import { captionOf } from '../../composing/caption.ts'
import { useKeepCandidates } from '../../data/edits.ts'
import { sayFailure } from '../../say-failure.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useChangePictures } from '../../use-change-pictures.ts'
import { imageIdsOf, isBeingFinished, isDiscarded, shownImageOf } from './candidates.ts'
import { ChangeReportView } from './change-report-view.tsx'
import { useEditStore } from './edit-store.ts'

interface ReviewProps {
  readonly image: Image
  readonly attempt: EditAttempt
  readonly candidate: EditCandidate
}

/** Before and after, what was measured, and what becomes of the candidate. */
export function Review({ image, attempt, candidate }: ReviewProps) {
  const { t } = useTranslation('edit')
  const viewer = useRef<HTMLDivElement>(null)
  const isRawShown = useEditStore((state) => state.isRawShown)
  const after = isRawShown ? candidate.raw : shownImageOf(candidate)
  const caption = captionOf(attempt.generation.typedPrompt)
  // Whoever came here from the strip stays in it.
  useEffect(() => {
    if (document.activeElement === document.body) viewer.current?.focus()
  }, [])
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <ComparisonViewer
        ref={viewer}
        className="min-h-0 flex-1"
        left={{ image, name: t('before'), caption: t('before') }}
        right={{ image: after, name: t(isRawShown ? 'afterRaw' : 'after'), caption }}
        start={
          <IconButton
            label={t('backToDrawing')}
            icon={ArrowLeft}
            tooltipSide="bottom"
            onClick={() => useEditStore.setState({ view: { kind: 'draw' } })}
          />
        }
      />
      <ChangeReportView key={candidate.raw.id} attempt={attempt} candidate={candidate} />
      <Decision image={image} attempt={attempt} candidate={candidate} />
    </div>
  )
}

function Decision({ image, attempt, candidate }: ReviewProps) {
  const { t } = useTranslation('edit')
  const isRawShown = useEditStore((state) => state.isRawShown)
  const keep = useKeepCandidates()
  const change = useChangePictures()
  const { editImage } = useAppStore.getState()
  const shown = isRawShown ? candidate.raw : shownImageOf(candidate)
  const staged = attempt.candidates.filter((each) => each.isStaged && !isDiscarded(each))

  const accept = (): void =>
    keep.mutate(imageIdsOf(candidate), {
      onSuccess: () => {
        useEditStore.setState({ view: { kind: 'draw' }, isRawShown: false })
        editImage(shown.id)
        showToast({
          title: t('accepted'),
          tone: 'success',
          action: { label: t('undo'), run: () => editImage(image.id) },
        })
      },
      onError: sayFailure,
    })
  const discard = async (): Promise<void> => {
    const { view } = useEditStore.getState()
    const index = attempt.candidates.indexOf(candidate)
    const left = attempt.candidates.filter((each) => each !== candidate && !isDiscarded(each))
    const next = left.find((each) => attempt.candidates.indexOf(each) > index) ?? left.at(-1)
    const isGone = await change.trash(imageIdsOf(candidate), () => useEditStore.setState({ view }))
    if (!isGone) return
    useEditStore.setState({
      view: next === undefined ? { kind: 'draw' } : { kind: 'candidate', generationId: attempt.id, rawId: next.raw.id },
    })
  }
  const keepAll = (): void =>
    keep.mutate(staged.flatMap(imageIdsOf), {
      onSuccess: () => showToast({ title: t('keptAll', { count: staged.length }), tone: 'success' }),
      onError: sayFailure,
    })

  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-line bg-surface px-4 py-2">
      {candidate.composite !== null && (
        <Checkbox
          label={t('showRaw')}
          isChecked={isRawShown}
          onChange={(next) => useEditStore.setState({ isRawShown: next })}
        />
      )}
      <span className="flex-1" />
      {staged.length > 1 && <Button onClick={keepAll}>{t('keepAll')}</Button>}
      <Button icon={Trash2} disabled={isDiscarded(candidate)} onClick={() => void discard()}>
        {t('discard')}
      </Button>
      <Button
        variant="primary"
        icon={Check}
        isBusy={keep.isPending}
        // What is accepted is the picture with the original put back: it must be there.
        disabled={isDiscarded(candidate) || isBeingFinished(attempt, candidate)}
        onClick={accept}
      >
        {t('accept')}
      </Button>
    </div>
  )
}
