import type { PenPoint } from './gesture.ts'

/**
 * Draws a stroke's newest pieces while the pen is down, as a plain canvas would. Half way through a soft edge: there lies
 * what will count as covered.
 */
export function drawPieces(
  context: CanvasRenderingContext2D,
  before: PenPoint,
  points: readonly PenPoint[],
  { size, hardness }: { readonly size: number; readonly hardness: number },
): void {
  const reach = (size * (1 + hardness)) / 2
  context.lineCap = 'round'
  context.lineJoin = 'round'
  let last = before
  begin(context, last, reach)
  for (const point of points) {
    if (point.pressure !== last.pressure) {
      context.stroke()
      begin(context, { ...last, pressure: (last.pressure + point.pressure) / 2 }, reach)
    }
    context.lineTo(point.x, point.y)
    last = point
  }
  context.stroke()
}

function begin(context: CanvasRenderingContext2D, { x, y, pressure }: PenPoint, reach: number): void {
  context.lineWidth = Math.max(1, reach * pressure)
  context.beginPath()
  context.moveTo(x, y)
  // A path of one place alone is not drawn.
  context.lineTo(x, y)
}
