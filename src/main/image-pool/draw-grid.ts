import { createCanvas, GlobalFonts, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import type { GridJob } from './grid-job.ts'

/** Pixels. */
const side = 384
const gap = 16
const margin = 32
const labelLine = 22
const labelLines = 3
const titleHeight = 88
const headHeight = 36
const family = 'Grid'

/** As PNG on white; each picture whole in its square, its row's words below it because a legend scrolls off. */
export async function drawGrid({ title, columns, rows }: GridJob, fontPath: string | null): Promise<Uint8Array> {
  if (fontPath !== null && !GlobalFonts.has(family)) GlobalFonts.registerFromPath(fontPath, family)
  const labelHeight = labelLine * labelLines + 10
  const width = margin * 2 + columns.length * side + (columns.length - 1) * gap
  const height = margin * 2 + titleHeight + headHeight + rows.length * (side + labelHeight)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  context.fillStyle = '#1a1a1a'
  context.textBaseline = 'top'
  context.font = `600 24px ${family}, sans-serif`
  write(context, title, { x: margin, y: margin, width: width - margin * 2, lines: 2, line: 32 })
  context.font = `600 18px ${family}, sans-serif`
  const x = (column: number): number => margin + column * (side + gap)
  for (const [column, name] of columns.entries())
    write(context, name, { x: x(column), y: margin + titleHeight, width: side, lines: 1, line: 24 })
  context.font = `400 16px ${family}, sans-serif`
  for (const [row, { label, cells }] of rows.entries()) {
    const y = margin + titleHeight + headHeight + row * (side + labelHeight)
    for (const [column, webp] of cells.entries()) {
      await place(context, webp, x(column), y)
      context.fillStyle = '#555555'
      write(context, label, { x: x(column), y: y + side + 6, width: side, lines: labelLines, line: labelLine })
    }
  }
  return canvas.encode('png')
}

async function place(context: SKRSContext2D, webp: Uint8Array | null, x: number, y: number): Promise<void> {
  context.fillStyle = '#f0f0f0'
  context.fillRect(x, y, side, side)
  if (webp === null) return
  const image = await loadImage(webp)
  const scale = Math.min(side / image.width, side / image.height)
  const [width, height] = [image.width * scale, image.height * scale]
  context.drawImage(image, x + (side - width) / 2, y + (side - height) / 2, width, height)
}

/** By characters where words are longer than the line; what does not fit ends in an ellipsis. */
function write(
  context: SKRSContext2D,
  text: string,
  at: { readonly x: number; readonly y: number; readonly width: number; readonly lines: number; readonly line: number },
): void {
  const lines: string[] = ['']
  for (const piece of text.replaceAll(/\s+/g, ' ').split(/(?<= )/)) {
    for (const part of context.measureText(piece).width > at.width ? [...piece] : [piece]) {
      const current = lines.at(-1) ?? ''
      if (context.measureText(current + part.trimEnd()).width <= at.width) lines[lines.length - 1] = current + part
      else lines.push(part)
    }
  }
  for (const [index, line] of lines.slice(0, at.lines).entries()) {
    const isCut = index === at.lines - 1 && lines.length > at.lines
    context.fillText(isCut ? shortened(context, line, at.width) : line, at.x, at.y + index * at.line)
  }
}

function shortened(context: SKRSContext2D, line: string, width: number): string {
  const characters = [...line.trimEnd()]
  while (characters.length > 0 && context.measureText(`${characters.join('')}…`).width > width) characters.pop()
  return `${characters.join('')}…`
}
