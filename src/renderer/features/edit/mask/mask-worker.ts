import { floodFill } from '#shared/masks/flood-fill.ts'
import { coveredFrom } from '#shared/masks/runs.ts'
import type {
  MaskWorkerAnswer,
  MaskWorkerQuestion,
  MaskWorkerReply,
  MaskWorkerRequest,
} from './mask-worker-messages.ts'

/** What takes longer than a frame for large pictures: packing a PNG, and looking at every pixel. */
self.addEventListener('message', ({ data: { id, request } }: MessageEvent<MaskWorkerQuestion>) => {
  const send = (reply: MaskWorkerReply): void =>
    self.postMessage({ id, reply } satisfies MaskWorkerAnswer, {
      transfer: reply.kind === 'png' ? [reply.bytes.buffer] : [],
    })
  answer(request).then(send, (cause: unknown) =>
    send({ kind: 'failed', detail: cause instanceof Error ? cause.message : String(cause) }),
  )
})

async function answer(request: MaskWorkerRequest): Promise<MaskWorkerReply> {
  switch (request.kind) {
    case 'export-mask':
      return { kind: 'png', bytes: await maskPng(request) }
    case 'flood-fill': {
      const { context } = canvasOf(request.picture)
      context.drawImage(request.picture, 0, 0)
      const { width, height } = request.picture
      request.picture.close()
      const { data } = context.getImageData(0, 0, width, height)
      return { kind: 'runs', runs: floodFill(data, { width, height }, request, request.tolerance) }
    }
  }
}

/** Alpha 0 where the picture is to be changed, 255 elsewhere, and black all over: nothing that packs worse. */
async function maskPng({
  coverage,
  width,
  height,
}: Extract<MaskWorkerRequest, { readonly kind: 'export-mask' }>): Promise<Uint8Array<ArrayBuffer>> {
  const { context, toPng } = canvasOf({ width, height })
  const pixels = context.createImageData(width, height)
  for (let at = 0; at < coverage.length; at += 1) pixels.data[at * 4 + 3] = (coverage[at] ?? 0) >= coveredFrom ? 0 : 255
  context.putImageData(pixels, 0, 0)
  return toPng()
}

function canvasOf({ width, height }: { readonly width: number; readonly height: number }) {
  const canvas = new OffscreenCanvas(width, height)
  // Read back at once: drawn where it is read.
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no canvas')
  return {
    context,
    toPng: async () => new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer()),
  }
}
