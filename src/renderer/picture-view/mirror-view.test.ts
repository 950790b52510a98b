import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mirrorView } from './mirror-view.ts'
import { fitView, type Stage, zoomBy } from './zoom.ts'

const stage = (width: number, height: number): Stage => ({
  image: { width, height },
  viewport: { width: 500, height: 500 },
  pixelRatio: 1,
})

describe('mirrorView', () => {
  it('leaves the whole picture the whole picture', () => {
    expect(mirrorView(fitView, stage(1000, 1000), stage(300, 200))).toEqual(fitView)
  })

  it('shows the same view of a picture of the same size', () => {
    fc.assert(
      fc.property(fc.double({ min: 1.01, max: 8, noNaN: true }), fc.integer({ min: -250, max: 250 }), (factor, x) => {
        const view = zoomBy(fitView, stage(1000, 800), factor, { x, y: -x })
        const mirrored = mirrorView(view, stage(1000, 800), stage(1000, 800))
        if (view.kind !== 'free' || mirrored.kind !== 'free') return
        expect(mirrored.scale).toBeCloseTo(view.scale, 8)
        expect([mirrored.x, mirrored.y]).toEqual([expect.closeTo(view.x, 6), expect.closeTo(view.y, 6)])
      }),
    )
  })

  it('shows the same part of a picture that is twice as large', () => {
    const view = { kind: 'free', scale: 1, x: 250, y: 0 } as const
    // The left edge of 1000 pixels, at twice the size of the whole.
    expect(mirrorView(view, stage(1000, 1000), stage(2000, 2000))).toEqual({ kind: 'free', scale: 0.5, x: 250, y: 0 })
  })
})
