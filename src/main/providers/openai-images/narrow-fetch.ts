import { maxErrorBytes } from './answer-limits.ts'

type Fetch = typeof globalThis.fetch

/**
 * Stands between the SDK and the network. Out go the headers named here and no others (`own`: the key, in the header
 * that its server wants it in): the SDK would add those of
 * `OPENAI_CUSTOM_HEADERS` (which may even replace the key) and describe this computer. In comes no more of a refusal
 * than can be shown: the SDK reads one whole, however large.
 */
export function narrowFetch(fetch: Fetch, own: Readonly<Record<string, string>>): Fetch {
  return async (input, init) => {
    const given = new Headers(init?.headers)
    const headers = new Headers({ accept: given.get('accept') ?? 'application/json', 'user-agent': 'Diptych' })
    const contentType = given.get('content-type')
    if (contentType !== null) headers.set('content-type', contentType)
    for (const [name, value] of Object.entries(own)) headers.set(name, value)

    const response = await fetch(input, { ...init, headers })
    if (response.ok) return response
    const { status, statusText } = response
    // 304 is the one refusal that may have no body at all.
    const start = status === 304 ? null : await readStart(response, maxErrorBytes)
    return new Response(start, { status, statusText, headers: response.headers })
  }
}

async function readStart(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const start = new Uint8Array(maxBytes)
  let length = 0
  // A body yields bytes; only its declaration leaves that open.
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader()
  try {
    while (reader !== undefined && length < maxBytes) {
      const { done, value } = await reader.read()
      if (done) break
      const fitting = value.subarray(0, maxBytes - length)
      start.set(fitting, length)
      length += fitting.length
    }
    await reader?.cancel()
  } catch {
    // The explanation broke off; the status says enough, and what came of the explanation is kept.
    return start.subarray(0, length)
  }
  return start.subarray(0, length)
}
