import type { SKRSContext2D } from '@napi-rs/canvas'

const label = 'offline sketch, not AI'
const families = "'Pretendard Variable', 'Noto Sans CJK KR', sans-serif"
const ink = '#2b2730'
const softInk = '#6d6672'
const paper = '#f6f1e7'
/** Pixels, below which letters cannot be told apart. */
const smallestText = 9

interface CaptionArea {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
  readonly bottom: number
}

/** The prompt on the lower margin of the paper, and what this is. */
export function drawCaption(context: SKRSContext2D, { width, left, top, bottom }: CaptionArea, prompt: string): void {
  const size = (bottom - top) * 0.27
  const y = (top + bottom) / 2
  context.textBaseline = 'middle'

  context.font = `500 ${size * 0.86}px ${families}`
  context.fillStyle = softInk
  context.textAlign = 'right'
  context.fillText(label, left + width, y)
  const labelWidth = context.measureText(label).width

  context.font = `600 ${size}px ${families}`
  context.fillStyle = ink
  context.textAlign = 'left'
  context.fillText(shorten(context, prompt, width - labelWidth - size * 2), left, y)
}

/** The same on a slip of paper, so that it can be read on any ground. */
export function drawCaptionChip(
  context: SKRSContext2D,
  { width, height }: { readonly width: number; readonly height: number },
  prompt: string,
): void {
  const size = Math.min(width, height) * 0.02
  const pad = size * 0.9
  context.textBaseline = 'middle'
  context.font = `500 ${size * 0.86}px ${families}`
  const labelWidth = context.measureText(label).width
  context.font = `600 ${size}px ${families}`
  const text = shorten(context, prompt, width * 0.9 - labelWidth - size * 2 - pad * 2)
  const textWidth = context.measureText(text).width
  const chipWidth = textWidth + labelWidth + size * 1.4 + pad * 2
  const [x, y, tall] = [(width - chipWidth) / 2, height - size * 3.1, size * 2.2]

  context.fillStyle = paper
  context.beginPath()
  context.roundRect(x, y, chipWidth, tall, tall / 2)
  context.fill()
  context.textAlign = 'left'
  context.fillStyle = ink
  context.fillText(text, x + pad, y + tall / 2)
  context.font = `500 ${size * 0.86}px ${families}`
  context.fillStyle = softInk
  context.fillText(label, x + pad + textWidth + size * 1.4, y + tall / 2)
}

/**
 * The label alone, for a picture of which a part was redrawn. `findRoom` tells where a slip of this size fits, `null` =
 * nowhere; then a smaller one is tried, as long as it can be read.
 */
export function drawLabelChip(
  context: SKRSContext2D,
  { width, height }: { readonly width: number; readonly height: number },
  findRoom: (wide: number, tall: number) => { readonly x: number; readonly y: number } | null,
): void {
  const usual = Math.max(smallestText, Math.min(width, height) * 0.0172)
  for (const size of usual > smallestText ? [usual, smallestText] : [usual]) {
    context.font = `500 ${size}px ${families}`
    const [wide, tall] = [Math.ceil(context.measureText(label).width + size * 1.8), Math.ceil(size * 2.2)]
    const gap = Math.ceil(size * 0.8)
    const room = findRoom(wide + gap * 2, tall + gap * 2)
    if (room === null) continue
    const [x, y] = [room.x + gap, room.y + gap]
    context.fillStyle = paper
    context.beginPath()
    context.roundRect(x, y, wide, tall, tall / 2)
    context.fill()
    context.textBaseline = 'middle'
    context.textAlign = 'left'
    context.fillStyle = softInk
    context.fillText(label, x + size * 0.9, y + tall / 2)
    return
  }
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** On one line, cut between graphemes where it is too long. The canvas throws at a NUL. */
function shorten(context: SKRSContext2D, prompt: string, width: number): string {
  const line = prompt.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
  const letters = [...graphemes.segment(line.slice(0, 400))].map(({ segment }) => segment)
  if (letters.length > 0 && line.length <= 400 && context.measureText(line).width <= width) return line
  let [fits, tooLong] = [0, letters.length + 1]
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2)
    const isFitting = context.measureText(`${letters.slice(0, middle).join('')}…`).width <= width
    if (isFitting) fits = middle
    else tooLong = middle
  }
  return fits === 0 ? '' : `${letters.slice(0, fits).join('').trimEnd()}…`
}
