import { Eraser } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftProblem } from '../../composing/check-draft.ts'
import { promptComposition } from '../../composing/prompt-composition.ts'
import { useDraftStore } from '../../draft-store.ts'
import { promptFieldId } from '../../focus-prompt.ts'
import { startOver } from '../../load-draft.ts'
import { inputClass } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { isComposing } from '../../ui/submit-enter.ts'

interface PromptFieldProps {
  readonly problem: DraftProblem | null
  readonly onGenerate: () => void
}

/** Grows with its text. Enter is a new line, also for whoever ends a syllable with it; Mod+Enter generates. */
export function PromptField({ problem, onGenerate }: PromptFieldProps) {
  const { t, i18n } = useTranslation('create')
  const typedPrompt = useDraftStore((draft) => draft.typedPrompt)
  const setPrompt = useDraftStore((draft) => draft.setPrompt)
  const field = useRef<HTMLTextAreaElement>(null)
  const words =
    problem?.kind === 'prompt-too-long'
      ? t('promptTooLong', { limit: problem.limit.toLocaleString(i18n.language), excess: problem.excess })
      : problem?.kind === 'prompt-not-english'
        ? t('promptNotEnglish')
        : null

  useEffect(() => {
    // On arrival the cursor belongs here, unless the person is somewhere else already.
    if (document.activeElement === document.body) field.current?.focus()
    return () => promptComposition.end()
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
          disabled={typedPrompt === ''}
          onClick={startOver}
          className="-my-1"
        />
      </div>
      <textarea
        ref={field}
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
          // Heard here, because the studio's shortcuts are silent while composing and come only after the first paint; the
          // start itself waits for the syllable. By `code`, because Windows calls every key `Process` while composing.
          if (event.code !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
          if (!isComposing(event.nativeEvent)) event.preventDefault()
          onGenerate()
        }}
        className={`${inputClass} field-sizing-content max-h-[40vh] min-h-32 px-3 py-2.5 leading-relaxed`}
      />
      {words !== null && (
        <p id="prompt-problem" className="mt-1 text-sm text-danger">
          {words}
        </p>
      )}
    </div>
  )
}
