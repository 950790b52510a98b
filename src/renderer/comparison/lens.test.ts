import { describe, expect, it } from 'vitest'
import { panBy, placeOnStage, type Stage, zoomPercent, zoomTo } from '../picture-view/zoom.ts'
import { createComparisonStore } from './comparison-store.ts'
import { besideLens, looseLens, plainLens, unionOf } from './lens.ts'

const picture = { width: 1024, height: 1024 }
const half: Stage = { image: picture, viewport: { width: 600, height: 600 }, pixelRatio: 1 }
const whole: Stage = { ...half, viewport: { width: 1200, height: 600 } }

describe('one view over all modes', () => {
  it('keeps place and scale between half of the room and all of it, and back', () => {
    const store = createComparisonStore()
    const [beside, stacked] = [plainLens(half), plainLens(whole)]
    const view = panBy(zoomTo(beside.read(store.getState()), half, 2), half, { x: 130, y: -70 })
    store.setState(beside.write(view))
    const placed = placeOnStage(stacked.read(store.getState()), whole)
    expect(placed).toEqual({ scale: 2, x: 130, y: -70 })
    expect(zoomPercent(stacked.read(store.getState()), whole)).toBe(200)
    expect(beside.read(store.getState())).toBe(view)
  })

  it('is moved by the right picture as by the left one', () => {
    const store = createComparisonStore()
    const right = besideLens(half, half)
    store.setState(right.write({ kind: 'free', scale: 1, x: 100, y: 50 }))
    expect(store.getState().view).toMatchObject({ kind: 'free', scale: 1, x: 100, y: 50 })
    expect(right.read(store.getState())).toMatchObject({ kind: 'free', scale: 1, x: 100, y: 50 })
  })

  it('is left alone by a right picture that moves by itself', () => {
    const store = createComparisonStore()
    const loose = looseLens(besideLens(half, half))
    store.setState(loose.write({ kind: 'free', scale: 1, x: 100, y: 50 }))
    expect(store.getState()).toMatchObject({ view: { kind: 'fit' }, rightView: { x: 100 } })
    expect(loose.read(store.getState())).toMatchObject({ x: 100, y: 50 })
  })
})

it('two pictures of two sizes lie on what both fit on', () => {
  expect(unionOf({ width: 1024, height: 1536 }, { width: 1536, height: 1024 })).toEqual({ width: 1536, height: 1536 })
})
