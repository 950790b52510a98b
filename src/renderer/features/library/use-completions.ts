import { useMemo } from 'react'
import type { ImageQuery } from '#shared/image-query.ts'
import { parseQuery, removeTerm, typingAt } from '#shared/query-language.ts'
import { useFacets } from '../../data/found-images.ts'
import { useCollections, useTags } from '../../data/organising.ts'
import { useSavedSearches } from '../../data/saved-searches.ts'
import { type Suggestion, suggest } from './complete-query.ts'
import { toFacetValues } from './facet-terms.ts'
import { useTermNames } from './term-names.ts'

interface Typed {
  readonly query: ImageQuery
  readonly text: string
  readonly caret: number
  readonly isWanted: boolean
}

/** What the text at the caret could become; counted in what the rest of the text finds. */
export function useCompletions({ query, text, caret, isWanted }: Typed): readonly Suggestion[] {
  const { nameOfField, nameOfValue } = useTermNames()
  const restOfText = useMemo(() => withoutTyped(text, caret), [text, caret])
  const facets = useFacets({ ...query, text: restOfText }, isWanted).data
  const tags = useTags().data
  const collections = useCollections().data
  const savedSearches = useSavedSearches().data
  if (!isWanted) return []
  return suggest(text, caret, {
    facets: {
      model: toFacetValues('model', facets),
      provider: toFacetValues('provider', facets),
      tag: toFacetValues('tag', facets),
      rating: toFacetValues('rating', facets),
      size: toFacetValues('size', facets),
      is: toFacetValues('is', facets),
    },
    tags: tags?.map(({ name }) => name) ?? [],
    collections: [...new Set(collections?.map(({ name }) => name))],
    savedSearches: savedSearches ?? [],
    nameOfField,
    nameOfValue,
  })
}

function withoutTyped(text: string, caret: number): string {
  const typing = typingAt(text, caret)
  const typed = parseQuery(text).terms.find(({ start }) => start === typing?.start)
  return typed === undefined ? text : removeTerm(text, typed)
}
