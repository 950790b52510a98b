import { CornerDownRight, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { captionOf } from '../../composing/caption.ts'
import type { DraftProblem } from '../../composing/check-draft.ts'
import { useGeneration } from '../../data/generations.ts'
import { type TurnBefore as Turn, useDraftStore } from '../../draft-store.ts'
import { IconButton } from '../../ui/icon-button.tsx'

/** That what is written goes on from an earlier turn, and the way to begin anew. */
export function TurnBefore({ turn, problem }: { readonly turn: Turn; readonly problem: DraftProblem | null }) {
  const { t } = useTranslation('create')
  const startAnew = useDraftStore((draft) => draft.startAnew)
  const { data: previous } = useGeneration(turn.generationId)
  return (
    <div>
      <p className="flex items-center gap-2 rounded-md border border-line bg-raised py-0.5 pr-1 pl-2.5 text-sm">
        <CornerDownRight size={14} aria-hidden className="shrink-0 text-ink-soft" />
        <span className="min-w-0 flex-1 truncate" title={previous?.typedPrompt}>
          {t('goesOnFrom', { caption: captionOf(previous?.typedPrompt ?? '') })}
        </span>
        <IconButton label={t('startAnew')} icon={X} size="small" onClick={startAnew} />
      </p>
      {problem?.kind === 'other-conversation' && (
        <p className="mt-1 text-sm text-danger">
          {t('otherConversation', { connection: previous?.connectionLabel ?? '' })}
        </p>
      )}
    </div>
  )
}
