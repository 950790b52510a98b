import { useTranslation } from 'react-i18next'
import type { EditAttempt } from '#shared/edit.ts'
import { isOut } from '#shared/generation-status.ts'
import type { Image } from '#shared/image.ts'
import { blobUrl } from '#shared/image-url.ts'
import { ElapsedTime } from '../../composing/elapsed-time.tsx'
import { useCancelGeneration } from '../../data/generations.ts'
import { usePreviews } from '../../data/previews.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { focusPrompt } from '../../focus-prompt.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useEditStore } from './edit-store.ts'

interface AttemptStageProps {
  readonly image: Image
  readonly attempt: EditAttempt
}

/** An edit on its way: its previews over the picture; or why it made nothing. */
export function AttemptStage({ image, attempt }: AttemptStageProps) {
  const { t } = useTranslation('edit')
  const previews = usePreviews(attempt.id)
  const cancel = useCancelGeneration()
  const { generation } = attempt
  const toDrawing = (): void => useEditStore.setState({ view: { kind: 'draw' } })
  if ('failure' in generation)
    return (
      <div className="flex min-h-0 flex-1 overflow-y-auto p-6">
        <div className="m-auto flex w-full max-w-lg flex-col gap-4">
          <FailureNotice failure={generation.failure} steps={{ 'edit-prompt': focusPrompt }} />
          <Button onClick={toDrawing} className="self-start">
            {t('backToDrawing')}
          </Button>
        </div>
      </div>
    )
  const shown = Object.values(previews)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="relative min-h-0 flex-1 bg-canvas p-4">
        <img
          src={blobUrl(image)}
          alt={t('picture')}
          className="absolute inset-4 size-[calc(100%-2rem)] object-contain"
        />
        {shown.map((preview) => (
          <img
            key={preview}
            src={preview}
            alt={t('preview')}
            className="absolute inset-4 size-[calc(100%-2rem)] object-contain"
          />
        ))}
        {shown.length === 0 && generation.status !== 'queued' && (
          <div className="absolute inset-4 animate-pulse bg-canvas/30" />
        )}
      </div>
      <div className="flex min-h-12 items-center gap-3 border-t border-line bg-surface px-4 py-2 text-sm">
        <Spinner size={14} />
        <p role="status" className="min-w-0 flex-1 truncate">
          {generation.status === 'queued' ? t('waiting') : t('running')}
        </p>
        {isOut(generation) && generation.status !== 'queued' && <ElapsedTime sinceMs={generation.sentAtMs} />}
        <Button size="small" isBusy={cancel.isPending} onClick={() => cancel.mutate(attempt.id)}>
          {t('stop')}
        </Button>
        <Button size="small" onClick={toDrawing}>
          {t('backToDrawing')}
        </Button>
      </div>
    </div>
  )
}
