/** Pixels as a canvas hands them out: four bytes each, not premultiplied. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array | Uint8ClampedArray
}

const columns = 9
const rows = 8

/**
 * What a picture looks like, in 64 bits (dHash, Neal Krawetz, “Kind of Like That”, 2013): shrunk to 9×8 grey cells, one
 * bit for each two neighbours in a row, set where it gets brighter to the right. Row by row, the first one highest, as
 * 16 hexadecimal digits. Scaled, recompressed or slightly recoloured pictures differ in few bits.
 */
export function differenceHash(pixels: Pixels): string {
  const grey = shrinkToGrey(pixels)
  let digits = ''
  for (let row = 0; row < rows; row += 1) {
    let byte = 0
    for (let column = 0; column < columns - 1; column += 1) {
      const [left = 0, right = 0] = grey.subarray(row * columns + column, row * columns + column + 2)
      byte = byte * 2 + (right - left > leastStep ? 1 : 0)
    }
    digits += byte.toString(16).padStart(2, '0')
  }
  return digits
}

/** Of 255. Less is rounding: a picture of one colour must not get bits by chance. */
const leastStep = 1e-6

/**
 * The mean of every cell, transparent pixels over white: each row is shrunk to its nine cells first, so that a pixel is
 * looked at once.
 */
function shrinkToGrey({ width, height, data }: Pixels): Float64Array {
  const grey = new Float64Array(columns * rows)
  const across = spans(width, columns)
  const down = spans(height, rows)
  const light = new Float64Array(width)
  for (let row = 0; row < rows; row += 1) {
    const { start, shares: high } = down[row] ?? none
    for (let line = 0; line < high.length; line += 1) {
      readLight(light, data, 4 * width * (start + line))
      for (let column = 0; column < columns; column += 1)
        grey[row * columns + column] =
          (grey[row * columns + column] ?? 0) + (high[line] ?? 0) * meanOf(light, across[column] ?? none)
    }
  }
  return grey
}

/** Rec. 601 luma of one line of pixels. */
function readLight(light: Float64Array, data: Pixels['data'], start: number): void {
  for (let x = 0, at = start; x < light.length; x += 1, at += 4) {
    const luma = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
    light[x] = 255 + ((data[at + 3] ?? 0) / 255) * (luma - 255)
  }
}

function meanOf(light: Float64Array, { start, shares }: Span): number {
  let mean = 0
  for (let at = 0; at < shares.length; at += 1) mean += (shares[at] ?? 0) * (light[start + at] ?? 0)
  return mean
}

/** The pixels along one side that a cell lies on. */
interface Span {
  readonly start: number
  /** Of the cell, covered by each of them. */
  readonly shares: Float64Array
}
const none: Span = { start: 0, shares: new Float64Array() }

function spans(length: number, cells: number): readonly Span[] {
  return Array.from({ length: cells }, (_, cell) => {
    const [from, to] = [(cell * length) / cells, ((cell + 1) * length) / cells]
    const start = Math.floor(from)
    const shares = Float64Array.from({ length: Math.min(length, Math.ceil(to)) - start }, (_, offset) => {
      const pixel = start + offset
      return Math.max(0, Math.min(to, pixel + 1) - Math.max(from, pixel)) / (to - from)
    })
    return { start, shares }
  })
}
