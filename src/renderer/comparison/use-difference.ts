import { type RefObject, useEffect } from 'react'
import { blobUrl } from '#shared/image-url.ts'
import { startOwnWorker } from '../own-worker.ts'
import type { ShownImage } from '../picture-view/shown-image.ts'
import type { Size } from '../picture-view/zoom.ts'
import type { ComparisonStore, DifferenceState } from './comparison-store.ts'
import type { DifferenceReply, DifferenceRequest } from './difference-messages.ts'
import workerUrl from './difference-worker.ts?worker&url'

/** Measures two pictures in a worker and draws what it finds into `canvas`, anew whenever threshold or gain change. */
export function useDifference(
  canvas: RefObject<HTMLCanvasElement | null>,
  left: ShownImage,
  right: ShownImage,
  { width, height }: Size,
  store: ComparisonStore,
): void {
  useEffect(() => {
    const tell = (difference: DifferenceState): void => store.setState({ difference })
    const worker = startOwnWorker(workerUrl)
    const ask = (request: DifferenceRequest, transfer: Transferable[] = []): void =>
      worker.postMessage(request, transfer)

    // One painting at a time: while a slider is dragged only its newest place is painted.
    let isPainting = true
    let painted = lookOf(store)
    const paint = (): void => {
      isPainting = true
      painted = lookOf(store)
      ask({ kind: 'paint', ...painted })
    }
    const paintIfChanged = (): void => {
      const { threshold, gain } = lookOf(store)
      if (!isPainting && (threshold !== painted.threshold || gain !== painted.gain)) paint()
    }
    const stopFollowing = store.subscribe(paintIfChanged)
    worker.addEventListener('error', () => tell({ kind: 'failed' }))
    worker.addEventListener('message', ({ data }: MessageEvent<DifferenceReply>) => {
      switch (data.kind) {
        case 'failed':
          return tell({ kind: 'failed' })
        case 'measured':
          tell({ kind: 'measured', counts: data.counts })
          return paint()
        case 'painted':
          canvas.current?.getContext('bitmaprenderer', { alpha: false })?.transferFromImageBitmap(data.bitmap)
          isPainting = false
          return paintIfChanged()
      }
    })

    let isLeft = false
    Promise.all([readable(left), readable(right)]).then(
      (pictures) => {
        const bitmaps = pictures.filter((picture) => typeof picture !== 'string')
        if (isLeft) for (const bitmap of bitmaps) bitmap.close()
        else ask({ kind: 'measure', pictures, size: { width, height } }, bitmaps)
      },
      () => !isLeft && tell({ kind: 'failed' }),
    )
    return () => {
      isLeft = true
      stopFollowing()
      tell({ kind: 'measuring' })
      worker.terminate()
    }
  }, [canvas, left, right, width, height, store])
}

const lookOf = (store: ComparisonStore): { readonly threshold: number; readonly gain: number } => {
  const { threshold, gain } = store.getState()
  return { threshold, gain }
}

/** A worker has no decoder for SVG. */
async function readable(image: ShownImage): Promise<string | ImageBitmap> {
  if (image.format !== 'svg') return blobUrl(image)
  const element = document.createElement('img')
  element.src = blobUrl(image)
  await element.decode()
  return createImageBitmap(element, { resizeWidth: image.width, resizeHeight: image.height })
}
