import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { hashText } from '#shared/seeded-random.ts'
import { type Area, type Box, findRoom } from './area.ts'
import { asksToErase } from './asks-to-erase.ts'
import { drawCaptionChip, drawLabelChip } from './caption.ts'
import { drawMood, drawScene, drawSubjects, type Frame, type Motif } from './draw-scene.ts'
import { fillFromAround } from './fill-from-around.ts'
import { addGrain, innerOf, inRound, layPaper, withinPaper } from './paper.ts'

/** A scene has no room below it: what is smaller is drawn larger and cut off. In pixels. */
const smallestScene = 64
/** Steps of each channel that are left of a picture when it is drawn after. */
const inkSteps = 11
/** Of the picture's width and height, for things that are added to it. */
const addedShare = 0.62

/** Draws anew what the mask opens, or paints over it where something is to be gone. Every other pixel stays as it was. */
export function drawInside(base: Canvas, mask: Area, motif: Motif, isTransparent: boolean): Canvas {
  const canvas = createCanvas(base.width, base.height)
  const context = canvas.getContext('2d')
  context.drawImage(base, 0, 0)
  const { box, isIn, width } = mask
  if (box === null) return canvas

  const isErased = asksToErase(motif.prompt)
  const layer = drawApart(box, (apart, frame) => {
    if (isErased) apart.drawImage(fillFromAround(base, mask, box), 0, 0)
    else if (isTransparent) drawSubjects(apart, frame, motif)
    else drawScene(apart, frame, motif)
    addGrain(apart)
    drawLabelChip(apart, base, (wide, tall) => {
      const room = findRoom(mask, wide, tall)
      return room === null ? null : { x: room.x - box.x, y: room.y - box.y }
    })
  })
  const pixels = context.getImageData(box.x, box.y, box.width, box.height)
  const drawn = layer.getContext('2d').getImageData(0, 0, box.width, box.height).data
  for (let y = 0; y < box.height; y++)
    for (let x = 0; x < box.width; x++) {
      if (isIn[(box.y + y) * width + box.x + x] !== 1) continue
      const offset = (y * box.width + x) * 4
      pixels.data.set(drawn.subarray(offset, offset + 4), offset)
    }
  context.putImageData(pixels, box.x, box.y)
  return canvas
}

/** Draws the picture after, in flat inks, and over it what the words add. */
export function drawAfter(
  base: Canvas,
  markup: Area | null,
  motif: Motif,
  { width, height, isTransparent }: Frame & { readonly isTransparent: boolean },
): Canvas {
  const frame = { width, height }
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const scale = Math.max(width / base.width, height / base.height)
  const [left, top] = [(width - base.width * scale) / 2, (height - base.height * scale) / 2]
  context.drawImage(base, left, top, base.width * scale, base.height * scale)
  flatten(context)

  const { margin } = isTransparent ? { margin: 0 } : innerOf(frame)
  const signs = markup?.box ?? null
  const place = signs && {
    x: left + signs.x * scale - margin,
    y: top + signs.y * scale - margin,
    width: signs.width * scale,
    height: signs.height * scale,
  }
  if (isTransparent) {
    addWords(context, frame, motif, place)
    addGrain(context)
    drawCaptionChip(context, frame, motif.caption)
  } else {
    withinPaper(context, frame, (inner) => addWords(context, inner, motif, place))
    layPaper(context, frame, motif.caption)
  }
  return canvas
}

/**
 * A place shines through the picture, light and weather lie on it, and things stand before it. Where signs were drawn,
 * all of it goes there.
 */
function addWords(context: SKRSContext2D, frame: Frame, motif: Motif, place: Box | null): void {
  const { subjects, places, time, season, weather, colours } = motif.scene
  if (place !== null) {
    const there = drawApart(place, (apart, part) => {
      if (subjects.length > 0) drawSubjects(apart, part, motif)
      else inRound(apart, part, () => drawScene(apart, part, motif))
    })
    context.drawImage(there, place.x, place.y)
    return
  }
  const hasMood = time !== null || season !== null || weather.length > 0 || colours.length > 0
  const withoutThings = { ...motif, scene: { ...motif.scene, subjects: [] } }
  if (places.length > 0 || (!hasMood && subjects.length === 0)) {
    const behind = drawApart({ x: 0, y: 0, ...frame }, (apart, whole) => drawScene(apart, whole, withoutThings))
    context.globalAlpha = 0.5
    context.drawImage(behind, 0, 0)
    context.globalAlpha = 1
  } else if (hasMood) drawMood(context, frame, withoutThings)
  if (subjects.length === 0) return
  // To one side, so that what was there can still be seen.
  const part = { width: frame.width * addedShare, height: frame.height * addedShare }
  context.save()
  context.translate((frame.width - part.width) * (hashText(motif.prompt) % 2), frame.height - part.height)
  drawSubjects(context, part, motif)
  context.restore()
}

/** On a canvas of its own, at least as large as a scene needs. */
function drawApart(box: Box, draw: (context: SKRSContext2D, frame: Frame) => void): Canvas {
  const frame = {
    width: Math.max(smallestScene, Math.ceil(box.width)),
    height: Math.max(smallestScene, Math.ceil(box.height)),
  }
  const canvas = createCanvas(frame.width, frame.height)
  draw(canvas.getContext('2d'), frame)
  return canvas
}

function flatten(context: SKRSContext2D): void {
  const { width, height } = context.canvas
  const pixels = context.getImageData(0, 0, width, height)
  const inks = Uint8Array.from({ length: 256 }, (_, value) => (Math.round((value / 255) * inkSteps) / inkSteps) * 255)
  for (let offset = 0; offset < pixels.data.length; offset++)
    if (offset % 4 !== 3) pixels.data[offset] = inks[pixels.data[offset] ?? 0] ?? 0
  context.putImageData(pixels, 0, 0)
}
