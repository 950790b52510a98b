import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftProblem } from '../../composing/check-draft.ts'
import { promptComposition } from '../../composing/prompt-composition.ts'
import { promptFieldId } from '../../focus-prompt.ts'
import { inputClass } from '../../ui/field.tsx'
import { isComposing } from '../../ui/submit-enter.ts'
import { useEditDraft } from './edit-store.ts'
import { useSendEdit } from './use-send-edit.ts'

interface EditPromptFieldProps {
  readonly imageId: number
  readonly problem: DraftProblem | null
}

/** Enter is a new line, also for whoever ends a syllable with it; Mod+Enter runs the edit. */
export function EditPromptField({ imageId, problem }: EditPromptFieldProps) {
  const { t, i18n } = useTranslation('edit')
  const { t: tCreate } = useTranslation('create')
  const typedPrompt = useEditDraft((draft) => draft.typedPrompt)
  const setPrompt = useEditDraft((draft) => draft.setPrompt)
  const { send } = useSendEdit(imageId)
  useEffect(() => () => promptComposition.end(), [])
  const words =
    problem?.kind === 'prompt-too-long'
      ? tCreate('promptTooLong', { limit: problem.limit.toLocaleString(i18n.language), excess: problem.excess })
      : problem?.kind === 'prompt-not-english'
        ? tCreate('promptNotEnglish')
        : null
  return (
    <div>
      <label htmlFor={promptFieldId} className="mb-1 block text-sm font-medium text-ink-soft">
        {t('prompt')}
      </label>
      <textarea
        id={promptFieldId}
        lang={i18n.language}
        value={typedPrompt}
        placeholder={t('promptPlaceholder')}
        aria-invalid={words !== null || undefined}
        aria-describedby={words === null ? undefined : 'prompt-problem'}
        onChange={(event) => setPrompt(event.currentTarget.value)}
        onCompositionStart={() => promptComposition.begin()}
        onCompositionEnd={(event) => {
          setPrompt(event.currentTarget.value)
          promptComposition.end()
        }}
        onBlur={() => promptComposition.end()}
        onKeyDown={(event) => {
          // By `code`, because Windows calls every key `Process` while composing.
          if (event.code !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
          if (isComposing(event.nativeEvent)) return
          event.preventDefault()
          void send()
        }}
        className={`${inputClass} field-sizing-content max-h-[30vh] min-h-20 px-3 py-2.5 leading-relaxed`}
      />
      {words !== null && (
        <p id="prompt-problem" className="mt-1 text-sm text-danger">
          {words}
        </p>
      )}
    </div>
  )
}
