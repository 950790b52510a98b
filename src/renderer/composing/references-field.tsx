import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useImage } from '../data/images.ts'
import { referencesOf } from '../draft-store.ts'
import { PictureThumbnail } from '../picture-thumbnail.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { captionOf } from './caption.ts'
import type { DraftProblem } from './check-draft.ts'
import { useDraft, useDraftApi } from './use-draft.ts'

/** The pictures that go along with the words, in the order in which they are sent. */
export function ReferencesField({ problem }: { readonly problem: DraftProblem | null }) {
  const { t } = useTranslation('create')
  const sources = useDraft((draft) => draft.sources)
  const references = referencesOf({ sources })
  if (references.length === 0) return null
  return (
    <section aria-label={t('references')}>
      <h2 className="mb-1 text-sm font-medium text-ink-soft">{t('references')}</h2>
      <ol className="flex flex-col gap-1">
        {references.map(({ imageId }, index) => (
          <Reference key={imageId} imageId={imageId} position={index + 1} count={references.length} />
        ))}
      </ol>
      {problem?.kind === 'too-many-references' && (
        <p className="mt-1 text-sm text-danger">
          {problem.limit === 0 ? t('referencesNotTaken') : t('referencesTooMany', { count: problem.limit })}
        </p>
      )}
    </section>
  )
}

interface ReferenceProps {
  readonly imageId: number
  /** From 1. */
  readonly position: number
  readonly count: number
}

function Reference({ imageId, position, count }: ReferenceProps) {
  const { t } = useTranslation('create')
  const { moveReference, removeReference } = useDraftApi().getState()
  const { data: one, isError } = useImage(imageId)
  const words = one?.generation?.typedPrompt ?? one?.metadata?.prompt ?? one?.image.importedFileName ?? ''
  const caption = isError ? t('referenceGone') : captionOf(words)
  return (
    <li className="flex items-center gap-2 rounded-md border border-line bg-raised p-1">
      <span className="w-4 shrink-0 text-center text-xs text-ink-soft tabular-nums" aria-hidden>
        {position}
      </span>
      {one === undefined ? (
        <span className="size-9 shrink-0 rounded-sm bg-ink/5" aria-hidden />
      ) : (
        <PictureThumbnail
          sha256={one.image.sha256}
          hasPixels={one.image.pixelsDroppedAtMs === null}
          className="size-9 shrink-0 rounded-sm bg-ink/5"
        />
      )}
      <span className={`min-w-0 flex-1 truncate text-sm ${isError ? 'text-danger' : ''}`} title={words}>
        {caption}
      </span>
      <span className="flex shrink-0">
        {count > 1 && (
          <>
            <IconButton
              label={t('referenceEarlier', { position })}
              icon={ArrowUp}
              size="small"
              disabled={position === 1}
              onClick={() => moveReference(imageId, -1)}
            />
            <IconButton
              label={t('referenceLater', { position })}
              icon={ArrowDown}
              size="small"
              disabled={position === count}
              onClick={() => moveReference(imageId, 1)}
            />
          </>
        )}
        <IconButton
          label={t('referenceRemove', { position })}
          icon={X}
          size="small"
          onClick={() => removeReference(imageId)}
        />
      </span>
    </li>
  )
}
