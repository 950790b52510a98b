import type { Ref } from 'react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { promptFieldId } from '../focus-prompt.ts'
import { inputClass } from '../ui/field.tsx'
import { isComposing } from '../ui/submit-enter.ts'
import type { DraftProblem } from './check-draft.ts'
import { promptComposition } from './prompt-composition.ts'
import { useDraft } from './use-draft.ts'

interface PromptAreaProps {
  readonly ref?: Ref<HTMLTextAreaElement>
  readonly placeholder: string
  readonly problem: DraftProblem | null
  /** Mod+Enter. Waits itself for the last syllable. */
  readonly onGo: () => void
  readonly className: string
}

/** Grows with its text. Enter is a new line, also for whoever ends a syllable with it. */
export function PromptArea({ ref, placeholder, problem, onGo, className }: PromptAreaProps) {
  const { t, i18n } = useTranslation('create')
  const typedPrompt = useDraft((draft) => draft.typedPrompt)
  const setPrompt = useDraft((draft) => draft.setPrompt)
  useEffect(() => () => promptComposition.end(), [])
  const words =
    problem?.kind === 'prompt-too-long'
      ? t('promptTooLong', { limit: problem.limit.toLocaleString(i18n.language), excess: problem.excess })
      : problem?.kind === 'prompt-not-english'
        ? t('promptNotEnglish')
        : null
  return (
    <>
      <textarea
        ref={ref}
        id={promptFieldId}
        lang={i18n.language}
        value={typedPrompt}
        placeholder={placeholder}
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
          onGo()
        }}
        className={`${inputClass} field-sizing-content px-3 leading-relaxed ${className}`}
      />
      {words !== null && (
        <p id="prompt-problem" className="mt-1 text-sm text-danger">
          {words}
        </p>
      )}
    </>
  )
}
