import { clsx } from 'clsx'
import { CircleDashed, ImageOff } from 'lucide-react'
import { useState } from 'react'
import { thumbnailUrl } from '#shared/image-url.ts'

interface PictureThumbnailProps {
  readonly sha256: string
  readonly hasPixels: boolean
  /** Of the frame it stands in; the picture in it is shown whole. */
  readonly className: string
}

/** A small picture beside words that tell what it is. Where there is none, a sign stands in its place. */
export function PictureThumbnail({ sha256, hasPixels, className }: PictureThumbnailProps) {
  const [brokenSha256, setBrokenSha256] = useState<string | null>(null)
  if (hasPixels && brokenSha256 !== sha256)
    return (
      <img
        src={thumbnailUrl({ sha256 })}
        alt=""
        draggable={false}
        onError={() => setBrokenSha256(sha256)}
        className={clsx(className, 'object-contain')}
      />
    )
  const Icon = hasPixels ? ImageOff : CircleDashed
  return (
    <span aria-hidden className={clsx(className, 'flex items-center justify-center')}>
      <Icon size={18} className="text-ink-soft" />
    </span>
  )
}
