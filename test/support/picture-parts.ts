import { crc32, deflateSync } from 'node:zlib'

/** Picture files put together byte by byte, so that each can be given, or lack, whatever a test is about. */

export const pngSignature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

export function pngChunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.byteLength)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

export interface PngKind {
  readonly width: number
  readonly height: number
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA. */
  readonly colourType: 0 | 2 | 3 | 4 | 6
  readonly bitDepth: 1 | 2 | 4 | 8 | 16
  readonly isInterlaced: boolean
}

const samplesByColourType = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const

/** Adam7: first column and row, and the steps, of each pass. https://www.w3.org/TR/png-3/#8InterlaceMethods */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** A PNG that every decoder takes, of any kind the format has, with further chunks before its pixels. */
export function encodePng(kind: Partial<PngKind> = {}, chunks: readonly Buffer[] = [], behind: readonly Buffer[] = []) {
  const { width = 8, height = 6, colourType = 2, bitDepth = 8, isInterlaced = false } = kind
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([bitDepth, colourType, 0, 0, isInterlaced ? 1 : 0], 8)
  const bitsPerPixel = bitDepth * samplesByColourType[colourType]
  const rows = (columns: number, lines: number): readonly Buffer[] =>
    columns === 0
      ? []
      : Array.from({ length: lines }, (_, line) => {
          const row = Buffer.alloc(1 + Math.ceil((columns * bitsPerPixel) / 8))
          for (let index = 1; index < row.length; index += 1) row[index] = (line * 37 + index * 11) & 0xff
          return row
        })
  const stepsOf = (size: number, first: number, step: number): number => Math.max(0, Math.ceil((size - first) / step))
  const lines = isInterlaced
    ? passes.flatMap(([x, y, dx, dy]) => rows(stepsOf(width, x, dx), stepsOf(height, y, dy)))
    : rows(width, height)
  const palette = Buffer.alloc(3 * 2 ** Math.min(bitDepth, 8), 0x7f)
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', header),
    ...(colourType === 3 ? [pngChunk('PLTE', palette)] : []),
    ...chunks,
    pngChunk('IDAT', deflateSync(Buffer.concat(lines))),
    ...behind,
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** The same PNG, stating another size, with the check sum of its header right. */
export function withPngSize(png: Uint8Array, width: number, height: number): Buffer {
  const sized = Buffer.from(png)
  sized.writeUInt32BE(width, 16)
  sized.writeUInt32BE(height, 20)
  sized.set(pngChunk('IHDR', sized.subarray(16, 29)), 8)
  return sized
}

export const everyPngKind: readonly PngKind[] = (
  [
    [0, [1, 2, 4, 8, 16]],
    [2, [8, 16]],
    [3, [1, 2, 4, 8]],
    [4, [8, 16]],
    [6, [8, 16]],
  ] as const
).flatMap(([colourType, depths]) =>
  depths.flatMap((bitDepth) =>
    [false, true].map((isInterlaced) => ({ width: 13, height: 9, colourType, bitDepth, isInterlaced })),
  ),
)

/** tEXt as Latin-1 or, as many programs do, in UTF-8. */
export const pngText = (keyword: string, text: string, encoding: 'latin1' | 'utf8' = 'utf8'): Buffer =>
  pngChunk('tEXt', Buffer.concat([Buffer.from(`${keyword}\0`, 'latin1'), Buffer.from(text, encoding)]))

export const pngCompressedText = (keyword: string, text: string | Uint8Array): Buffer =>
  pngChunk('zTXt', Buffer.concat([Buffer.from(`${keyword}\0\0`, 'latin1'), deflateSync(text)]))

export const pngUnicodeText = (keyword: string, text: string, isCompressed = false): Buffer =>
  pngChunk(
    'iTXt',
    Buffer.concat([
      Buffer.from(`${keyword}\0${isCompressed ? '\x01' : '\0'}\0ko\0낱말\0`),
      isCompressed ? deflateSync(text) : Buffer.from(text),
    ]),
  )

/** `jpeg` with further segments right behind its start. */
export const withSegments = (jpeg: Uint8Array, segments: readonly Buffer[]): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)])

export function jpegSegment(marker: number, data: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.byteLength + 2, 2)
  return Buffer.concat([head, data])
}

export function riffChunk(type: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(data.byteLength)
  return Buffer.concat([Buffer.from(type, 'latin1'), length, data, Buffer.alloc(data.byteLength & 1)])
}

/** `webp` with further chunks behind what it has. */
export function withChunks(webp: Uint8Array, chunks: readonly Buffer[]): Buffer {
  const whole = Buffer.concat([webp, ...chunks])
  whole.writeUInt32LE(whole.byteLength - 8, 4)
  return whole
}

type Value =
  | { readonly type: 'ascii' | 'undefined' | 'byte'; readonly bytes: Uint8Array }
  | { readonly type: 'short'; readonly number: number }
  | { readonly type: 'rational'; readonly top: number; readonly bottom: number }

export const ascii = (text: string): Value => ({ type: 'ascii', bytes: Buffer.from(`${text}\0`) })

/** A TIFF structure with the first directory and the Exif directory, by tag. */
export function exifBlock(options: {
  readonly isLittle?: boolean
  readonly first?: Readonly<Record<number, Value>>
  readonly exif?: Readonly<Record<number, Value>>
}): Buffer {
  const { isLittle = true, first = {}, exif = {} } = options
  const writer = createTiffWriter(isLittle)
  const head = Buffer.concat([Buffer.from(isLittle ? 'II' : 'MM'), writer.short(42), writer.long(8)])
  const firstEntries = Object.entries(first).map(([tag, value]) => [Number(tag), value] as const)
  const exifStart = 8 + writer.sizeOf([...firstEntries, [0x8769, null]])
  const exifEntries = Object.entries(exif).map(([tag, value]) => [Number(tag), value] as const)
  return Buffer.concat([
    head,
    writer.directory([...firstEntries, [0x8769, null]], 8, exifStart),
    writer.directory(exifEntries, exifStart, 0),
  ])
}

function createTiffWriter(isLittle: boolean) {
  const short = (value: number): Buffer => {
    const bytes = Buffer.alloc(2)
    if (isLittle) bytes.writeUInt16LE(value)
    else bytes.writeUInt16BE(value)
    return bytes
  }
  const long = (value: number): Buffer => {
    const bytes = Buffer.alloc(4)
    if (isLittle) bytes.writeUInt32LE(value)
    else bytes.writeUInt32BE(value)
    return bytes
  }
  const contentOf = (value: Value): Uint8Array => {
    if (value.type === 'short') return Buffer.concat([short(value.number), Buffer.alloc(2)])
    return value.type === 'rational' ? Buffer.concat([long(value.top), long(value.bottom)]) : value.bytes
  }
  const types = { byte: 1, ascii: 2, short: 3, rational: 5, undefined: 7 } as const
  type Entry = readonly [number, Value | null]
  const outside = (value: Value | null): Uint8Array => {
    const content = value === null ? Buffer.alloc(0) : contentOf(value)
    return content.byteLength > 4 ? content : Buffer.alloc(0)
  }
  return {
    short,
    long,
    sizeOf: (entries: readonly Entry[]): number =>
      6 + entries.reduce((size, [, value]) => size + 12 + outside(value).byteLength, 0),
    directory: (entries: readonly Entry[], start: number, exifStart: number): Buffer => {
      let at = start + 6 + entries.length * 12
      const lines = entries.map(([tag, value]) => {
        if (value === null) return Buffer.concat([short(tag), short(4), long(1), long(exifStart)])
        const content = contentOf(value)
        const count = value.type === 'short' || value.type === 'rational' ? 1 : content.byteLength
        const place = content.byteLength > 4 ? long(at) : Buffer.concat([content, Buffer.alloc(4)]).subarray(0, 4)
        at += outside(value).byteLength
        return Buffer.concat([short(tag), short(types[value.type]), long(count), place])
      })
      return Buffer.concat([short(entries.length), ...lines, long(0), ...entries.map(([, value]) => outside(value))])
    },
  }
}
