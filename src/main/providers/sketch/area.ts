/** Some of a picture's pixels. */
export interface Area {
  /** Of the picture. */
  readonly width: number
  /** For each pixel, row by row, 1 where it belongs to the area. */
  readonly isIn: Uint8Array
  /** The smallest that holds all of it; `null` where it is empty. */
  readonly box: Box | null
}

/** In pixels. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The pixels whose opacity, 0–255, is one of those wanted. */
export function toArea(rgba: Uint8ClampedArray, width: number, isWanted: (alpha: number) => boolean): Area {
  const isIn = Uint8Array.from({ length: rgba.length / 4 }, (_, index) => (isWanted(rgba[index * 4 + 3] ?? 0) ? 1 : 0))
  let [left, top, right, bottom] = [width, Number.POSITIVE_INFINITY, -1, -1]
  for (let index = isIn.indexOf(1); index !== -1; index = isIn.indexOf(1, index + 1)) {
    const x = index % width
    const y = Math.floor(index / width)
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = y
  }
  const box = right === -1 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
  return { width, isIn, box }
}

/** The lowest place within the area where a rectangle of this size lies in it whole; `null` = there is none. */
export function findRoom({ width, isIn, box }: Area, wide: number, tall: number): Box | null {
  if (box === null) return null
  /** Of each column, how many pixels of it lie in the area without a gap, from the row looked at downwards. */
  const depths = new Uint32Array(box.width)
  for (let y = box.y + box.height - 1; y >= box.y; y--) {
    let run = 0
    for (let column = 0; column < box.width; column++) {
      const isInside = isIn[y * width + box.x + column] === 1
      const depth = isInside ? (depths[column] ?? 0) + 1 : 0
      depths[column] = depth
      run = depth >= tall ? run + 1 : 0
      if (run >= wide) return { x: box.x + column - wide + 1, y, width: wide, height: tall }
    }
  }
  return null
}
