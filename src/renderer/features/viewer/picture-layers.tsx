import { clsx } from 'clsx'
import { useState } from 'react'
import type { Image } from '#shared/image.ts'
import { blobUrl, thumbnailUrl } from '#shared/image-url.ts'
import type { Placement } from './zoom.ts'

interface PictureLayersProps {
  readonly image: Image
  readonly alt: string
  readonly placement: Placement
  readonly pixelRatio: number
  readonly pictureClass: string
  readonly onBroken: () => void
}

/** The thumbnail stands in, stretched, from the first frame on; the original takes its place once it is decoded. */
export function PictureLayers({ image, alt, placement, pixelRatio, pictureClass, onBroken }: PictureLayersProps) {
  const [isDecoded, setDecoded] = useState(false)
  const snap = (value: number): number => Math.round(value * pixelRatio) / pixelRatio
  const width = image.width * placement.scale
  const height = image.height * placement.scale
  // The edges lie on whole device pixels: at 100 % each image pixel is exactly one of them.
  const left = snap(placement.x - width / 2)
  const top = snap(placement.y - height / 2)
  const layer = clsx(
    'absolute inset-0 size-full max-w-none',
    placement.scale * pixelRatio >= 3 && '[image-rendering:pixelated]',
  )
  return (
    <div
      className={clsx('absolute top-1/2 left-1/2', pictureClass)}
      style={{ width, height, transform: `translate(${left}px, ${top}px)` }}
    >
      {!isDecoded && <img src={thumbnailUrl(image)} alt="" draggable={false} className={layer} />}
      <img
        src={blobUrl(image)}
        alt={alt}
        decoding="async"
        draggable={false}
        onLoad={(event) => {
          const { currentTarget } = event
          void currentTarget.decode().then(() => setDecoded(true), onBroken)
        }}
        onError={onBroken}
        className={clsx(layer, !isDecoded && 'opacity-0')}
      />
    </div>
  )
}
