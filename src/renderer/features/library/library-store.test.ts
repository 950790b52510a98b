import { beforeEach, describe, expect, it } from 'vitest'
import { noFilter } from '#shared/no-filter.ts'
import { countFilters, useLibraryStore } from './library-store.ts'
import { noSelection, selectOnly } from './selection.ts'

const start = useLibraryStore.getInitialState()
const state = () => useLibraryStore.getState()

describe('the library', () => {
  beforeEach(() => useLibraryStore.setState(start, true))

  it('begins a changed list at its top with nothing chosen', () => {
    state().select(selectOnly(4))
    state().setScrollTop(500)
    state().changeFilter({ isFavoriteOnly: true })
    expect(state()).toMatchObject({
      selection: noSelection,
      scrollTop: 0,
      filter: { ...noFilter, isFavoriteOnly: true },
    })
  })

  it('clears filters and keeps what is searched for and where', () => {
    state().changeFilter({ query: '바다', isTrash: true, model: 'sketch-1', isFavoriteOnly: true })
    state().setDateRange({ kind: 'today' }, Date.now())
    expect(countFilters(state().filter)).toBe(3)
    state().clearFilters()
    expect(state()).toMatchObject({ dateRange: { kind: 'any' }, filter: { ...noFilter, query: '바다', isTrash: true } })
    state().clearSearchAndFilters()
    expect(state().filter).toEqual({ ...noFilter, isTrash: true })
  })
})
