import { describe, expect, it } from 'vitest'
import { type ComparisonState, chooseMode, createComparisonStore, isSideHidden, paneLook } from './comparison-store.ts'

const state = (changed: Partial<ComparisonState>): ComparisonState => ({
  ...createComparisonStore().getState(),
  ...changed,
})
const looks = (changed: Partial<ComparisonState>) =>
  (['left', 'right'] as const).map((side) => Object.values(paneLook(state(changed), side)).join(' | '))

describe('paneLook', () => {
  it('cuts both pictures of a wipe where the other begins', () => {
    expect(looks({ mode: 'wipe', divide: 0.25 })).toEqual(['inset(0 75% 0 0) | 1 | 0', 'inset(0 0 0 25%) | 1 | 1'])
    expect(looks({ mode: 'wipe', divide: 0.25, wipeDirection: 'vertical' })).toEqual([
      'inset(0 0 75% 0) | 1 | 0',
      'inset(25% 0 0 0) | 1 | 1',
    ])
    expect(looks({ mode: 'wipe', divide: 0.25, isHeld: true })).toEqual([
      'inset(0 0 0 25%) | 1 | 1',
      'inset(0 75% 0 0) | 1 | 0',
    ])
  })

  it('lets the lower picture of an overlay through the upper one', () => {
    expect(looks({ mode: 'overlay', opacity: 0.3 })).toEqual(['none | 1 | 0', 'none | 0.3 | 1'])
    expect(looks({ mode: 'overlay', opacity: 0.3, isSwapped: true })).toEqual(['none | 0.3 | 1', 'none | 1 | 0'])
  })

  it('shows one of two, and the other one while a key is held, whichever it is', () => {
    const shown = (changed: Partial<ComparisonState>) =>
      (['left', 'right'] as const).filter((side) => !isSideHidden(state({ mode: 'single', ...changed }), side))
    expect([
      shown({}),
      shown({ isSwapped: true }),
      shown({ isHeld: true }),
      shown({ isSwapped: true, isHeld: true }),
      shown({ mode: 'difference' }),
      shown({ mode: 'side-by-side' }),
    ]).toEqual([['left'], ['right'], ['right'], ['left'], [], ['left', 'right']])
  })
})

it('chance does not decide which picture is first after flickering; a person does', () => {
  const store = createComparisonStore()
  store.setState({ mode: 'flicker', isSwapped: true })
  chooseMode(store, 'single')
  expect(store.getState()).toMatchObject({ mode: 'single', isSwapped: false })
  store.setState({ isSwapped: true })
  chooseMode(store, 'wipe')
  expect(store.getState()).toMatchObject({ mode: 'wipe', isSwapped: true })
})
