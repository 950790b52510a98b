import { clsx } from 'clsx'
import { Ban, CircleAlert, TriangleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { QueuedGeneration, RunningGeneration, SucceededGeneration, UnmadeGeneration } from '#shared/generation.ts'
import type { Image } from '#shared/image.ts'
import { thumbnailUrl } from '#shared/image-url.ts'
import { useAppStore } from '../../app-store.ts'
import { captionOf } from '../../composing/caption.ts'
import { ElapsedTime } from '../../composing/elapsed-time.tsx'
import { useCancelGeneration } from '../../data/generations.ts'
import { usePreviews } from '../../data/previews.ts'
import { describeFailure } from '../../describe-failure.ts'
import { studioWideSteps } from '../../studio-wide-steps.ts'
import { useCreateStore } from './create-store.ts'
import { toneOf, wasFree } from './failed-stage.tsx'
import { useFailureSteps } from './use-failure-steps.ts'

interface ItemProps {
  /** Its generation stands on the stage. */
  readonly isShown: boolean
  /** The strip is one stop for Tab. */
  readonly tabIndex: 0 | -1
}

const frame = (isShown: boolean): string =>
  clsx(
    'block rounded-md outline-offset-2',
    isShown ? 'ring-2 ring-accent-text' : 'ring-1 ring-line hover:ring-line-strong',
  )

interface PictureItemProps extends ItemProps {
  readonly image: Image
  readonly generation: SucceededGeneration
  readonly imageIds: readonly number[]
}

export function PictureItem({ image, generation, imageIds, isShown, tabIndex }: PictureItemProps) {
  const { t } = useTranslation('create')
  const pick = useCreateStore((state) => state.pick)
  const openViewer = useAppStore((state) => state.openViewer)
  const caption = captionOf(generation.typedPrompt)
  const count = generation.images.length
  return (
    <button
      type="button"
      data-entry
      data-image-id={image.id}
      tabIndex={tabIndex}
      title={caption}
      aria-current={isShown || undefined}
      aria-label={
        count === 1
          ? t('openPicture', { caption })
          : t('openPictureOf', { caption, position: image.position + 1, count })
      }
      onClick={() => {
        pick(generation.id)
        openViewer(imageIds, image.id)
      }}
      className={clsx(frame(isShown), 'size-20 overflow-hidden')}
    >
      <img src={thumbnailUrl(image)} alt="" loading="lazy" draggable={false} className="size-full object-cover" />
    </button>
  )
}

interface RunningItemProps extends ItemProps {
  readonly generation: QueuedGeneration | RunningGeneration
}

export function RunningItem({ generation, isShown, tabIndex }: RunningItemProps) {
  const { t } = useTranslation('create')
  const { t: tQueue } = useTranslation('queue')
  const pick = useCreateStore((state) => state.pick)
  const cancel = useCancelGeneration()
  const preview = Object.values(usePreviews(generation.id)).at(-1)
  const caption = captionOf(generation.typedPrompt)
  return (
    <div className="relative">
      <button
        type="button"
        data-entry
        tabIndex={tabIndex}
        title={caption}
        aria-current={isShown || undefined}
        aria-label={generation.status === 'queued' ? t('showWaiting', { caption }) : t('showRunning', { caption })}
        onClick={() => pick(generation.id)}
        className={clsx(frame(isShown), 'size-20 overflow-hidden bg-ink/6')}
      >
        {generation.status === 'queued' ? null : preview === undefined ? (
          <div className="size-full animate-pulse bg-linear-120 from-ink/4 via-ink/14 to-ink/4" />
        ) : (
          <img src={preview} alt="" className="size-full object-cover" />
        )}
        <span className="absolute bottom-1 left-1 rounded bg-surface/90 px-1 text-xs text-ink">
          {generation.status === 'queued' ? tQueue('turnShort') : <ElapsedTime sinceMs={generation.sentAtMs} />}
        </span>
      </button>
      <button
        type="button"
        tabIndex={tabIndex}
        aria-label={t('stopFor', { caption })}
        aria-disabled={cancel.isPending || undefined}
        onClick={() => !cancel.isPending && cancel.mutate(generation.id)}
        className="absolute top-0.5 right-0.5 flex size-6 items-center justify-center rounded-full bg-surface/90 text-ink hover:bg-surface"
      >
        <X size={13} aria-hidden />
      </button>
    </div>
  )
}

interface FailedItemProps extends ItemProps {
  readonly generation: UnmadeGeneration
}

const icons = { info: Ban, warning: TriangleAlert, danger: CircleAlert }

export function FailedItem({ generation, isShown, tabIndex }: FailedItemProps) {
  const { t } = useTranslation('create')
  const { t: tFailure } = useTranslation('failures')
  const pick = useCreateStore((state) => state.pick)
  const steps = useFailureSteps(generation)
  const { title, body, nextStep } = describeFailure(generation.failure, tFailure, wasFree(generation))
  const run = nextStep === null ? undefined : (steps[nextStep.action] ?? studioWideSteps[nextStep.action])
  const tone = toneOf(generation)
  const Icon = icons[tone]
  return (
    <div className={clsx(frame(isShown), 'flex h-20 w-64 flex-col justify-between bg-raised px-3 py-2')}>
      <button
        type="button"
        data-entry
        tabIndex={tabIndex}
        title={body}
        aria-current={isShown || undefined}
        aria-label={t('showFailure', { caption: captionOf(generation.typedPrompt), title })}
        onClick={() => pick(generation.id)}
        className="min-w-0 rounded-sm text-left"
      >
        <span className="flex items-center gap-1.5 text-sm font-medium">
          <Icon
            size={14}
            aria-hidden
            className={clsx(
              'shrink-0',
              { info: 'text-ink-soft', warning: 'text-warning', danger: 'text-danger' }[tone],
            )}
          />
          <span className="truncate">{title}</span>
        </span>
        <span className="block truncate text-xs text-ink-soft">{body}</span>
      </button>
      {nextStep !== null && run !== undefined && (
        <button
          type="button"
          tabIndex={tabIndex}
          onClick={run}
          className="min-h-6 self-start rounded-sm text-xs font-semibold text-accent-text hover:underline"
        >
          {nextStep.label}
        </button>
      )}
    </div>
  )
}
