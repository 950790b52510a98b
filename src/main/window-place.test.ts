import { describe, expect, it } from 'vitest'
import { clampToDisplays } from './window-place.ts'

const laptop = { x: 0, y: 0, width: 1440, height: 900 }
const beside = { x: 1440, y: 0, width: 1920, height: 1080 }
const place = { bounds: { x: 1600, y: 100, width: 1280, height: 800 }, isMaximized: false }

describe('where the window opens', () => {
  it('stays where it was while that display is there', () => {
    expect(clampToDisplays(place, [laptop, beside])).toEqual(place)
  })

  it('comes back into view when its display is gone', () => {
    expect(clampToDisplays(place, [laptop])).toEqual({
      bounds: { x: 160, y: 100, width: 1280, height: 800 },
      isMaximized: false,
    })
  })

  it('shrinks to a smaller display', () => {
    expect(clampToDisplays({ ...place, isMaximized: true }, [{ x: 0, y: 30, width: 1024, height: 700 }])).toEqual({
      bounds: { x: 0, y: 30, width: 1024, height: 700 },
      isMaximized: true,
    })
  })

  it('is left to the system where no display is usable', () => {
    expect(clampToDisplays(place, [])).toBeNull()
  })
})
