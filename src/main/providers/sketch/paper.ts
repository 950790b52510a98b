import type { SKRSContext2D } from '@napi-rs/canvas'
import { createGrainTile } from './brush.ts'
import { drawCaption } from './caption.ts'
import type { Frame } from './draw-scene.ts'

const paper = '#f6f1e7'

/** A picture is a print on paper: even margins, and room for the words below. */
export function innerOf({ width, height }: Frame): Frame & { readonly margin: number } {
  const shorter = Math.min(width, height)
  const margin = Math.round(shorter * 0.036)
  return { margin, width: width - margin * 2, height: height - margin - Math.round(shorter * 0.078) }
}

/** The paper around a picture that is there, its words on it, and what this is. */
export function layPaper(context: SKRSContext2D, frame: Frame, prompt: string): void {
  const { margin, ...inner } = innerOf(frame)
  const bottom = margin + inner.height
  context.fillStyle = paper
  context.fillRect(0, 0, frame.width, margin)
  context.fillRect(0, bottom, frame.width, frame.height - bottom)
  context.fillRect(0, margin, margin, inner.height)
  context.fillRect(margin + inner.width, margin, margin, inner.height)
  addGrain(context)
  drawCaption(context, { ...inner, left: margin, top: bottom, bottom: frame.height }, prompt)
}

/** Draws within the margins. */
export function withinPaper(context: SKRSContext2D, frame: Frame, draw: (inner: Frame) => void): void {
  const { margin, ...inner } = innerOf(frame)
  context.save()
  context.beginPath()
  context.rect(margin, margin, inner.width, inner.height)
  context.clip()
  context.translate(margin, margin)
  draw(inner)
  context.restore()
}

/** Draws within a circle about the middle, a little above it. */
export function inRound(context: SKRSContext2D, { width, height }: Frame, draw: () => void): void {
  const radius = Math.min(width, height) * 0.43
  context.save()
  context.beginPath()
  context.arc(width / 2, height * 0.47, radius, 0, Math.PI * 2)
  context.clip()
  draw()
  context.restore()
}

export function addGrain(context: SKRSContext2D): void {
  // Only where there already is something: transparent stays transparent.
  context.globalCompositeOperation = 'source-atop'
  context.fillStyle = context.createPattern(createGrainTile(), 'repeat')
  context.fillRect(0, 0, context.canvas.width, context.canvas.height)
  context.globalCompositeOperation = 'source-over'
}
