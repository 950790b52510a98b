import { useTranslation } from 'react-i18next'

/** What each figure means, one sentence each; folded away until asked for. */
export function Explained({ terms }: { readonly terms: readonly (readonly [term: string, sentence: string])[] }) {
  const { t } = useTranslation('compare')
  return (
    <details className="text-sm">
      <summary className="w-fit rounded py-0.5 pr-1 text-ink-soft hover:text-ink">{t('whatFiguresMean')}</summary>
      <dl className="mt-2 max-w-3xl space-y-2" data-selectable>
        {terms.map(([term, sentence]) => (
          <div key={term}>
            <dt className="font-medium">{term}</dt>
            <dd className="text-ink-soft">{sentence}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
