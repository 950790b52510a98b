/** A shorter one could stand in a picture by chance. */
const shortestKey = 12

/**
 * A body in which the key in use is starred out. The answer goes to the disk before anything in it is read, and some
 * servers repeat the key they refuse. Same length, so that nothing else in it moves; what may be the key's beginning
 * waits for the next chunk.
 */
export async function* maskKey(
  body: AsyncIterable<Uint8Array>,
  apiKey: string | null,
): AsyncGenerator<Uint8Array, void> {
  if (apiKey === null || apiKey.length < shortestKey) {
    yield* body
    return
  }
  const key = Buffer.from(apiKey)
  let held: Uint8Array = new Uint8Array()
  for await (const chunk of body) {
    // Memory of its own: whoever takes a chunk may give its buffer away.
    const bytes = Buffer.alloc(held.byteLength + chunk.byteLength)
    bytes.set(held)
    bytes.set(chunk, held.byteLength)
    for (let at = bytes.indexOf(key); at !== -1; at = bytes.indexOf(key, at + key.length))
      bytes.fill('*', at, at + key.length)

    const end = bytes.length - lengthOfBeginning(bytes, key)
    held = Uint8Array.from(bytes.subarray(end))
    if (end > 0) yield bytes.subarray(0, end)
  }
  if (held.byteLength > 0) yield held
}

/** How many of the last bytes are the first ones of the key. */
function lengthOfBeginning(bytes: Buffer, key: Buffer): number {
  for (let length = Math.min(bytes.length, key.length - 1); length > 0; length -= 1)
    if (bytes.subarray(bytes.length - length).equals(key.subarray(0, length))) return length
  return 0
}
