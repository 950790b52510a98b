import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { RewriteRecord } from '#shared/experiment.ts'
import { maxPromptLength } from '#shared/limits.ts'
import { useEditRewrite } from '../../data/experiments.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { Button } from '../../ui/button.tsx'
import { inputClass } from '../../ui/field.tsx'
import { useRewriteDrafts } from './rewrite-drafts.ts'

interface RewriteEditorProps {
  readonly experimentId: number
  readonly rewrite: RewriteRecord
}

/** The words of a model before they are sent: a person may write others. Leaving the field keeps what is written. */
export function RewriteEditor({ experimentId, rewrite }: RewriteEditorProps) {
  const { t, i18n } = useTranslation('compare')
  const fieldId = useId()
  const edit = useEditRewrite()
  const { armId, promptId, originalText } = rewrite
  const key = `${armId} ${promptId}`
  const typed = useRewriteDrafts((state) => state.typed[key])
  const { write, forget } = useRewriteDrafts.getState()
  const text = typed ?? rewrite.outputText

  const save = (words: string): void => {
    if (words.trim() === '' || words === rewrite.outputText) {
      forget(key, words)
      return
    }
    edit.mutate(
      { id: experimentId, rewriteId: rewrite.id, text: words },
      // More may have been typed in the meantime.
      { onSuccess: () => forget(key, words) },
    )
  }

  return (
    <div className="space-y-2">
      <label htmlFor={fieldId} className="block text-sm font-medium text-ink-soft">
        {t('rewritten')}
      </label>
      <textarea
        id={fieldId}
        lang={i18n.language}
        value={text}
        maxLength={maxPromptLength}
        onChange={(event) => write(key, event.currentTarget.value)}
        onBlur={() => save(text)}
        className={`${inputClass} field-sizing-content max-h-80 min-h-24 px-3 py-2`}
      />
      {text.trim() === '' && <p className="text-sm text-danger">{t('wordsEmpty')}</p>}
      {originalText !== null && originalText !== text && (
        <Button size="small" onClick={() => save(originalText)}>
          {t('backToModelWords')}
        </Button>
      )}
      {edit.isError && <FailureNotice failure={edit.error.failure} steps={{ 'try-again': () => save(text) }} />}
    </div>
  )
}
