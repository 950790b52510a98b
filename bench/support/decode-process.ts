import { loadImage } from '@napi-rs/canvas'
import { ImageReply, ImageRequest } from '#main/image-pool/messages.ts'

/**
 * Stands where the image pool has `image-worker.ts` and only decodes: the floor of every thumbnail, with the same
 * decoder and the same way of the bytes.
 */
process.on('message', (message) => {
  const { id, kind, ...given } = ImageRequest.parse(message)
  if (kind !== 'thumbnail' || !('bytes' in given)) throw new Error(kind)
  loadImage(given.bytes).then(
    ({ width }) =>
      process.send?.(ImageReply.parse({ kind, id, webp: new Uint8Array([width & 0xff]), dHash: '0'.repeat(16) })),
    (cause: unknown) => {
      throw cause
    },
  )
})
process.on('disconnect', () => process.exit(0))
