import type { Dimensions } from '#shared/size-problem.ts'
import { findSizeProblem } from '#shared/size-problem.ts'
import type { SizeRule } from '#shared/size-rule.ts'

type FreeRule = Extract<SizeRule, { kind: 'free' }>

/**
 * The size within `rule` that is most like `wanted`: proportions first (as far as the rule's ratio goes), then area.
 * `null` when rounding to the rule's grid leaves nothing that fits.
 */
export function nearestSize(wanted: Dimensions, rule: FreeRule): string | null {
  const ratio = clamp(wanted.width / wanted.height, 1 / rule.maxRatio, rule.maxRatio)
  const pixels = clamp(wanted.width * wanted.height, rule.minPixels, rule.maxPixels)
  const longestEdge = Math.max(Math.sqrt(pixels * ratio), Math.sqrt(pixels / ratio))
  const scale = Math.min(1, rule.maxEdge / longestEdge)
  const ideal = { width: Math.sqrt(pixels * ratio) * scale, height: Math.sqrt(pixels / ratio) * scale }

  const grid = rule.multipleOf
  const around = (length: number) => [-1, 0, 1, 2].map((step) => (Math.floor(length / grid) + step) * grid)
  const candidates = around(ideal.width)
    .flatMap((width) => around(ideal.height).map((height) => ({ width, height })))
    .filter(({ width, height }) => width > 0 && height > 0 && findSizeProblem(`${width}x${height}`, rule) === null)
    .map((size) => ({ ...size, distance: Math.hypot(size.width - ideal.width, size.height - ideal.height) }))
    .sort((one, other) => one.distance - other.distance)
  const best = candidates[0]
  return best === undefined ? null : `${best.width}x${best.height}`
}

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value))
