import { clsx } from 'clsx'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, formatTerm } from '#shared/query-language.ts'
import type { Suggestion } from './complete-query.ts'
import { useTermNames } from './term-names.ts'

interface SuggestionListProps {
  readonly id: string
  readonly suggestions: readonly Suggestion[]
  readonly active: number
  readonly onTake: (suggestion: Suggestion) => void
}

export const optionId = (listId: string, place: number): string => `${listId}-${place}`

/** Under the field; the focus stays in it, and the field says which option its keys stand on. */
export function SuggestionList({ id, suggestions, active, onTake }: SuggestionListProps) {
  const { t } = useTranslation('library')
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another one is the active one
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t('completions')}
      className="popup absolute inset-x-0 top-full z-30 mt-1 max-h-[min(22rem,50vh)] overflow-y-auto p-1"
    >
      {suggestions.map((suggestion, place) => (
        <Option
          key={keyOf(suggestion)}
          id={optionId(id, place)}
          suggestion={suggestion}
          isActive={place === active}
          onTake={onTake}
        />
      ))}
    </div>
  )
}

interface OptionProps {
  readonly id: string
  readonly suggestion: Suggestion
  readonly isActive: boolean
  readonly onTake: (suggestion: Suggestion) => void
}

function Option({ id, suggestion, isActive, onTake }: OptionProps) {
  const { i18n } = useTranslation('library')
  const { written, name, count } = useWords(suggestion)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and the keys
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      // The focus stays in the field.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onTake(suggestion)}
      className={clsx(
        'flex min-h-7.5 items-baseline gap-3 rounded-md px-2.5 py-1 text-sm',
        isActive ? 'bg-ink/8' : 'hover:bg-ink/5',
      )}
    >
      <span className="max-w-3/5 shrink-0 truncate font-medium">{written}</span>
      <span className="min-w-0 flex-1 truncate text-ink-soft">{name}</span>
      {count !== null && <span className="text-ink-soft tabular-nums">{count.toLocaleString(i18n.language)}</span>}
    </div>
  )
}

function useWords(suggestion: Suggestion): {
  readonly written: string
  readonly name: string
  readonly count: number | null
} {
  const { t } = useTranslation('library')
  const { nameOfValue } = useTermNames()
  switch (suggestion.kind) {
    case 'field':
      return { written: `${suggestion.field}:`, name: t(fieldHints[suggestion.field]), count: null }
    case 'term': {
      const { condition, count } = suggestion
      const isName = condition.kind === 'tag' || condition.kind === 'collection'
      return { written: formatTerm(condition), name: isName ? '' : nameOfValue(condition), count }
    }
    case 'saved-search':
      return { written: suggestion.search.name, name: t('hintSavedSearch'), count: null }
  }
}

const fieldHints = {
  model: 'hintModel',
  provider: 'hintProvider',
  tag: 'hintTag',
  collection: 'hintCollection',
  rating: 'hintRating',
  cost: 'hintCost',
  before: 'hintBefore',
  after: 'hintAfter',
  is: 'hintIs',
  size: 'hintSize',
} as const satisfies Readonly<Record<Field, string>>

function keyOf(suggestion: Suggestion): string {
  switch (suggestion.kind) {
    case 'field':
      return suggestion.field
    case 'term':
      return formatTerm(suggestion.condition)
    case 'saved-search':
      return `saved-${suggestion.search.id}`
  }
}
