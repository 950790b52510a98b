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

/** The mean of every cell, transparent pixels over white. */
function shrinkToGrey({ width, height, data }: Pixels): Float64Array {
  const grey = new Float64Array(columns * rows)
  const across = shares(width, columns)
  const down = shares(height, rows)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = 4 * (y * width + x)
      const [red = 0, green = 0, blue = 0, alpha = 0] = [data[at], data[at + 1], data[at + 2], data[at + 3]]
      // Rec. 601 luma.
      const light = 255 + (alpha / 255) * (0.299 * red + 0.587 * green + 0.114 * blue - 255)
      for (const { cell: row, share: high } of down[y] ?? [])
        for (const { cell: column, share: wide } of across[x] ?? []) {
          const cell = row * columns + column
          grey[cell] = (grey[cell] ?? 0) + light * high * wide
        }
    }
  return grey
}

interface Share {
  readonly cell: number
  /** Of the cell, covered by this pixel. */
  readonly share: number
}

/** For each pixel along one side, the cells that it lies in. */
function shares(length: number, cells: number): readonly (readonly Share[])[] {
  return Array.from({ length }, (_, pixel) => {
    const [start, end] = [(pixel * cells) / length, ((pixel + 1) * cells) / length]
    const touched: Share[] = []
    for (let cell = Math.floor(start); cell < Math.min(cells, Math.ceil(end)); cell += 1) {
      const share = Math.min(end, cell + 1) - Math.max(start, cell)
      if (share > 0) touched.push({ cell, share })
    }
    return touched
  })
}
