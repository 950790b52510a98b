import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { DrawingKind } from '#shared/edit.ts'
import { blobUrl } from '#shared/image-url.ts'
import { PictureLayers } from '../../../picture-view/picture-layers.tsx'
import { usePixelRatio, useRoom } from '../../../picture-view/use-stage-size.ts'
import type { Point } from '../../../picture-view/zoom.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Spinner } from '../../../ui/spinner.tsx'
import { showToast } from '../../../ui/toast.tsx'
import type { DrawingSession } from './drawing-session.ts'
import { mountEditorCanvas } from './editor-canvas.ts'
import { fillPicture } from './export-mask.ts'
import type { LookStore } from './look-store.ts'
import { useMaskEditorStore } from './mask-editor-store.ts'
import { NoteField } from './note-field.tsx'
import { useEditorKeys } from './use-editor-keys.ts'

interface MaskStageProps {
  readonly region: RefObject<HTMLElement | null>
  readonly session: DrawingSession
  readonly look: LookStore
  readonly kind: DrawingKind
  readonly isDisabled: boolean
}

/** The picture, what is drawn on it, and the hand and keys that draw. Another kind is another stage. */
export function MaskStage({ region, session, look, kind, isDisabled }: MaskStageProps) {
  const { t } = useTranslation('mask')
  const { t: tViewer } = useTranslation('viewer')
  const { image } = session
  const stage = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const overlay = useRef<HTMLCanvasElement>(null)
  const ring = useRef<HTMLDivElement>(null)
  const crosshair = useRef<HTMLDivElement>(null)
  const mounted = useRef<ReturnType<typeof mountEditorCanvas> | null>(null)
  const room = useRoom(stage)
  const pixelRatio = usePixelRatio()
  const [isBroken, setBroken] = useState(false)
  const isFilling = useStore(look, (state) => state.isFilling)

  useLayoutEffect(() => {
    look.setState({
      isDisabled,
      stage: room === null ? null : { image: { width: image.width, height: image.height }, viewport: room, pixelRatio },
    })
  }, [look, room, pixelRatio, image, isDisabled])

  const fill = useCallback(
    (at: Point) => {
      if (look.getState().isFilling) return
      look.setState({ isFilling: true })
      const { mode, tolerance } = useMaskEditorStore.getState()
      floodAt(session, at, tolerance)
        .then(
          (runs) => session.draw({ kind: 'region', mode, runs }),
          (problem: unknown) => showToast({ title: t('fillFailed'), description: String(problem), tone: 'danger' }),
        )
        .finally(() => look.setState({ isFilling: false }))
    },
    [session, look, t],
  )

  useLayoutEffect(() => {
    const elements = {
      host: host.current,
      box: box.current,
      overlay: overlay.current,
      ring: ring.current,
      crosshair: crosshair.current,
    }
    if (
      elements.host === null ||
      elements.box === null ||
      elements.overlay === null ||
      elements.ring === null ||
      elements.crosshair === null
    )
      return
    const { host: input, box: frame, overlay: canvas, ring: circle, crosshair: cross } = elements
    const canvases = mountEditorCanvas(
      { host: input, box: frame, overlay: canvas, ring: circle, crosshair: cross },
      { kind, session, look, fill },
    )
    mounted.current = canvases
    return () => {
      mounted.current = null
      canvases.dispose()
    }
  }, [kind, session, look, fill])

  useEditorKeys({
    region,
    host,
    kind,
    session,
    look,
    isDisabled,
    pen: () => mounted.current?.pen ?? null,
    isHandOver: () => mounted.current?.isHandOver() ?? false,
  })

  return (
    <div
      ref={stage}
      className="relative min-h-0 min-w-0 flex-1 touch-none overflow-hidden bg-[light-dark(#d4d4d4,#262626)] forced-color-adjust-none"
    >
      <div ref={box} data-picture className="absolute top-0 left-0 bg-checker">
        {image.pixelsDroppedAtMs === null && (
          <PictureLayers key={image.sha256} image={image} alt="" onBroken={() => setBroken(true)} />
        )}
      </div>
      <canvas ref={overlay} aria-hidden className="pointer-events-none absolute inset-0 size-full" />
      <div
        ref={host}
        role="application"
        aria-label={t('editor')}
        aria-description={t('canvasHelp')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard draws on it too
        tabIndex={0}
        className="absolute inset-0 focus-visible:-outline-offset-2"
      />
      <div
        ref={ring}
        hidden
        aria-hidden
        className="pointer-events-none absolute top-0 left-0 rounded-full border border-white outline outline-black/70"
      />
      <div ref={crosshair} hidden aria-hidden className="pointer-events-none absolute top-0 left-0">
        <div className="absolute -top-px -left-4 h-0.5 w-8 bg-white outline outline-black/70" />
        <div className="absolute -top-4 -left-px h-8 w-0.5 bg-white outline outline-black/70" />
      </div>
      {kind === 'markup' && <NoteField session={session} look={look} onClose={() => host.current?.focus()} />}
      {isFilling && (
        <div className="pointer-events-none absolute inset-x-0 top-4 flex justify-center">
          <span className="rounded-md bg-raised px-3 py-1.5">
            <Spinner label={t('filling')} />
          </span>
        </div>
      )}
      {(isBroken || image.pixelsDroppedAtMs !== null) && (
        <div className="absolute inset-0 flex items-center justify-center p-6">
          <Notice
            tone={isBroken ? 'danger' : 'info'}
            title={tViewer(isBroken ? 'originalFailedTitle' : 'pixelsDroppedTitle')}
            className="max-w-md"
          >
            {tViewer(isBroken ? 'originalFailedBody' : 'pixelsDroppedBody')}
          </Notice>
        </div>
      )}
    </div>
  )
}

async function floodAt({ image }: DrawingSession, at: Point, tolerance: number): Promise<readonly number[]> {
  // An element, because a worker has no decoder for SVG.
  const element = document.createElement('img')
  element.src = blobUrl(image)
  await element.decode()
  const picture = await createImageBitmap(element, { resizeWidth: image.width, resizeHeight: image.height })
  return fillPicture(picture, at, tolerance)
}
