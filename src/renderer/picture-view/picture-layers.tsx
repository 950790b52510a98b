import { clsx } from 'clsx'
import { useState } from 'react'
import { blobUrl, thumbnailUrl } from '#shared/image-url.ts'
import type { ShownImage } from './shown-image.ts'

interface PictureLayersProps {
  readonly image: ShownImage
  readonly alt: string
  readonly onBroken: () => void
}

const layer = 'absolute inset-0 size-full max-w-none'

/** The thumbnail stands in, stretched, from the first frame on; the original takes its place once it is decoded. */
export function PictureLayers({ image, alt, onBroken }: PictureLayersProps) {
  const [isDecoded, setDecoded] = useState(false)
  return (
    <>
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
    </>
  )
}
