import { clsx } from 'clsx'
import { useTranslation } from 'react-i18next'

/** Technical detail, folded away until asked for. */
export function Disclosure({ text, className }: { readonly text: string; readonly className?: string }) {
  const { t } = useTranslation('ui')
  return (
    <details className={clsx('text-sm', className)}>
      <summary className="w-fit rounded py-0.5 pr-1 text-ink-soft hover:text-ink">{t('details')}</summary>
      <pre
        className="mt-1.5 max-h-48 overflow-auto rounded-md bg-ink/5 p-3 font-mono text-xs whitespace-pre-wrap"
        data-selectable
      >
        {text}
      </pre>
    </details>
  )
}
