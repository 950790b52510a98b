import { type ImageReply, ImageRequest } from './messages.ts'

/**
 * One image process: takes a job, answers it, takes the next. Its only argument is the font file for the words under
 * a sketch. Runs under Electron's `utilityProcess` and under Node's `child_process`. The decoder is loaded with the
 * first job of its kind, so that starting costs little.
 */
const fontPath = process.argv[2] ?? null

async function answer(message: unknown): Promise<ImageReply> {
  const request = ImageRequest.parse(message)
  const { kind, id } = request
  switch (kind) {
    case 'thumbnail': {
      const { makeThumbnail } = await import('./make-thumbnail.ts')
      const made = await makeThumbnail(request.bytes)
      return made.ok ? { kind, id, ...made.value } : { kind: 'failure', id, failure: made.failure }
    }
    case 'drag-icon': {
      const { makeDragIcon } = await import('./make-drag-icon.ts')
      return { kind, id, bgra: await makeDragIcon(request.bytes) }
    }
    case 'redraw': {
      const { redraw } = await import('./redraw.ts')
      const redrawn = await redraw(request.bytes, request.as, request.longestSide)
      return redrawn.ok ? { kind, id, png: redrawn.value } : { kind: 'failure', id, failure: redrawn.failure }
    }
    case 'grid': {
      const { drawGrid } = await import('./draw-grid.ts')
      return { kind, id, png: await drawGrid(request.job, fontPath) }
    }
    case 'composite': {
      const { composite } = await import('./composite.ts')
      const made = await composite(request)
      return made.ok ? { kind, id, png: made.value } : { kind: 'failure', id, failure: made.failure }
    }
    case 'measure': {
      const { measureChange } = await import('./measure-change.ts')
      const measured = await measureChange(request.before, request.after, request.mask)
      return measured.ok ? { kind, id, ...measured.value } : { kind: 'failure', id, failure: measured.failure }
    }
    case 'edge-share': {
      const { edgeShare } = await import('./edge-share.ts')
      const measured = await edgeShare(request.bytes)
      return measured.ok ? { kind, id, share: measured.value } : { kind: 'failure', id, failure: measured.failure }
    }
    case 'sketch': {
      const { drawSketch } = await import('../providers/sketch/draw-sketch.ts')
      const drawn = await drawSketch(request.job, fontPath)
      return drawn.ok ? { kind, id, ...drawn.value } : { kind: 'failure', id, failure: drawn.failure }
    }
  }
}

/** A defect ends the process: the pool answers for the job and starts a fresh one. */
function crash(cause: unknown): never {
  process.stderr.write(`${cause instanceof Error ? cause.stack : String(cause)}\n`)
  process.exit(1)
}

// Typed as always there, though only Electron's utility processes have it.
const parentPort: Electron.ParentPort | undefined = process.parentPort

if (parentPort !== undefined) {
  parentPort.on('message', ({ data }: { data: unknown }) => {
    answer(data).then((reply) => parentPort.postMessage(reply), crash)
  })
} else {
  process.on('message', (message) => {
    answer(message).then((reply) => process.send?.(reply), crash)
  })
  process.on('disconnect', () => process.exit(0))
}
