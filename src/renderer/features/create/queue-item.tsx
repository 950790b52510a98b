import { X } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueuedGeneration, RunningGeneration } from '#shared/generation.ts'
import { captionOf } from '../../composing/caption.ts'
import { ElapsedTime } from '../../composing/elapsed-time.tsx'
import { useModels } from '../../data/catalogue.ts'
import { useCancelGeneration } from '../../data/generations.ts'
import { usePreviews } from '../../data/previews.ts'
import { modelLabel } from '../../model-label.ts'
import { sayFailure } from '../../say-failure.ts'
import { useCreateStore } from './create-store.ts'
import { WaitWords } from './wait-words.tsx'

/** One that waits or is out. Unchanged ones are not drawn again, however often the queue changes. */
export const QueueItem = memo(({ generation }: { readonly generation: QueuedGeneration | RunningGeneration }) => {
  const { t } = useTranslation('queue')
  const { data: models = [] } = useModels()
  const cancel = useCancelGeneration()
  const pick = useCreateStore((state) => state.pick)
  const preview = Object.values(usePreviews(generation.id)).at(-1)
  const caption = captionOf(generation.typedPrompt)
  return (
    <li className="flex h-11 items-center gap-2.5 [contain-intrinsic-height:2.75rem] [content-visibility:auto]">
      <div className="size-8 shrink-0 overflow-hidden rounded-sm bg-ink/6">
        {preview !== undefined && <img src={preview} alt="" className="size-full object-cover" />}
      </div>
      <button
        type="button"
        onClick={() => pick(generation.id)}
        className="min-w-0 flex-1 truncate rounded-sm text-left hover:underline"
      >
        {caption}
      </button>
      <span className="shrink-0 text-sm text-ink-soft">
        {modelLabel(generation.model, models)}
        {' · '}
        {generation.status === 'queued' ? (
          <WaitWords generation={generation} isShort />
        ) : (
          <ElapsedTime sinceMs={generation.sentAtMs} />
        )}
      </span>
      <button
        type="button"
        aria-label={t('cancelOne', { caption })}
        aria-disabled={cancel.isPending || undefined}
        onClick={() => !cancel.isPending && cancel.mutate(generation.id, { onError: sayFailure })}
        className="flex size-7 shrink-0 items-center justify-center rounded-md text-ink-soft hover:bg-ink/8 hover:text-ink"
      >
        <X size={15} aria-hidden />
      </button>
    </li>
  )
})
