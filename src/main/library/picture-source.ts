import { readFile } from 'node:fs/promises'
import { ImageFormat } from '#shared/image.ts'
import { ok } from '#shared/result.ts'
import type { ImagePool } from '../image-pool/image-pool.ts'
import type { PictureSource } from './asset-protocol.ts'
import type { WhenOpen } from './when-open.ts'

/** Originals from the blob store; thumbnails from their store, made on first request and kept. */
export function createPictureSource(options: {
  readonly whenOpen: WhenOpen
  readonly pool: Pick<ImagePool, 'thumbnail'>
}): Pick<PictureSource, 'blob' | 'thumbnail'> & {
  /** Anew, also where there is one; kept, with what it looks like. */
  readonly makeThumbnail: (sha256: string) => Promise<Uint8Array | null>
} {
  const { whenOpen, pool } = options
  const beingMade = new Map<string, Promise<Uint8Array | null>>()

  const blob = async (sha256: string, format: string): Promise<Uint8Array | null> => {
    const known = ImageFormat.safeParse(format)
    if (!known.success) return null
    const path = await whenOpen(async (library) => ok(await library.blobPath({ sha256, format: known.data })))
    return path.ok ? readIfThere(path.value) : null
  }

  const makeThumbnail = async (sha256: string): Promise<Uint8Array | null> => {
    const original = await whenOpen(async (library) => ok(await library.originalPath({ sha256 })))
    const bytes = original.ok && original.value !== null ? await readIfThere(original.value) : null
    if (bytes === null) return null
    const made = await pool.thumbnail(bytes)
    if (!made.ok) return null
    const { webp, dHash } = made.value
    await whenOpen(async (library) => ok(await library.writeThumbnail({ sha256, webp: webp.slice(), dHash })))
    return webp
  }
  /** Once, however many ask. */
  const makeOnce = (sha256: string): Promise<Uint8Array | null> => {
    const pending = beingMade.get(sha256) ?? makeThumbnail(sha256).finally(() => beingMade.delete(sha256))
    beingMade.set(sha256, pending)
    return pending
  }

  return {
    blob,
    thumbnail: async (sha256) => {
      const kept = await whenOpen(async (library) => ok(await library.readThumbnail({ sha256 })))
      return kept.ok && kept.value !== null ? kept.value : makeOnce(sha256)
    },
    makeThumbnail: makeOnce,
  }
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw cause
  }
}
