import { clsx } from 'clsx'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { backdropLooks, readBackdrop } from '../picture-view/backdrop.ts'
import { PictureLayers } from '../picture-view/picture-layers.tsx'
import type { ShownImage } from '../picture-view/shown-image.ts'
import { canPan, type Size } from '../picture-view/zoom.ts'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { isStacked } from './comparison-mode.ts'
import { type ComparisonStore, isSideHidden, paneLook, type Side } from './comparison-store.ts'
import type { Lens } from './lens.ts'
import { useMovedBox } from './use-moved-box.ts'
import { usePanZoom } from './use-pan-zoom.ts'

/** One of the two, as its host calls it. In a blind vote neither text may tell what it is. */
export interface ComparedPicture {
  /** `null` while it is being opened. */
  readonly image: ShownImage | null
  /** Short, on screen: "Left", "Before". */
  readonly name: string
  /** For those who do not see it. */
  readonly caption: string
}

/**
 * Never nothing: what shines through a picture would else be the other one, and a layer that may let something through
 * costs the compositor every other frame where there is no graphics card.
 */
function behind(): string {
  const { picture, stage } = backdropLooks[readBackdrop()]
  return picture === '' ? stage : picture
}

interface PicturePaneProps {
  readonly ref: RefObject<HTMLElement | null>
  readonly side: Side
  readonly picture: ComparedPicture
  /** In image pixels: its own, or those of the one it is drawn as large as. */
  readonly drawnSize: Size | null
  readonly lens: Lens | null
  readonly store: ComparisonStore
}

/** A picture's half of the room, or, where the two lie on each other, its layer. */
export function PicturePane({
  ref,
  side,
  picture: { image, name, caption },
  drawnSize,
  lens,
  store,
}: PicturePaneProps) {
  const { t } = useTranslation('viewer')
  const box = useRef<HTMLDivElement>(null)
  const [brokenSha256, setBrokenSha256] = useState<string | null>(null)
  const hand = usePanZoom(ref, lens, store)
  useMovedBox(box, drawnSize, lens, store)
  useLayoutEffect(() => {
    const look = (): void => {
      if (ref.current !== null) Object.assign(ref.current.style, paneLook(store.getState(), side))
    }
    look()
    return store.subscribe(look)
  }, [ref, store, side])

  const isLayer = useStore(store, ({ mode }) => isStacked(mode))
  const isHidden = useStore(store, (state) => isSideHidden(state, side))
  const isMovable = useStore(store, (state) => lens !== null && canPan(lens.read(state), lens.stage))
  const isLoose = useStore(store, ({ mode, rightView }) => mode === 'side-by-side' && rightView !== null)
  const isActive = useStore(store, ({ activeSide }) => activeSide === side)
  const activate = (): void => store.setState({ activeSide: side })

  return (
    <section
      ref={ref}
      aria-label={name}
      aria-hidden={isHidden || undefined}
      data-side={side}
      // Where each moves by itself, keys must be able to choose one.
      tabIndex={isLoose ? 0 : undefined}
      onFocus={activate}
      {...hand}
      onPointerDown={(event) => {
        activate()
        hand.onPointerDown(event)
      }}
      className={clsx(
        'touch-none overflow-hidden',
        isLayer ? 'absolute inset-0' : 'relative min-w-0',
        isMovable && 'cursor-grab active:cursor-grabbing',
      )}
    >
      {image === null ? (
        <div className="flex h-full items-center justify-center">
          <Spinner label={t('opening')} />
        </div>
      ) : image.pixelsDroppedAtMs !== null ? (
        <Missing tone="info" title={t('pixelsDroppedTitle')} body={t('pixelsDroppedBody')} />
      ) : brokenSha256 === image.sha256 ? (
        <Missing tone="danger" title={t('originalFailedTitle')} body={t('originalFailedBody')} />
      ) : (
        lens !== null && (
          <div ref={box} className={clsx('absolute top-1/2 left-1/2 will-change-transform', behind())}>
            <PictureLayers
              key={image.sha256}
              image={image}
              alt={caption}
              onBroken={() => setBrokenSha256(image.sha256)}
            />
          </div>
        )
      )}
      {isLoose && isActive && (
        <div aria-hidden className="pointer-events-none absolute inset-0 border-2 border-accent-text" />
      )}
    </section>
  )
}

function Missing({
  body,
  ...said
}: {
  readonly tone: 'info' | 'danger'
  readonly title: string
  readonly body: string
}) {
  return (
    <div className="flex h-full items-center justify-center p-6">
      <Notice {...said} className="max-w-md">
        {body}
      </Notice>
    </div>
  )
}
