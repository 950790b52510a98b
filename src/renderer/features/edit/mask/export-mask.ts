import type { MarkupDocument } from '#shared/markup-document.ts'
import type { MaskRaster } from '#shared/masks/mask-raster.ts'
import { startOwnWorker } from '../../../own-worker.ts'
import { drawMarkup, loadNoteFont } from './draw-markup.ts'
import workerUrl from './mask-worker.ts?worker&url'
import type { MaskWorkerAnswer, MaskWorkerReply, MaskWorkerRequest } from './mask-worker-messages.ts'

/** A PNG of the picture's size from the raster alone, whatever is on screen. */
export const exportMask = async ({ coverage, size }: MaskRaster): Promise<Uint8Array<ArrayBuffer>> =>
  pngOf(await askWorker({ kind: 'export-mask', coverage, width: size.width, height: size.height }))

/** Drawn here, where the page's fonts are, so that notes are sent as they are seen; the browser packs it in the background. */
export async function exportMarkup(document: MarkupDocument): Promise<Uint8Array<ArrayBuffer>> {
  await loadNoteFont(document)
  const canvas = new OffscreenCanvas(document.width, document.height)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  drawMarkup(context, document)
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
}

/** The runs of what hangs together with a pixel of the picture and is alike enough. Takes the picture. */
export async function fillPicture(
  picture: ImageBitmap,
  place: { readonly x: number; readonly y: number },
  tolerance: number,
): Promise<readonly number[]> {
  const reply = await askWorker({ kind: 'flood-fill', picture, x: place.x, y: place.y, tolerance }, [picture])
  if (reply.kind !== 'runs') throw new Error(`runs were asked for, ${reply.kind} came`)
  return reply.runs
}

function pngOf(reply: MaskWorkerReply): Uint8Array<ArrayBuffer> {
  if (reply.kind !== 'png') throw new Error(`a PNG was asked for, ${reply.kind} came`)
  return reply.bytes
}

/** As long as nothing is asked of it, a worker is a few megabytes; starting one takes longer than packing a mask. */
const restMs = 60_000
let worker: Worker | null = null
let resting: ReturnType<typeof setTimeout> | undefined
const waiting = new Map<number, PromiseWithResolvers<MaskWorkerReply>>()
let lastId = 0

function askWorker(request: MaskWorkerRequest, transfer: Transferable[] = []): Promise<MaskWorkerReply> {
  clearTimeout(resting)
  worker ??= startWorker()
  lastId += 1
  const answer = Promise.withResolvers<MaskWorkerReply>()
  waiting.set(lastId, answer)
  worker.postMessage({ id: lastId, request }, transfer)
  return answer.promise
}

function startWorker(): Worker {
  const started = startOwnWorker(workerUrl)
  started.addEventListener('message', ({ data: { id, reply } }: MessageEvent<MaskWorkerAnswer>) => {
    const answer = waiting.get(id)
    waiting.delete(id)
    if (reply.kind === 'failed') answer?.reject(new Error(reply.detail))
    else answer?.resolve(reply)
    if (waiting.size === 0) resting = setTimeout(end, restMs)
  })
  started.addEventListener('error', ({ message }) => {
    for (const answer of waiting.values()) answer.reject(new Error(message))
    waiting.clear()
    end()
  })
  return started
}

function end(): void {
  worker?.terminate()
  worker = null
}
