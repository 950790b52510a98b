import type { MarkupDocument, MarkupItem } from '../markup-document.ts'
import type { MaskDocument, MaskOperation } from '../mask-document.ts'
import type { PictureSize } from './mask-history.ts'
import { createMaskRaster } from './mask-raster.ts'
import { toRuns } from './runs.ts'

/** Coverage of another size by nearest neighbour, so that no pixel becomes half covered. */
export function scaleCoverage(coverage: Uint8Array, from: PictureSize, to: PictureSize): Uint8Array {
  const scaled = new Uint8Array(to.width * to.height)
  for (let y = 0; y < to.height; y += 1) {
    const row = Math.floor(((y + 0.5) * from.height) / to.height) * from.width
    for (let x = 0; x < to.width; x += 1)
      scaled[y * to.width + x] = coverage[row + Math.floor(((x + 0.5) * from.width) / to.width)] ?? 0
  }
  return scaled
}

/** The operations that make of any drawing on a picture of this size what the document shows. */
export function operationsToLoad(document: MaskDocument, size: PictureSize): readonly MaskOperation[] {
  if (document.width === size.width && document.height === size.height)
    return [{ kind: 'clear' }, ...document.operations]
  const raster = createMaskRaster(document)
  raster.show(document.operations)
  return [
    { kind: 'clear' },
    { kind: 'region', mode: 'add', runs: toRuns(scaleCoverage(raster.coverage, document, size)) },
  ]
}

export function scaleMarkup(document: MarkupDocument, size: PictureSize): readonly MarkupItem[] {
  const by = { across: size.width / document.width, down: size.height / document.height }
  return document.items.map((item) => scaleItem(item, by))
}

function scaleItem(item: MarkupItem, { across, down }: { readonly across: number; readonly down: number }): MarkupItem {
  switch (item.kind) {
    case 'arrow':
      return {
        ...item,
        fromX: item.fromX * across,
        fromY: item.fromY * down,
        toX: item.toX * across,
        toY: item.toY * down,
      }
    case 'circle':
      return { ...item, x: item.x * across, y: item.y * down, width: item.width * across, height: item.height * down }
    case 'note':
      return { ...item, x: item.x * across, y: item.y * down }
  }
}
