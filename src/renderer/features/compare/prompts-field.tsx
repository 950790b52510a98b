import { ClipboardPaste, Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxPromptLength } from '#shared/limits.ts'
import { Button } from '../../ui/button.tsx'
import { inputClass } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useFormStore } from './form-store.ts'
import { PasteListDialog } from './paste-list-dialog.tsx'

/** What is asked of every arm, one field each, so that a line break in a prompt is a line break. */
export function PromptsField({ problem }: { readonly problem: string | null }) {
  const { t, i18n } = useTranslation('compare')
  const headingId = useId()
  const problemId = useId()
  const prompts = useFormStore((state) => state.form.prompts)
  const { changePrompt, addPrompts, removePrompt } = useFormStore.getState()
  const [isPasting, setPasting] = useState(false)
  return (
    <section aria-labelledby={headingId}>
      <h2 id={headingId} className="text-lg font-semibold">
        {t('prompts')}
      </h2>
      <p className="mt-1 mb-3 text-sm text-ink-soft">{t('promptsBody')}</p>
      <ol className="space-y-2">
        {prompts.map(({ key, text }, index) => (
          <li key={key} className="flex items-start gap-2">
            <span aria-hidden className="w-6 shrink-0 pt-2 text-right text-sm text-ink-soft tabular-nums">
              {index + 1}
            </span>
            <textarea
              lang={i18n.language}
              aria-label={t('promptNumber', { number: index + 1 })}
              aria-invalid={problem !== null || undefined}
              aria-describedby={problem === null ? undefined : problemId}
              value={text}
              maxLength={maxPromptLength}
              onChange={(event) => changePrompt(key, event.currentTarget.value)}
              className={`${inputClass} field-sizing-content max-h-60 min-h-16 px-3 py-2`}
            />
            {prompts.length > 1 && (
              <IconButton
                label={t('removePrompt', { number: index + 1 })}
                icon={X}
                size="small"
                className="mt-1"
                onClick={() => removePrompt(key)}
              />
            )}
          </li>
        ))}
      </ol>
      {problem !== null && (
        <p id={problemId} className="mt-1.5 pl-8 text-sm text-danger">
          {problem}
        </p>
      )}
      <div className="mt-3 flex flex-wrap gap-2 pl-8">
        <Button size="small" icon={Plus} onClick={() => addPrompts([''])}>
          {t('addPrompt')}
        </Button>
        <Button size="small" icon={ClipboardPaste} onClick={() => setPasting(true)}>
          {t('pasteList')}
        </Button>
      </div>
      {isPasting && <PasteListDialog onClose={() => setPasting(false)} onTake={addPrompts} />}
    </section>
  )
}
