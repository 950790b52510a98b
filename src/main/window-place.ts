export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface WindowPlace {
  readonly bounds: Rectangle
  readonly isMaximized: boolean
}

/** Where the window was, moved into view when its display is gone. `null` when it fits nowhere. */
export function clampToDisplays(place: WindowPlace, displays: readonly Rectangle[]): WindowPlace | null {
  const display = displays.toSorted((a, b) => overlap(b, place.bounds) - overlap(a, place.bounds))[0]
  if (display === undefined || display.width < 480 || display.height < 360) return null
  const width = clamp(place.bounds.width, 480, display.width)
  const height = clamp(place.bounds.height, 360, display.height)
  return {
    isMaximized: place.isMaximized,
    bounds: {
      width,
      height,
      x: clamp(place.bounds.x, display.x, display.x + display.width - width),
      y: clamp(place.bounds.y, display.y, display.y + display.height - height),
    },
  }
}

const clamp = (value: number, low: number, high: number): number => Math.round(Math.min(Math.max(value, low), high))

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(width, 0) * Math.max(height, 0)
}
