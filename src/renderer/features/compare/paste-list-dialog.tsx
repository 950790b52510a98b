import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { inputClass } from '../../ui/field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { guessListForm, type ListForm, listForms, readPromptList } from './read-prompt-list.ts'

/** The most prompts of one experiment. */
const mostPrompts = 500

interface PasteListDialogProps {
  readonly onClose: () => void
  readonly onTake: (prompts: readonly string[]) => void
}

/** Takes many prompts at once, and shows first what it takes for one. */
export function PasteListDialog({ onClose, onTake }: PasteListDialogProps) {
  const { t } = useTranslation('compare')
  const { t: tUi } = useTranslation('ui')
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<ListForm | null>(null)
  const form = chosen ?? guessListForm(text)
  const { prompts, skippedCount, isUnreadable } = readPromptList(text, form)
  const isTooLong = prompts.length > mostPrompts
  const isTyped = text.trim() !== ''
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      title={t('pasteTitle')}
      description={t('pasteBody')}
      footer={
        <>
          <Button onClick={onClose}>{tUi('cancel')}</Button>
          <Button
            variant="primary"
            disabled={prompts.length === 0 || isTooLong}
            onClick={() => {
              onTake(prompts)
              onClose()
            }}
          >
            {t('takePrompts', { count: prompts.length })}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <textarea
          aria-label={t('listText')}
          placeholder={t('listPlaceholder')}
          value={text}
          spellCheck={false}
          onChange={(event) => setText(event.currentTarget.value)}
          className={`${inputClass} h-44 px-3 py-2 font-mono text-sm`}
        />
        <Segmented
          label={t('listForm')}
          value={form}
          onChange={setChosen}
          options={listForms.map((value) => ({ value, label: t(`form_${value}`) }))}
        />
        <div role="status" className="text-sm">
          {isTyped && isUnreadable && <p className="text-danger">{t('listUnreadable')}</p>}
          {isTyped && !isUnreadable && (
            <p className="font-medium">
              {t('understood', { count: prompts.length })}
              {skippedCount > 0 && <span className="text-warning"> {t('skipped', { count: skippedCount })}</span>}
            </p>
          )}
          {isTooLong && <p className="text-danger">{t('listTooLong', { limit: mostPrompts })}</p>}
        </div>
        {prompts.length > 0 && (
          <ol
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must be able to scroll it
            tabIndex={0}
            aria-label={t('understoodList')}
            className="max-h-56 divide-y divide-line overflow-y-auto rounded-md border border-line"
          >
            {prompts.slice(0, mostPrompts).map((prompt, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike, and the list is made anew as a whole
              <li key={`${index}`} className="flex gap-3 px-3 py-1.5 text-sm">
                <span aria-hidden className="w-6 shrink-0 text-right text-ink-soft tabular-nums">
                  {index + 1}
                </span>
                <span className="min-w-0 whitespace-pre-wrap" data-selectable>
                  {prompt}
                </span>
              </li>
            ))}
          </ol>
        )}
      </div>
    </Dialog>
  )
}
