import { Clock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { QueuedGeneration, RunningGeneration } from '#shared/generation.ts'
import { parseSize } from '#shared/size-problem.ts'
import { captionOf } from '../../composing/caption.ts'
import { ElapsedTime } from '../../composing/elapsed-time.tsx'
import { useModels } from '../../data/catalogue.ts'
import { useCancelGeneration } from '../../data/generations.ts'
import { usePreviews } from '../../data/previews.ts'
import { modelLabel } from '../../model-label.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { PictureGrid } from './picture-grid.tsx'
import { WaitWords } from './wait-words.tsx'

type Running = QueuedGeneration | RunningGeneration

/** Previews appear where the picture will be; until the first, a quiet surface of its shape. */
export function RunningStage({ generation }: { readonly generation: Running }) {
  const { t } = useTranslation('create')
  const previews = usePreviews(generation.id)
  const { size, n } = generation.requestedParams
  const shape = parseSize(size) ?? { width: 1024, height: 1024 }
  const caption = captionOf(generation.typedPrompt)
  return (
    <>
      <PictureGrid
        sizes={Array.from({ length: n }, () => shape)}
        renderPicture={(index) => {
          const preview = previews[index]
          return preview === undefined ? (
            <div className="size-full overflow-hidden rounded-sm bg-ink/6">
              {generation.status !== 'queued' && (
                <div className="size-full animate-pulse bg-linear-120 from-ink/4 via-ink/14 to-ink/4" />
              )}
            </div>
          ) : (
            <img
              key={preview}
              src={preview}
              alt={t('preview', { caption })}
              className="size-full rounded-sm object-contain"
            />
          )
        }}
      />
      <RunningBar generation={generation} />
    </>
  )
}

function RunningBar({ generation }: { readonly generation: Running }) {
  const { t } = useTranslation('create')
  const { t: tQueue } = useTranslation('queue')
  const { data: models = [] } = useModels()
  const cancel = useCancelGeneration()
  const { n } = generation.requestedParams
  return (
    <div className="flex min-h-14 items-center gap-3 border-t border-line bg-surface px-4 py-2 text-sm">
      {generation.status === 'queued' ? (
        <Clock size={14} aria-hidden className="text-ink-soft" />
      ) : (
        <Spinner size={14} />
      )}
      <p className="min-w-0 flex-1 truncate">
        {generation.status === 'queued' ? (
          <WaitWords generation={generation} />
        ) : n === 1 ? (
          tQueue(generation.status)
        ) : (
          tQueue(`${generation.status}Many`, { count: n })
        )}
        <span className="text-ink-soft">
          {' '}
          · {modelLabel(generation.model, models)}
          {generation.status !== 'queued' && (
            <>
              {' · '}
              <ElapsedTime sinceMs={generation.sentAtMs} />
            </>
          )}
        </span>
      </p>
      <Button
        size="small"
        isBusy={cancel.isPending}
        aria-label={t('stopFor', { caption: captionOf(generation.typedPrompt) })}
        onClick={() => cancel.mutate(generation.id)}
      >
        {t('stop')}
      </Button>
    </div>
  )
}
