import { X } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTerm, parseQuery, type QueryProblem, removeTerm } from '#shared/query-language.ts'
import { pathOf } from '../../collection-tree.ts'
import { useCollections } from '../../data/organising.ts'
import { keepFocus } from '../../keep-focus.ts'
import { Button } from '../../ui/button.tsx'
import { isFilter, useLibraryStore } from './library-store.ts'
import { useTermNames } from './term-names.ts'

interface Chip {
  readonly key: string
  readonly name: string
  readonly remove: () => void
}

/** What narrows the list beside words, as it was understood, each with its own way out. */
export function useFilterChips(): readonly Chip[] {
  const { t } = useTranslation('library')
  const { nameOfTerm } = useTermNames()
  const { query, changeQuery } = useLibraryStore()
  const collections = useCollections().data
  const { collectionId } = query
  return [
    ...(collectionId === null
      ? []
      : [
          {
            key: 'collection',
            name: t('chipField', { field: t('collection'), value: pathOf(collectionId, collections ?? []) }),
            remove: () => changeQuery({ collectionId: null }),
          },
        ]),
    ...parseQuery(query.text)
      .terms.filter(isFilter)
      .map((term, place, terms) => ({
        // Not by where it stands in the text: that moves when one before it leaves.
        key: `${formatTerm(term)}-${terms.slice(0, place).filter((other) => formatTerm(other) === formatTerm(term)).length}`,
        name: nameOfTerm(term),
        remove: () => changeQuery({ text: removeTerm(query.text, term) }),
      })),
  ]
}

export function FilterChips() {
  const { t } = useTranslation('library')
  const clearFilters = useLibraryStore((state) => state.clearFilters)
  const chips = useFilterChips()
  // A chip that was pressed is gone.
  const keys = chips.map(({ key }) => key).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever one of them leaves
  useEffect(() => keepFocus, [keys])
  if (chips.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-1.5 pb-2">
      <Chips chips={chips} />
      <Button variant="plain" size="small" onClick={clearFilters}>
        {t('clearFilters')}
      </Button>
    </div>
  )
}

export function Chips({ chips }: { readonly chips: readonly Chip[] }) {
  const { t } = useTranslation('library')
  return chips.map(({ key, name, remove }) => (
    <button
      key={key}
      type="button"
      aria-label={t('removeFilter', { name })}
      onClick={({ currentTarget }) => {
        // Several are taken off one after the other, so the keys go on to the next one.
        const next = currentTarget.nextElementSibling ?? currentTarget.previousElementSibling
        remove()
        if (next instanceof HTMLElement) next.focus()
      }}
      className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-full bg-accent-soft pr-2 pl-3 text-sm text-accent-text hover:brightness-110"
    >
      <span className="truncate">{name}</span>
      <X size={14} aria-hidden className="shrink-0" />
    </button>
  ))
}

/** What could not be read the way it seems to be meant; it is searched for all the same. */
export function SearchProblems() {
  const { t } = useTranslation('library')
  const { nameOfField } = useTermNames()
  const text = useLibraryStore((state) => state.query.text)
  const { problems } = parseQuery(text)
  const say = (problem: QueryProblem): string => {
    switch (problem.kind) {
      case 'no-value':
        return t('problemNoValue', { field: nameOfField(problem.field) })
      case 'unknown-value':
        return t('problemUnknownValue', {
          written: text.slice(problem.start, problem.end),
          field: nameOfField(problem.field),
        })
      case 'unknown-field':
        return t('problemUnknownField', { name: problem.name })
    }
  }
  return (
    <div role="status">
      {problems.map((problem) => (
        <p key={problem.start} className="pb-1 text-sm text-ink-soft">
          {say(problem)}
        </p>
      ))}
    </div>
  )
}
