import { clsx } from 'clsx'
import {
  type Dispatch,
  type PointerEvent,
  type RefObject,
  type SetStateAction,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Image } from '#shared/image.ts'
import { type Backdrop, backdropLooks } from '../../picture-view/backdrop.ts'
import { pictureBox } from '../../picture-view/picture-box.ts'
import { PictureLayers } from '../../picture-view/picture-layers.tsx'
import {
  actualScale,
  canPan,
  fitView,
  type Point,
  panBy,
  placeOnStage,
  type Stage as StageSize,
  type View,
  wheelFactor,
  zoomBy,
  zoomTo,
} from '../../picture-view/zoom.ts'
import { Notice } from '../../ui/notice.tsx'

interface StageProps {
  readonly ref: RefObject<HTMLDivElement | null>
  readonly image: Image
  readonly caption: string
  /** `null` until the room is known. */
  readonly size: StageSize | null
  readonly view: View
  readonly onView: Dispatch<SetStateAction<View>>
  readonly backdrop: Backdrop
}

/** The picture, to be moved by hand: drag pans, the wheel and a pinch zoom to the pointer, a double click is 100 %. */
export function Stage({ ref, image, caption, size, view, onView, backdrop }: StageProps) {
  const { t } = useTranslation('viewer')
  const [brokenId, setBrokenId] = useState<number | null>(null)
  const dragFrom = useRef<Point | null>(null)
  const [isDragging, setDragging] = useState(false)
  const isMovable = size !== null && canPan(view, size)

  const zoomByWheel = useEffectEvent((event: WheelEvent) => {
    if (size === null) return
    event.preventDefault()
    onView((before) => zoomBy(before, size, wheelFactor(event), fromCentre(ref.current, event)))
  })
  useEffect(() => {
    // Not by React's onWheel, which cannot prevent the page from being zoomed by a pinch.
    const listen = (event: WheelEvent): void => zoomByWheel(event)
    const stage = ref.current
    stage?.addEventListener('wheel', listen, { passive: false })
    return () => stage?.removeEventListener('wheel', listen)
  }, [ref])

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0 || !isMovable) return
    event.currentTarget.setPointerCapture(event.pointerId)
    dragFrom.current = { x: event.clientX, y: event.clientY }
    setDragging(true)
  }
  const onPointerMove = (event: PointerEvent): void => {
    const from = dragFrom.current
    if (from === null || size === null) return
    const by = { x: event.clientX - from.x, y: event.clientY - from.y }
    dragFrom.current = { x: event.clientX, y: event.clientY }
    onView((before) => panBy(before, size, by))
  }
  const endDrag = (): void => {
    dragFrom.current = null
    setDragging(false)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard's ways are in viewer-key.ts and the bars
    <div
      ref={ref}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={endDrag}
      onPointerCancel={endDrag}
      onDoubleClick={(event) =>
        size !== null &&
        onView((before) =>
          before.kind === 'fit' ? zoomTo(before, size, actualScale(size), fromCentre(ref.current, event)) : fitView,
        )
      }
      className={clsx(
        // The background is chosen to judge the picture by, in forced colours too.
        'relative min-h-0 flex-1 touch-none overflow-hidden forced-color-adjust-none',
        backdropLooks[backdrop].stage,
        isMovable && (isDragging ? 'cursor-grabbing' : 'cursor-grab'),
      )}
    >
      {image.pixelsDroppedAtMs !== null ? (
        <div className="flex h-full items-center justify-center p-6">
          <Notice tone="info" title={t('pixelsDroppedTitle')} className="max-w-md">
            {t('pixelsDroppedBody')}
          </Notice>
        </div>
      ) : brokenId === image.id ? (
        <div className="flex h-full items-center justify-center p-6">
          <Notice tone="danger" title={t('originalFailedTitle')} className="max-w-md">
            {t('originalFailedBody')}
          </Notice>
        </div>
      ) : (
        size !== null && (
          <div
            className={clsx('absolute top-1/2 left-1/2', backdropLooks[backdrop].picture)}
            style={pictureBox(image, placeOnStage(view, size), size.pixelRatio)}
          >
            <PictureLayers key={image.sha256} image={image} alt={caption} onBroken={() => setBrokenId(image.id)} />
          </div>
        )
      )}
    </div>
  )
}

function fromCentre(stage: HTMLElement | null, at: { readonly clientX: number; readonly clientY: number }): Point {
  const box = stage?.getBoundingClientRect()
  if (box === undefined) return { x: 0, y: 0 }
  return { x: at.clientX - box.left - box.width / 2, y: at.clientY - box.top - box.height / 2 }
}
