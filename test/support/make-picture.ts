import { randomFillSync } from 'node:crypto'

/**
 * A PNG in form: signature, IHDR, IDAT, IEND, so that everything which never decodes takes it. The pixels are random
 * bytes, new each time unless given.
 */
export function makePng(
  options: {
    readonly width?: number
    readonly height?: number
    readonly data?: Uint8Array
    readonly dataBytes?: number
  } = {},
): Uint8Array {
  const { width = 640, height = 480, dataBytes = 300 } = options
  const data = options.data ?? randomFillSync(new Uint8Array(dataBytes))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array()),
  ])
}

/** The check sum is left at zero: nothing here reads it. */
function chunk(type: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.byteLength)
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)])
}
