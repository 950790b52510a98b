export interface Preview {
  readonly bytes: Uint8Array
  readonly contentType: string
}

/** Pictures still being made: in memory only, the newest for each place, gone when their generation settles. */
export interface Previews {
  /** Returns the address under which the page finds it. */
  readonly put: (generationId: number, position: number, index: number, bytes: Uint8Array) => string
  readonly get: (key: string) => Preview | null
  readonly drop: (generationId: number) => void
}

export function createPreviews(): Previews {
  const byKey = new Map<string, Preview>()
  const dropWithPrefix = (prefix: string): void => {
    for (const key of byKey.keys()) if (key.startsWith(prefix)) byKey.delete(key)
  }
  return {
    put: (generationId, position, index, bytes) => {
      dropWithPrefix(`${generationId}-${position}-`)
      const key = `${generationId}-${position}-${index}`
      byKey.set(key, { bytes, contentType: contentTypeOf(bytes) })
      return `/preview/${key}`
    },
    get: (key) => byKey.get(key) ?? null,
    drop: (generationId) => dropWithPrefix(`${generationId}-`),
  }
}

/** By magic bytes; what is none of these is served as PNG and simply does not show. */
function contentTypeOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg'
  if (bytes[0] === 0x52 && bytes[8] === 0x57) return 'image/webp'
  return 'image/png'
}
