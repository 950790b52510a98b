import type { MarkupDocument, MarkupItem } from '#shared/markup-document.ts'

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** Of lines and words, in pixels of the picture: as large in proportion on every picture. */
export function markupWeight({ width, height }: { readonly width: number; readonly height: number }): {
  readonly line: number
  readonly text: number
} {
  const side = Math.min(width, height)
  return { line: Math.max(2, side / 160), text: Math.max(12, side / 28) }
}

/** Draws signs on an empty canvas, in pixels of the picture: on screen and in what is sent, by the same strokes. */
export function drawMarkup(context: Context, document: MarkupDocument): void {
  for (const item of document.items) drawItem(context, item, markupWeight(document))
}

const noteFont = (size: number): string => `600 ${size}px "Pretendard Variable", system-ui, sans-serif`

/** Fonts come in parts, when a sign of a part is first needed; a canvas does not wait for them. */
export async function loadNoteFont({ items }: MarkupDocument): Promise<void> {
  const words = items.flatMap((item) => (item.kind === 'note' ? [item.text] : []))
  if (words.length > 0) await document.fonts.load(noteFont(16), words.join(''))
}

function drawItem(
  context: Context,
  item: MarkupItem,
  { line, text }: { readonly line: number; readonly text: number },
): void {
  context.strokeStyle = item.color
  context.fillStyle = item.color
  context.lineWidth = line
  context.lineCap = 'round'
  context.lineJoin = 'round'
  switch (item.kind) {
    case 'arrow':
      drawArrow(context, item, line)
      return
    case 'circle':
      context.beginPath()
      context.ellipse(
        item.x + item.width / 2,
        item.y + item.height / 2,
        item.width / 2,
        item.height / 2,
        0,
        0,
        2 * Math.PI,
      )
      context.stroke()
      return
    case 'note':
      drawNote(context, item, text)
      return
  }
}

function drawArrow(
  context: Context,
  { fromX, fromY, toX, toY }: Extract<MarkupItem, { readonly kind: 'arrow' }>,
  line: number,
): void {
  const turn = Math.atan2(toY - fromY, toX - fromX)
  const head = Math.min(line * 5, Math.hypot(toX - fromX, toY - fromY))
  context.beginPath()
  context.moveTo(fromX, fromY)
  // Not to the point itself, where the round end of the line would blunt it.
  context.lineTo(toX - Math.cos(turn) * head * 0.6, toY - Math.sin(turn) * head * 0.6)
  context.stroke()
  context.beginPath()
  context.moveTo(toX, toY)
  for (const side of [1, -1])
    context.lineTo(toX - Math.cos(turn + side * 0.45) * head, toY - Math.sin(turn + side * 0.45) * head)
  context.closePath()
  context.fill()
}

/** Words with a rim around them, to be read on any picture. */
function drawNote(
  context: Context,
  { x, y, text: words, color }: Extract<MarkupItem, { readonly kind: 'note' }>,
  size: number,
): void {
  context.font = noteFont(size)
  context.textBaseline = 'top'
  context.lineWidth = size / 4
  context.strokeStyle = isLightColor(color) ? '#000000' : '#ffffff'
  for (const [index, line] of words.split('\n').entries()) {
    const top = y + index * size * 1.35
    context.strokeText(line, x, top)
    context.fillText(line, x, top)
  }
}

function isLightColor(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  return 299 * red + 587 * green + 114 * blue >= 150_000
}

/** The rectangle that a sign takes; of words about. */
export function boxOfItem(
  item: MarkupItem,
  size: { readonly width: number; readonly height: number },
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  switch (item.kind) {
    case 'circle':
      return item
    case 'arrow':
      return {
        x: Math.min(item.fromX, item.toX),
        y: Math.min(item.fromY, item.toY),
        width: Math.abs(item.toX - item.fromX),
        height: Math.abs(item.toY - item.fromY),
      }
    case 'note': {
      const { text } = markupWeight(size)
      const lines = item.text.split('\n')
      const longest = Math.max(
        ...lines.map((line) => [...line].reduce((sum, sign) => sum + (sign > '\u02ff' ? 1 : 0.6), 0)),
      )
      return { x: item.x, y: item.y, width: longest * text, height: lines.length * text * 1.35 }
    }
  }
}
