import { type Canvas, createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import { createGrainTile } from './brush.ts'
import { drawCaption, drawCaptionChip } from './caption.ts'
import { drawScene, drawSubjects } from './draw-scene.ts'
import { encodePng } from './encode-png.ts'
import { readScene } from './read-scene.ts'
import type { SketchJob, SketchPicture } from './sketch-job.ts'

const paper = '#f6f1e7'
/** Longest sides in pixels of what previews still show, by their number. */
const previewDetail: Readonly<Record<number, readonly number[]>> = {
  1: [44],
  2: [28, 80],
  3: [20, 52, 130],
}
const longestPreviewSide = 512

/** Draws one picture and its previews. `fontPath` is the font of the words below it; `null` = whatever there is. */
export async function drawSketch(job: SketchJob, fontPath: string | null): Promise<SketchPicture> {
  loadFont(fontPath)
  const canvas = createCanvas(job.width, job.height)
  const context = canvas.getContext('2d')
  const scene = readScene(job.prompt)

  if (job.isTransparent) {
    const whole = { width: job.width, height: job.height }
    if (scene.subjects.length > 0) drawSubjects(context, whole, job.prompt, scene, job.index)
    else inRound(context, whole, () => drawScene(context, whole, job.prompt, scene, job.index))
    addGrain(context)
    drawCaptionChip(context, whole, job.prompt)
  } else {
    const { margin, inner } = frameOf(job)
    context.fillStyle = paper
    context.fillRect(0, 0, job.width, job.height)
    context.save()
    context.beginPath()
    context.rect(margin, margin, inner.width, inner.height)
    context.clip()
    context.translate(margin, margin)
    drawScene(context, inner, job.prompt, scene, job.index)
    context.restore()
    addGrain(context)
    drawCaption(
      context,
      {
        ...inner,
        left: margin,
        top: margin + inner.height,
        bottom: job.height,
      },
      job.prompt,
    )
  }

  const details = previewDetail[job.partialImages] ?? []
  return {
    bytes: await encode(canvas, job),
    partials: await Promise.all(details.map((detail) => drawPreview(canvas, detail))),
  }
}

/** A print on paper: even margins, and room for the words below. */
function frameOf({ width, height }: SketchJob) {
  const shorter = Math.min(width, height)
  const margin = Math.round(shorter * 0.036)
  return {
    margin,
    inner: {
      width: width - margin * 2,
      height: height - margin - Math.round(shorter * 0.078),
    },
  }
}

function inRound(
  context: SKRSContext2D,
  { width, height }: { readonly width: number; readonly height: number },
  draw: () => void,
): void {
  const radius = Math.min(width, height) * 0.43
  context.save()
  context.beginPath()
  context.arc(width / 2, height * 0.47, radius, 0, Math.PI * 2)
  context.clip()
  draw()
  context.restore()
}

function addGrain(context: SKRSContext2D): void {
  // Only where there already is something: transparent stays transparent.
  context.globalCompositeOperation = 'source-atop'
  context.fillStyle = context.createPattern(createGrainTile(), 'repeat')
  context.fillRect(0, 0, context.canvas.width, context.canvas.height)
  context.globalCompositeOperation = 'source-over'
}

async function encode(canvas: Canvas, { outputFormat, compression, isTransparent }: SketchJob): Promise<Uint8Array> {
  if (outputFormat !== 'png') return canvas.encode(outputFormat, compression)
  const { width, height } = canvas
  return encodePng(canvas.getContext('2d').getImageData(0, 0, width, height).data, width, height, isTransparent)
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
