import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canPan,
  fitScale,
  fitView,
  panBy,
  placeOnStage,
  type Stage,
  type View,
  wheelFactor,
  zoomBy,
  zoomPercent,
  zoomStep,
  zoomTo,
} from './zoom.ts'

const stage: Stage = { image: { width: 2000, height: 1000 }, viewport: { width: 1000, height: 800 }, pixelRatio: 1 }

describe('fit', () => {
  it('shows the whole picture in the middle', () => {
    expect(placeOnStage(fitView, stage)).toEqual({ scale: 0.5, x: 0, y: 0 })
    expect(canPan(fitView, stage)).toBe(false)
  })

  it('does not blow up a picture smaller than the viewport', () => {
    expect(fitScale({ ...stage, image: { width: 256, height: 256 } })).toBe(1)
  })

  it('follows the window', () => {
    expect(placeOnStage(fitView, { ...stage, viewport: { width: 500, height: 800 } }).scale).toBe(0.25)
  })
})

describe('100 %', () => {
  it('puts one image pixel on one device pixel', () => {
    const dense = { ...stage, pixelRatio: 2 }
    const view = zoomTo(fitView, dense, 1 / 2)
    expect(placeOnStage(view, dense).scale).toBe(0.5)
    expect(zoomPercent(view, dense)).toBe(100)
  })
})

describe('zooming', () => {
  it('keeps the point under the pointer where it is', () => {
    const pointer = { x: 200, y: 0 }
    const view = zoomTo(fitView, stage, 1, pointer)
    // 200 px right of the centre lay image pixel 400; at twice the scale it would be at 400 and is moved back by 200.
    expect(view).toEqual({ kind: 'free', scale: 1, x: -200, y: 0 })
  })

  it('steps through round percentages', () => {
    const percents = []
    let view: View = fitView
    for (let step = 0; step < 4; step++) {
      view = zoomStep(view, stage, 'in')
      percents.push(zoomPercent(view, stage))
    }
    expect(percents).toEqual([75, 100, 150, 200])
    expect(zoomPercent(zoomStep(view, stage, 'out'), stage)).toBe(150)
  })

  it('takes a new step each time on screens with broken ratios', () => {
    for (const pixelRatio of [1.1, 1.3333333730697632, 2.625]) {
      const broken = { ...stage, pixelRatio }
      const percents: number[] = []
      let view = zoomTo(fitView, broken, 0.75 / pixelRatio)
      while (zoomPercent(view, broken) < 1600) {
        view = zoomStep(view, broken, 'in')
        percents.push(zoomPercent(view, broken))
      }
      expect(percents).toEqual([...new Set(percents)])
    }
  })

  it('ends at the whole picture on the way out', () => {
    expect(zoomStep(zoomStep(fitView, stage, 'in'), stage, 'out')).toEqual(fitView)
    expect(zoomBy(fitView, stage, 0.1)).toEqual(fitView)
  })

  it('ends at sixteen device pixels on the way in', () => {
    expect(zoomPercent(zoomBy(fitView, stage, 1000), stage)).toBe(1600)
  })

  it('never shows less than the whole picture and never leaves it out of sight', () => {
    const amount = fc.double({ min: 0.01, max: 100, noNaN: true })
    const way = fc.integer({ min: -5000, max: 5000 })
    const side = fc.integer({ min: 1, max: 8000 })
    fc.assert(
      fc.property(side, side, amount, way, way, way, (width, height, factor, x, y, by) => {
        const any = { ...stage, image: { width, height } }
        const view = panBy(zoomBy(fitView, any, factor, { x, y }), any, { x: by, y: -by })
        const placed = placeOnStage(view, any)
        expect(placed.scale).toBeGreaterThanOrEqual(fitScale(any))
        expect(Math.abs(placed.x)).toBeLessThanOrEqual(Math.max(0, (width * placed.scale - 1000) / 2))
        expect(Math.abs(placed.y)).toBeLessThanOrEqual(Math.max(0, (height * placed.scale - 800) / 2))
      }),
    )
  })
})

describe('panning', () => {
  it('moves the picture up to its edges', () => {
    const view = zoomTo(fitView, stage, 1)
    expect(panBy(view, stage, { x: 9999, y: 20 })).toEqual({ kind: 'free', scale: 1, x: 500, y: 20 })
  })

  it('does nothing while the whole picture is in sight', () => {
    expect(panBy(fitView, stage, { x: 10, y: 10 })).toEqual(fitView)
  })
})

describe('a view that a smaller viewport shares', () => {
  const wide: Stage = { ...stage, reachOf: { width: 500, height: 800 } }

  it('keeps place and scale, though the larger one could show the whole picture', () => {
    const free = { kind: 'free', scale: 0.3, x: 50, y: 0 } as const
    expect(placeOnStage(free, wide)).toEqual({ scale: 0.3, x: 50, y: 0 })
    expect(placeOnStage(free, stage)).toEqual({ scale: 0.5, x: 0, y: 0 })
    expect(canPan(free, wide)).toBe(false)
    expect(canPan({ kind: 'free', scale: 0.45, x: 200, y: 0 }, wide)).toBe(true)
    expect(canPan(fitView, wide)).toBe(false)
  })

  it('stops at the whole picture on the way out, and never grows on it', () => {
    expect(zoomStep(zoomTo(fitView, wide, 0.6), wide, 'out')).toEqual(fitView)
    const small = { kind: 'free', scale: 0.3, x: 0, y: 0 } as const
    expect(zoomStep(small, wide, 'out')).toEqual({ kind: 'free', scale: 0.25, x: 0, y: 0 })
    expect(zoomStep(small, wide, 'in')).toEqual({ kind: 'free', scale: 0.5, x: 0, y: 0 })
  })
})

describe('wheelFactor', () => {
  it('zooms in upwards and out downwards by the same amount', () => {
    const up = wheelFactor({ deltaY: -100, deltaMode: 0, ctrlKey: false })
    expect(up).toBeCloseTo(1.197, 3)
    expect(up * wheelFactor({ deltaY: 100, deltaMode: 0, ctrlKey: false })).toBeCloseTo(1)
  })

  it('takes three lines for a notch', () => {
    expect(wheelFactor({ deltaY: -3, deltaMode: 1, ctrlKey: false })).toBeCloseTo(1.195, 3)
  })

  it('follows a pinch closely', () => {
    expect(wheelFactor({ deltaY: -10, deltaMode: 0, ctrlKey: true })).toBeCloseTo(1.105, 3)
  })
})
