/** How much of one file's metadata is looked at, compressed or not. Beyond it nothing is read, and nothing fails. */
export interface Budget {
  readonly leftBytes: () => number
  /** Gives the bytes back, counted; `null` when they are more than is left. */
  readonly take: (bytes: Uint8Array) => Uint8Array | null
  /** Nothing is left afterwards. */
  readonly spend: () => void
}

export function createBudget(maxBytes: number): Budget {
  let left = maxBytes
  return {
    leftBytes: () => left,
    take: (bytes) => {
      if (bytes.byteLength > left) return null
      left -= bytes.byteLength
      return bytes
    },
    spend: () => {
      left = 0
    },
  }
}
