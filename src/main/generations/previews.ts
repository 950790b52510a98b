export interface Preview {
  readonly bytes: Uint8Array
  readonly contentType: string
}

/** Pictures still being made: in memory only, the newest for each place, gone soon after their generation settled. */
export interface Previews {
  /** Returns the address under which the page finds it. */
  readonly put: (generationId: number, position: number, index: number, bytes: Uint8Array) => string
  /** By the address of an older one of the same place too: it may be asked for just as the newer one arrives. */
  readonly get: (key: string) => Preview | null
  readonly drop: (generationId: number) => void
}

/** Dropped generations whose previews are still served: the page asks for one until it has heard of the end. */
const lingering = 4

export function createPreviews(): Previews {
  const byPlaceById = new Map<number, Map<number, Preview>>()
  let dropped: readonly number[] = []
  return {
    put: (generationId, position, index, bytes) => {
      const byPlace = byPlaceById.get(generationId) ?? new Map<number, Preview>()
      byPlaceById.set(generationId, byPlace.set(position, { bytes, contentType: contentTypeOf(bytes) }))
      return `/preview/${generationId}-${position}-${index}`
    },
    get: (key) => {
      const [generationId = Number.NaN, position = Number.NaN] = key.split('-').map(Number)
      return byPlaceById.get(generationId)?.get(position) ?? null
    },
    drop: (generationId) => {
      if (!byPlaceById.has(generationId)) return
      dropped = [...dropped, generationId]
      for (const id of dropped.slice(0, -lingering)) byPlaceById.delete(id)
      dropped = dropped.slice(-lingering)
    },
  }
}

/** By magic bytes; what is none of these is served as PNG and simply does not show. */
function contentTypeOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg'
  if (bytes[0] === 0x52 && bytes[8] === 0x57) return 'image/webp'
  return 'image/png'
}
