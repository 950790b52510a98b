/**
 * The body until it ends or passes `maxBytes` (by then the reader has seen too much and says so). Throws where the
 * connection breaks, the deadline passes or the person cancels.
 */
export async function* readBody(response: Response, maxBytes: number): AsyncGenerator<Uint8Array, void> {
  // A body yields bytes; only its declaration leaves that open.
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader()
  let bytes = 0
  try {
    while (reader !== undefined && bytes <= maxBytes) {
      const { done, value } = await reader.read()
      if (done) return
      bytes += value.byteLength
      yield value
    }
  } finally {
    // Not awaited, and its failure is not ours: a server that does not let go must not keep the answer from being read.
    reader?.cancel().catch(() => undefined)
  }
}
