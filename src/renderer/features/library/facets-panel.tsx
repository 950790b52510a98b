import { clsx } from 'clsx'
import { Minus } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacetField } from '#shared/image-query.ts'
import { type Condition, type Field, formatTerm } from '#shared/query-language.ts'
import { useFacets } from '../../data/found-images.ts'
import { DateFacet } from './date-facet.tsx'
import { type FacetValue, findTerm, toFacetValues, toggleTerm } from './facet-terms.ts'
import { useLibraryStore } from './library-store.ts'
import { useTermNames } from './term-names.ts'

const fields: readonly FacetField[] = ['is', 'rating', 'model', 'provider', 'tag', 'size']
/** More than these are found by typing. */
const mostShown = 8

/** What there is in the pictures in sight, with how often; each value narrows down or leaves out. */
export function FacetsPanel() {
  const { t } = useTranslation('library')
  const { nameOfField } = useTermNames()
  const query = useLibraryStore((state) => state.query)
  const facets = useFacets(query, true).data
  const sections = fields
    .map((field) => ({ field, values: withAskedFor(field, toFacetValues(field, facets), query.text) }))
    .filter(({ values }) => values.length > 0)
  return (
    <>
      <Section name={t('date')}>
        <DateFacet />
      </Section>
      {sections.map(({ field, values }) => (
        <Section key={field} name={nameOfField(field)}>
          <ul>
            {values.map((value) => (
              <FacetRow key={formatTerm(value.condition)} {...value} />
            ))}
          </ul>
        </Section>
      ))}
      <p className="px-2 text-xs text-ink-soft">{t(sections.length === 0 ? 'facetNothing' : 'facetHint')}</p>
    </>
  )
}

function Section({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form
    <div role="group" aria-label={name} className="mb-4">
      <p aria-hidden className="mb-1 px-2 text-xs font-medium text-ink-soft">
        {name}
      </p>
      {children}
    </div>
  )
}

function FacetRow({ condition, count }: FacetValue) {
  const { t, i18n } = useTranslation('library')
  const { nameOfValue } = useTermNames()
  const { query, changeQuery } = useLibraryStore()
  const term = findTerm(query.text, condition)
  const name = nameOfValue(condition)
  const toggle = (isNegated: boolean): void =>
    changeQuery({ text: toggleTerm(query.text, { ...condition, isNegated }) })
  return (
    <li className="group relative">
      <button
        type="button"
        aria-pressed={term !== undefined && !term.isNegated}
        onClick={(event: MouseEvent) => toggle(event.shiftKey || event.altKey)}
        className={clsx(
          'flex min-h-7 w-full items-center gap-2 rounded-md px-2 py-0.5 text-left text-sm hover:bg-ink/6',
          term !== undefined && 'bg-accent-soft text-accent-text',
          term?.isNegated === true && 'line-through',
        )}
      >
        <span className="min-w-0 flex-1 truncate">{name}</span>
        {count !== null && (
          <span
            className={clsx(
              'text-xs tabular-nums group-focus-within:invisible group-hover:invisible',
              term === undefined && 'text-ink-soft',
            )}
          >
            {count.toLocaleString(i18n.language)}
          </span>
        )}
      </button>
      <button
        type="button"
        aria-label={t('excludeFacet', { name })}
        title={t('excludeFacet', { name })}
        aria-pressed={term?.isNegated === true}
        onClick={() => toggle(true)}
        className="absolute top-0.5 right-0.5 flex size-6 items-center justify-center rounded-md text-ink-soft opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 hover:bg-ink/10 hover:text-ink"
      >
        <Minus size={14} aria-hidden />
      </button>
    </li>
  )
}

/** The most frequent, and what is asked for however rare it is. */
function withAskedFor(field: Field, values: readonly FacetValue[], text: string): readonly FacetValue[] {
  const isAskedFor = (condition: Condition): boolean => findTerm(text, condition) !== undefined
  const shown = values.filter(({ condition }, place) => place < mostShown || isAskedFor(condition))
  return field === 'rating' ? shown.toSorted((a, b) => starsOf(b.condition) - starsOf(a.condition)) : shown
}

const starsOf = (condition: Condition): number => (condition.kind === 'rating' ? condition.stars : 0)
