import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PromptDiff } from '../../prompt-diff.tsx'

interface PromptChainProps {
  readonly typed: string
  readonly sent: string
  /** `null` = not reported. */
  readonly revised: string | null
}

/** Any two of the three texts, where all three differ; with two, the button beside the second one is enough. */
export function PromptChain({ typed, sent, revised }: PromptChainProps) {
  const { t } = useTranslation('provenance')
  const [isOpen, setIsOpen] = useState(false)
  if (revised === null || new Set([typed, sent, revised]).size < 3) return null
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="min-h-6 rounded-sm text-sm text-accent-text hover:underline"
      >
        {t('diffPrompts')}
      </button>
      {isOpen && (
        <PromptDiff
          versions={[
            { id: 'typed', label: t('typed'), text: typed },
            { id: 'sent', label: t('sent'), text: sent },
            { id: 'revised', label: t('revised'), text: revised },
          ]}
          usual={[['typed', 'revised']]}
        />
      )}
    </div>
  )
}
