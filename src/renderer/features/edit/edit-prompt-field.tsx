import { useTranslation } from 'react-i18next'
import type { DraftProblem } from '../../composing/check-draft.ts'
import { PromptArea } from '../../composing/prompt-area.tsx'
import { promptFieldId } from '../../focus-prompt.ts'
import { useSendEdit } from './use-send-edit.ts'

interface EditPromptFieldProps {
  readonly imageId: number
  readonly problem: DraftProblem | null
}

/** What should be there instead; Mod+Enter runs the edit. */
export function EditPromptField({ imageId, problem }: EditPromptFieldProps) {
  const { t } = useTranslation('edit')
  const { send } = useSendEdit(imageId)
  return (
    <div>
      <label htmlFor={promptFieldId} className="mb-1 block text-sm font-medium text-ink-soft">
        {t('prompt')}
      </label>
      <PromptArea
        placeholder={t('promptPlaceholder')}
        problem={problem}
        onGo={() => void send()}
        className="max-h-[30vh] min-h-20 py-2.5"
      />
    </div>
  )
}
