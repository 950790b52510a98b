import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { blobUrl } from '#shared/image-url.ts'
import { prefetchImage } from '../../data/images.ts'

/** Fetches the pictures before and after, so that going there is immediate. */
export function useNeighbours(previousId: number | undefined, nextId: number | undefined): void {
  const client = useQueryClient()
  // Held on to, because the browser may forget a picture that nothing refers to.
  const held = useRef<readonly HTMLImageElement[]>([])
  useEffect(() => {
    let isCurrent = true
    const ids = [nextId, previousId].filter((id) => id !== undefined)
    void Promise.all(ids.map((id) => prefetchImage(client, id))).then((records) => {
      if (!isCurrent) return
      held.current = records
        .filter((record) => record !== undefined)
        .filter(({ image }) => image.pixelsDroppedAtMs === null)
        .map(({ image }) => Object.assign(new Image(), { decoding: 'async', src: blobUrl(image) }))
    })
    return () => {
      isCurrent = false
    }
  }, [client, previousId, nextId])
}
