import { inflateSync } from 'node:zlib'
import type { Pixels } from './difference-hash.ts'

interface Shape {
  readonly width: number
  readonly height: number
  /** Bits of one sample. */
  readonly depth: number
  readonly colourType: number
  readonly isInterlaced: boolean
}

/** Samples of a pixel, by colour type. https://www.w3.org/TR/png-3/#table111 */
const samplesByColourType: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** Of Adam7: where a pass begins and how far its pixels lie apart. https://www.w3.org/TR/png-3/#8Interlace */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const
const wholePicture = [[0, 0, 1, 1]] as const

/**
 * The pixels of a PNG as they were written, eight bits a sample, not turned and not converted: the canvas multiplies
 * colours by their alpha, and what was faint comes back as something else. `null` = damaged. Of a file whose header
 * `readImageHeader` found whole and within the limits.
 */
export function decodePng(png: Uint8Array): Pixels | null {
  const file = Buffer.from(png.buffer, png.byteOffset, png.byteLength)
  const shape: Shape = {
    width: file.readUInt32BE(16),
    height: file.readUInt32BE(20),
    depth: file[24] ?? 0,
    colourType: file[25] ?? 0,
    isInterlaced: file[28] === 1,
  }
  const packed: Buffer[] = []
  let palette: Buffer | null = null
  let transparency: Buffer | null = null
  for (const { type, data } of chunksOf(file)) {
    if (type === 'PLTE') palette = data
    if (type === 'tRNS') transparency = data
    if (type === 'IDAT') packed.push(data)
  }
  const bitsPerPixel = shape.depth * (samplesByColourType[shape.colourType] ?? 0)
  const passes = (shape.isInterlaced ? adam7 : wholePicture)
    .map(([left, top, across, down]) => ({
      left,
      top,
      across,
      down,
      columns: Math.ceil((shape.width - left) / across),
      rows: Math.ceil((shape.height - top) / down),
    }))
    .filter(({ columns, rows }) => columns > 0 && rows > 0)
  const lineBytes = (columns: number): number => Math.ceil((columns * bitsPerPixel) / 8)
  const expected = passes.reduce((sum, { columns, rows }) => sum + rows * (lineBytes(columns) + 1), 0)
  const lines = inflate(packed, expected)
  if (lines === null || (shape.colourType === 3 && palette === null)) return null

  const data = new Uint8ClampedArray(shape.width * shape.height * 4)
  const write = pixelWriter(shape, palette, transparency)
  let offset = 0
  for (const { left, top, across, down, columns, rows } of passes) {
    const bytes = lineBytes(columns)
    let above = new Uint8Array(bytes)
    for (let row = 0; row < rows; row += 1) {
      const line = lines.subarray(offset + 1, offset + 1 + bytes)
      if (!unfilter(lines[offset] ?? 0, line, above, Math.max(1, bitsPerPixel >> 3))) return null
      const start = (top + row * down) * shape.width + left
      for (let column = 0; column < columns; column += 1) write(line, column, data, (start + column * across) * 4)
      above = line
      offset += bytes + 1
    }
  }
  return { width: shape.width, height: shape.height, data }
}

/** Around the gamma of sRGB, 1/2.2, in hundred-thousandths. */
const usualGamma = { least: 45_000, most: 46_000 }

/** Whether its numbers are sRGB, or say nothing: otherwise the canvas has to turn them into what is seen. */
export function isPlainPng(png: Uint8Array): boolean {
  const file = Buffer.from(png.buffer, png.byteOffset, png.byteLength)
  for (const { type, data } of chunksOf(file)) {
    if (type === 'iCCP' || type === 'cICP') return false
    if (type === 'gAMA' && data.byteLength >= 4) {
      const gamma = data.readUInt32BE(0)
      if (gamma < usualGamma.least || gamma > usualGamma.most) return false
    }
    if (type === 'IDAT') break
  }
  return true
}

function* chunksOf(file: Buffer): Generator<{ readonly type: string; readonly data: Buffer }> {
  for (let offset = 8; offset + 12 <= file.byteLength; ) {
    const end = offset + 8 + file.readUInt32BE(offset)
    if (end + 4 > file.byteLength) return
    yield { type: file.toString('latin1', offset + 4, offset + 8), data: file.subarray(offset + 8, end) }
    offset = end + 4
  }
}

function inflate(packed: readonly Buffer[], expected: number): Uint8Array<ArrayBuffer> | null {
  try {
    const lines = inflateSync(Buffer.concat(packed), { maxOutputLength: expected })
    return lines.byteLength === expected ? Uint8Array.from(lines) : null
  } catch {
    // Not zlib, cut short, or more than the header says: what it is exactly helps nobody.
    return null
  }
}

/** https://www.w3.org/TR/png-3/#9Filters, a loop each: they walk over every byte. `false` = there is no such filter. */
function unfilter(filter: number, line: Uint8Array, above: Uint8Array, step: number): boolean {
  const { length } = line
  switch (filter) {
    case 0:
      return true
    case 1:
      for (let at = step; at < length; at += 1) line[at] = (line[at] ?? 0) + (line[at - step] ?? 0)
      return true
    case 2:
      for (let at = 0; at < length; at += 1) line[at] = (line[at] ?? 0) + (above[at] ?? 0)
      return true
    case 3:
      for (let at = 0; at < step && at < length; at += 1) line[at] = (line[at] ?? 0) + ((above[at] ?? 0) >> 1)
      for (let at = step; at < length; at += 1)
        line[at] = (line[at] ?? 0) + (((line[at - step] ?? 0) + (above[at] ?? 0)) >> 1)
      return true
    case 4:
      for (let at = 0; at < step && at < length; at += 1) line[at] = (line[at] ?? 0) + (above[at] ?? 0)
      for (let at = step; at < length; at += 1)
        line[at] = (line[at] ?? 0) + paeth(line[at - step] ?? 0, above[at] ?? 0, above[at - step] ?? 0)
      return true
    default:
      return false
  }
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft
  const byLeft = Math.abs(estimate - left)
  const byUp = Math.abs(estimate - up)
  const byUpLeft = Math.abs(estimate - upLeft)
  if (byLeft <= byUp && byLeft <= byUpLeft) return left
  return byUp <= byUpLeft ? up : upLeft
}

type WritePixel = (line: Uint8Array, column: number, to: Uint8ClampedArray, at: number) => void

function pixelWriter({ colourType, depth }: Shape, palette: Buffer | null, transparency: Buffer | null): WritePixel {
  const sample = sampler(depth)
  /** To eight bits. */
  const scale = depth === 16 ? 1 / 257 : 255 / (2 ** depth - 1)
  const put = (to: Uint8ClampedArray, at: number, red: number, green: number, blue: number, alpha: number): void => {
    to[at] = red
    to[at + 1] = green
    to[at + 2] = blue
    to[at + 3] = alpha
  }
  const clear = (index: number): number | null =>
    transparency !== null && transparency.byteLength >= index * 2 + 2 ? transparency.readUInt16BE(index * 2) : null
  switch (colourType) {
    case 0: {
      const hole = clear(0)
      return (line, column, to, at) => {
        const raw = sample(line, column)
        const grey = raw * scale
        put(to, at, grey, grey, grey, raw === hole ? 0 : 255)
      }
    }
    case 2: {
      if (depth === 8 && transparency === null)
        return (line, column, to, at) =>
          put(to, at, line[column * 3] ?? 0, line[column * 3 + 1] ?? 0, line[column * 3 + 2] ?? 0, 255)
      const hole = [clear(0), clear(1), clear(2)]
      return (line, column, to, at) => {
        const [red, green, blue] = [
          sample(line, column * 3),
          sample(line, column * 3 + 1),
          sample(line, column * 3 + 2),
        ]
        const isHole = red === hole[0] && green === hole[1] && blue === hole[2]
        put(to, at, red * scale, green * scale, blue * scale, isHole ? 0 : 255)
      }
    }
    case 3:
      return (line, column, to, at) => {
        const index = sample(line, column)
        const [red = 0, green = 0, blue = 0] = palette?.subarray(index * 3, index * 3 + 3) ?? []
        put(to, at, red, green, blue, transparency?.[index] ?? 255)
      }
    case 4:
      return (line, column, to, at) => {
        const grey = sample(line, column * 2) * scale
        put(to, at, grey, grey, grey, sample(line, column * 2 + 1) * scale)
      }
    default:
      return depth === 8
        ? (line, column, to, at) => {
            const from = column * 4
            put(to, at, line[from] ?? 0, line[from + 1] ?? 0, line[from + 2] ?? 0, line[from + 3] ?? 0)
          }
        : (line, column, to, at) => {
            const from = column * 4
            put(
              to,
              at,
              sample(line, from) * scale,
              sample(line, from + 1) * scale,
              sample(line, from + 2) * scale,
              sample(line, from + 3) * scale,
            )
          }
  }
}

/** One sample of a line, as it was written. */
function sampler(depth: number): (line: Uint8Array, index: number) => number {
  if (depth === 8) return (line, index) => line[index] ?? 0
  if (depth === 16) return (line, index) => ((line[index * 2] ?? 0) << 8) | (line[index * 2 + 1] ?? 0)
  const perByte = 8 / depth
  const most = 2 ** depth - 1
  return (line, index) => ((line[Math.floor(index / perByte)] ?? 0) >> (8 - depth * ((index % perByte) + 1))) & most
}
