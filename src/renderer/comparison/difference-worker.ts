import type { Size } from '../picture-view/zoom.ts'
import type { DifferenceReply, DifferenceRequest } from './difference-messages.ts'
import { type Difference, measureDifference, paintDifference } from './measure-difference.ts'

/** Measures the pixels of two pictures apart from the page: 1.5 million of them take longer than a frame. */
let measured: { readonly difference: Difference; readonly canvas: OffscreenCanvas; readonly size: Size } | null = null

const reply = (message: DifferenceReply, transfer: Transferable[] = []): void => self.postMessage(message, { transfer })

self.addEventListener('message', ({ data }: MessageEvent<DifferenceRequest>) => {
  if (data.kind === 'paint') paint(data)
  else
    measure(data).catch((cause: unknown) =>
      reply({ kind: 'failed', detail: cause instanceof Error ? cause.message : String(cause) }),
    )
})

async function measure({ pictures, size }: Extract<DifferenceRequest, { kind: 'measure' }>): Promise<void> {
  const [left, right] = await Promise.all(pictures.map((picture) => readPixels(picture, size)))
  if (left === undefined || right === undefined) throw new RangeError('two pictures are needed')
  const difference = measureDifference(left, right)
  measured = { difference, canvas: new OffscreenCanvas(size.width, size.height), size }
  reply({ kind: 'measured', counts: difference.counts })
}

async function readPixels(picture: string | ImageBitmap, size: Size): Promise<Uint8ClampedArray> {
  const bitmap = typeof picture === 'string' ? await load(picture) : picture
  const context = new OffscreenCanvas(size.width, size.height).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no canvas')
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, size.width, size.height)
  bitmap.close()
  return context.getImageData(0, 0, size.width, size.height).data
}

async function load(address: string): Promise<ImageBitmap> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return createImageBitmap(await answer.blob())
}

function paint(look: { readonly threshold: number; readonly gain: number }): void {
  const context = measured?.canvas.getContext('2d')
  if (measured === null || context === null || context === undefined) return
  const pixels = context.createImageData(measured.size.width, measured.size.height)
  paintDifference(measured.difference.deltas, look, pixels.data)
  context.putImageData(pixels, 0, 0)
  const bitmap = measured.canvas.transferToImageBitmap()
  reply({ kind: 'painted', bitmap }, [bitmap])
}
