import { ok } from '#shared/result.ts'
import type { ImagePool } from '../image-pool/image-pool.ts'
import type { PictureSource } from '../library/asset-protocol.ts'
import type { WhenOpen } from '../library/when-open.ts'
import { measurePair } from './measure-pair.ts'

/** Kept masks, and heat maps of reports: one that came back without its heat map is measured again. */
export const createDrawnPictures = (options: {
  readonly whenOpen: WhenOpen
  readonly pool: Pick<ImagePool, 'measure'>
  readonly nowMs: () => number
}): Pick<PictureSource, 'mask' | 'heatMap'> => {
  const { whenOpen, pool, nowMs } = options
  return {
    mask: async (id) => {
      const png = await whenOpen(async (library) => ok(await library.maskPng({ id })))
      return png.ok ? png.value : null
    },
    heatMap: async (id) => {
      const png = await whenOpen(async (library) => {
        const kept = await library.heatMapPng({ id })
        const report = kept === null ? await library.findReportById({ id }) : null
        if (report === null) return ok(kept)
        const measured = await measurePair(library, pool, report, nowMs())
        return ok(measured.ok ? await library.heatMapPng({ id }) : null)
      })
      return png.ok ? png.value : null
    },
  }
}
