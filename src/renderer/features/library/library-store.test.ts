import { beforeEach, describe, expect, it } from 'vitest'
import { readArrangement } from './kept-arrangement.ts'
import { countFilters, useLibraryStore } from './library-store.ts'
import { noSelection, selectOnly } from './selection.ts'

const start = useLibraryStore.getInitialState()
const state = () => useLibraryStore.getState()

describe('the library', () => {
  beforeEach(() => {
    localStorage.clear()
    useLibraryStore.setState(start, true)
  })

  it('begins a changed list at its top with nothing chosen', () => {
    state().select(selectOnly(4))
    state().setScrollTop(500)
    state().changeQuery({ text: 'is:favorite' })
    expect(state()).toMatchObject({
      selection: noSelection,
      scrollTop: 0,
      query: { text: 'is:favorite', place: 'library', collectionId: null },
    })
  })

  it('keeps what is chosen when only the order changes', () => {
    state().select(selectOnly(4))
    state().setScrollTop(500)
    state().changeArrangement({ sort: 'oldest' })
    expect(state()).toMatchObject({ selection: selectOnly(4), scrollTop: 0, arrangement: { sort: 'oldest' } })
  })

  it('takes filters off and keeps the words that are searched for, and where', () => {
    state().changeQuery({ text: '바다 is:favorite "안개" -model:a', place: 'trash', collectionId: 3 })
    expect(countFilters(state().query)).toBe(3)
    state().clearFilters()
    expect(state().query).toEqual({ text: '바다 "안개"', place: 'trash', collectionId: null })
    state().clearSearchAndFilters()
    expect(state().query).toEqual({ text: '', place: 'trash', collectionId: null })
  })

  it('remembers order, groups and stacks on this computer, and takes nothing unheard-of for one', () => {
    state().changeArrangement({ sort: 'cost', groupBy: 'day', isStacked: true })
    expect(readArrangement()).toEqual({ sort: 'cost', groupBy: 'day', isStacked: true })
    localStorage.setItem('library-arrangement', 'sideways week yes')
    expect(readArrangement()).toEqual({ sort: 'newest', groupBy: 'none', isStacked: false })
  })
})
