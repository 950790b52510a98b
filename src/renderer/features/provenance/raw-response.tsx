import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRawResponse } from '../../data/generations.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { CopyButton } from './copy-button.tsx'

/** What the provider answered, folded; read only when it is opened. */
export function RawResponse({ generationId }: { readonly generationId: number }) {
  const { t } = useTranslation('provenance')
  const [isOpen, setIsOpen] = useState(false)
  const raw = useRawResponse(isOpen ? generationId : null)
  return (
    <details className="border-t border-line px-4 py-3" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="min-h-6 w-fit rounded-sm pr-1 text-sm font-semibold">{t('rawResponse')}</summary>
      <div className="mt-2">
        {raw.isError ? (
          <FailureNotice failure={raw.error.failure} steps={{ 'try-again': () => void raw.refetch() }} />
        ) : raw.data === undefined ? (
          <Spinner label={t('loading')} size={14} />
        ) : (
          <>
            <div className="flex items-start gap-2">
              <p className="flex-1 text-xs text-ink-soft">{t('rawResponseHint')}</p>
              <CopyButton text={raw.data} label={t('copyRawResponse')} />
            </div>
            <section
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable to be scrolled by keys.
              tabIndex={0}
              aria-label={t('rawResponse')}
              className="mt-2 max-h-80 overflow-auto rounded-md bg-ink/5 p-3"
            >
              <pre className="font-mono text-xs break-all whitespace-pre-wrap" data-selectable>
                {indented(raw.data)}
              </pre>
            </section>
          </>
        )}
      </div>
    </details>
  )
}

/** JSON is shown indented; anything else (an event stream, words) as it came. The copy is what is kept. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    // Not JSON: the record may be an event stream.
    return text
  }
}
