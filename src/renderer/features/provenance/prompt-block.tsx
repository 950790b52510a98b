import { GitCompareArrows } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { diffWords } from '#shared/diff-words.ts'
import { DiffText } from '../../diff-text.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { CopyButton } from './copy-button.tsx'

interface PromptBlockProps {
  readonly label: string
  readonly copyLabel: string
  /** `null` = not reported. */
  readonly text: string | null
  /** The text it was made from, and the words for being equal to it or differing from it. */
  readonly origin?: { readonly text: string; readonly sameLabel: string; readonly changesLabel: string }
}

/** One of the three texts. Equal to the one before it, it folds into a remark; different, it can show what changed. */
export function PromptBlock({ label, copyLabel, text, origin }: PromptBlockProps) {
  const { t, i18n } = useTranslation('provenance')
  const [showsChanges, setShowsChanges] = useState(false)
  const isSame = origin !== undefined && text === origin.text
  const changes = text === null || origin === undefined || isSame ? null : diffWords(origin.text, text, i18n.language)
  return (
    <div>
      <div className="flex min-h-7 items-center gap-1">
        <h4 className="flex-1 text-sm text-ink-soft">{label}</h4>
        {changes !== null && origin !== undefined && (
          <IconButton
            label={origin.changesLabel}
            icon={GitCompareArrows}
            size="small"
            isPressed={showsChanges}
            onClick={() => setShowsChanges(!showsChanges)}
          />
        )}
        {text !== null && <CopyButton text={text} label={copyLabel} />}
      </div>
      {text === null ? (
        <p className="text-ink-soft" title={t('notReportedHint')}>
          {t('notReported')}
        </p>
      ) : isSame ? (
        <p className="text-ink-soft">{origin.sameLabel}</p>
      ) : showsChanges && changes !== null ? (
        <DiffText parts={changes} />
      ) : (
        <LongText text={text} />
      )}
    </div>
  )
}

const foldAboveChars = 480

function LongText({ text }: { readonly text: string }) {
  const { t } = useTranslation('provenance')
  const [isOpen, setIsOpen] = useState(false)
  const isLong = text.length > foldAboveChars
  return (
    <>
      <p className={`whitespace-pre-wrap ${isLong && !isOpen ? 'line-clamp-8' : ''}`} data-selectable>
        {text}
      </p>
      {isLong && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className="min-h-6 rounded-sm text-sm text-accent-text hover:underline"
        >
          {t(isOpen ? 'showLess' : 'showAll')}
        </button>
      )}
    </>
  )
}
