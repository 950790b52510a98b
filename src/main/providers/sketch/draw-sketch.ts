import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas'
import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import { drawCaptionChip } from './caption.ts'
import { drawAfter, drawInside } from './draw-edit.ts'
import { drawScene, drawSubjects, type Frame, type Motif } from './draw-scene.ts'
import { encodePng } from './encode-png.ts'
import { addGrain, inRound, layPaper, withinPaper } from './paper.ts'
import { type Inputs, readInputs } from './read-inputs.ts'
import { readScene } from './read-scene.ts'
import type { SketchJob, SketchPicture } from './sketch-job.ts'

/** Longest sides in pixels of what previews still show, by their number. */
const previewDetail: Readonly<Record<number, readonly number[]>> = {
  1: [44],
  2: [28, 80],
  3: [20, 52, 130],
}
const longestPreviewSide = 512
/** Of a picture that keeps the size of another. A mask keeps it however large it is. */
const longestSide = 2048

/**
 * Draws one picture and its previews. `fontPath` is the font of the words below it; `null` = whatever there is. PNG
 * keeps what lies outside a mask exactly; JPEG and WebP are not exact by nature.
 */
export async function drawSketch(job: SketchJob, fontPath: string | null): Promise<Result<SketchPicture, Failure>> {
  loadFont(fontPath)
  const inputs = await readInputs(job)
  if (!inputs.ok) return inputs
  const canvas = paint(job, inputs.value)
  const details = previewDetail[job.partialImages] ?? []
  return ok({
    bytes: await encode(canvas, job),
    width: canvas.width,
    height: canvas.height,
    partials: await Promise.all(details.map((detail) => drawPreview(canvas, detail))),
  })
}

function paint(job: SketchJob, { base, guides, mask, markup }: Inputs): Canvas {
  const { prompt, index, seed, isTransparent, isWordless } = job
  const motif: Motif = { prompt, caption: isWordless ? '' : prompt, scene: readScene(prompt), index, seed, guides }
  if (base === null) return paintNew(motif, job)
  if (job.changesNothing) return base
  if (mask !== null) return drawInside(base, mask, motif, isTransparent)
  return drawAfter(base, markup, motif, { ...(job.keepsSize ? fitted(base) : job), isTransparent })
}

function paintNew(motif: Motif, { width, height, isTransparent }: SketchJob): Canvas {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const frame = { width, height }
  if (isTransparent) {
    if (motif.scene.subjects.length > 0) drawSubjects(context, frame, motif)
    else inRound(context, frame, () => drawScene(context, frame, motif))
    addGrain(context)
    drawCaptionChip(context, frame, motif.caption)
  } else {
    withinPaper(context, frame, (inner) => drawScene(context, inner, motif))
    layPaper(context, frame, motif.caption)
  }
  return canvas
}

function fitted({ width, height }: Frame): Frame {
  const scale = Math.min(1, longestSide / Math.max(width, height))
  return { width: Math.max(16, Math.round(width * scale)), height: Math.max(16, Math.round(height * scale)) }
}

async function encode(canvas: Canvas, { outputFormat, compression }: SketchJob): Promise<Uint8Array> {
  if (outputFormat !== 'png') return canvas.encode(outputFormat, compression)
  const { width, height } = canvas
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  return encodePng(data, width, height, hasAlpha(data))
}

function hasAlpha(rgba: Uint8ClampedArray): boolean {
  for (let offset = 3; offset < rgba.length; offset += 4) if (rgba[offset] !== 255) return true
  return false
}

/** The picture as if it were still emerging: shrunk until little is left, and blown up again. */
function drawPreview(picture: Canvas, detail: number): Promise<Uint8Array> {
  const longest = Math.max(picture.width, picture.height)
  const sized = (side: number): Canvas =>
    createCanvas(
      Math.max(1, Math.round((picture.width * side) / longest)),
      Math.max(1, Math.round((picture.height * side) / longest)),
    )
  const small = sized(detail)
  copy(picture, small, 0)
  const preview = sized(Math.min(longestPreviewSide, longest))
  // Below the blurred picture, because blurring lets its edges fade.
  copy(small, preview, 0)
  copy(small, preview, Math.max(preview.width, preview.height) / detail / 2.4)
  return preview.encode('webp', 75)
}

function copy(from: Canvas, to: Canvas, blurPx: number): void {
  const context = to.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.filter = blurPx > 0 ? `blur(${blurPx}px)` : 'none'
  context.drawImage(from, 0, 0, to.width, to.height)
}

const family = 'Pretendard Variable'

function loadFont(fontPath: string | null): void {
  if (fontPath !== null && !GlobalFonts.has(family)) GlobalFonts.registerFromPath(fontPath, family)
}
