import { Eraser } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftProblem } from '../../composing/check-draft.ts'
import { PromptArea } from '../../composing/prompt-area.tsx'
import { useDraftStore } from '../../draft-store.ts'
import { promptFieldId } from '../../focus-prompt.ts'
import { startOver } from '../../load-draft.ts'
import { IconButton } from '../../ui/icon-button.tsx'

interface PromptFieldProps {
  readonly problem: DraftProblem | null
  readonly onGenerate: () => void
}

/** The words of the draft, and the way to begin anew; Mod+Enter generates. */
export function PromptField({ problem, onGenerate }: PromptFieldProps) {
  const { t } = useTranslation('create')
  const isEmpty = useDraftStore((draft) => draft.typedPrompt === '')
  const field = useRef<HTMLTextAreaElement>(null)

  useEffect(() => {
    // On arrival the cursor belongs here, unless the person is somewhere else already.
    if (document.activeElement === document.body) field.current?.focus()
  }, [])

  return (
    <div>
      <div className="mb-1 flex items-center justify-between">
        <label htmlFor={promptFieldId} className="text-sm font-medium text-ink-soft">
          {t('prompt')}
        </label>
        <IconButton
          label={t('newDraft')}
          icon={Eraser}
          size="small"
          disabled={isEmpty}
          onClick={startOver}
          className="-my-1"
        />
      </div>
      <PromptArea
        ref={field}
        placeholder={t('promptPlaceholder')}
        problem={problem}
        onGo={onGenerate}
        className="max-h-[40vh] min-h-32 py-2.5"
      />
    </div>
  )
}
