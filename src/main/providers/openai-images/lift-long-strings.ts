import { maxRecordBytes } from './answer-limits.ts'

export interface LiftedJson {
  /** The same JSON with each long string replaced by a short stand-in: small enough to parse whatever the pictures weigh. */
  readonly json: string
  /** The long string behind a stand-in, with its JSON escapes, as a view of the given bytes; `null` for any other text. */
  readonly find: (text: string) => Buffer | null
}

export type LiftProblem = 'cut-short' | 'too-deep' | 'too-long'

/** An answer with a picture in it has three levels. Serialising is recursive, so the depth must be bounded. */
const maxDepth = 64
const longString = 2048
/** A private-use character: no provider has a reason to send one. */
const standIn = '\u{f8ff}lifted:'

const quote = 0x22
const backslash = 0x5c
const openings: ReadonlySet<number> = new Set([0x7b, 0x5b])
const closings: ReadonlySet<number> = new Set([0x7d, 0x5d])

/** One pass, no recursion. It only looks for strings and brackets: whether the rest is JSON is for `JSON.parse` to say. */
export function liftLongStrings(bytes: Buffer): LiftedJson | LiftProblem {
  const kept: Buffer[] = []
  const lifted: Buffer[] = []
  let keptBytes = 0
  let keptUpTo = 0
  let depth = 0
  const keep = (part: Buffer) => {
    kept.push(part)
    keptBytes += part.length
  }

  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === quote) {
      const end = findStringEnd(bytes, at + 1)
      if (end === -1) return 'cut-short'
      if (end - at > longString) {
        keep(bytes.subarray(keptUpTo, at + 1))
        keep(Buffer.from(`${standIn}${lifted.length}`))
        lifted.push(bytes.subarray(at + 1, end))
        keptUpTo = end
      }
      at = end
    } else if (openings.has(byte)) {
      depth += 1
      if (depth > maxDepth) return 'too-deep'
    } else if (closings.has(byte)) {
      depth -= 1
    }
  }
  if (depth > 0) return 'cut-short'
  keep(bytes.subarray(keptUpTo))
  if (keptBytes > maxRecordBytes) return 'too-long'
  return {
    json: Buffer.concat(kept).toString(),
    find: (text) => (text.startsWith(standIn) ? (lifted[Number(text.slice(standIn.length))] ?? null) : null),
  }
}

/** Where the closing quote stands, or -1. Native search carries it over megabytes of base64. */
function findStringEnd(bytes: Buffer, start: number): number {
  for (let from = start; ; ) {
    const end = bytes.indexOf(quote, from)
    if (end === -1) return -1
    let backslashes = 0
    while (bytes[end - 1 - backslashes] === backslash && end - 1 - backslashes >= start) backslashes += 1
    if (backslashes % 2 === 0) return end
    from = end + 1
  }
}
