import { crc32, deflateSync } from 'node:zlib'
import type { Pixels } from './difference-hash.ts'

/** Few, so that the picture is small and soon there. */
const steps = 32

const between = (from: number, to: number, step: number): number => Math.round(from + ((to - from) * step) / steps)
const inSteps = Array.from({ length: steps + 1 }, (_, step) => step)
/** From amber to red, */
const colours = inSteps.flatMap((step) => [between(255, 214, step), between(196, 0, step), between(64, 26, step)])
/** and from faint to opaque. The first is nothing at all. */
const alphas = inSteps.map((step) => (step === 0 ? 0 : between(110, 255, step)))
/** By the largest difference of a channel; small ones are told apart best. */
const stepByDifference = Uint8Array.from({ length: 256 }, (_, difference) =>
  Math.ceil(Math.sqrt(difference / 255) * steps),
)

/** Where two pictures of one size differ and how much, as PNG; it can be seen through where they do not. */
export function drawHeatMap(
  { width, height, data: before }: Pixels,
  { data: after }: Pixels,
  differs: Uint8Array,
): Uint8Array {
  // Each row begins with its filter type; 0 = none.
  const rows = new Uint8Array(height * (width + 1))
  for (let y = 0, index = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, index += 1) {
      if (differs[index] !== 1) continue
      let difference = 1
      for (let at = index * 4; at < index * 4 + 4; at += 1)
        difference = Math.max(difference, Math.abs((before[at] ?? 0) - (after[at] ?? 0)))
      rows[y * (width + 1) + 1 + x] = stepByDifference[difference] ?? 0
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    toChunk('IHDR', header),
    toChunk('PLTE', Uint8Array.from(colours)),
    toChunk('tRNS', Uint8Array.from(alphas)),
    toChunk('IDAT', deflateSync(rows, { level: 4 })),
    toChunk('IEND', new Uint8Array()),
  ])
}

/** https://www.w3.org/TR/png-3/#5Chunk-layout */
function toChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(data.length, 0)
  chunk.set(body, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}
