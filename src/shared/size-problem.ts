import type { SizeRule } from './size-rule.ts'

/** Why a size is refused, most basic reason first. */
export type SizeProblem =
  | { readonly kind: 'not-a-size' }
  | { readonly kind: 'not-in-list' }
  | { readonly kind: 'not-a-multiple'; readonly multipleOf: number }
  | { readonly kind: 'edge-too-long'; readonly maxEdge: number }
  | { readonly kind: 'too-narrow'; readonly maxRatio: number }
  | { readonly kind: 'too-few-pixels'; readonly minPixels: number }
  | { readonly kind: 'too-many-pixels'; readonly maxPixels: number }

export interface Dimensions {
  readonly width: number
  readonly height: number
}

/** `1536x1024` → 1536 by 1024 pixels; `null` for `auto` and for anything else. */
export function parseSize(size: string): Dimensions | null {
  const match = /^([1-9]\d{0,4})x([1-9]\d{0,4})$/.exec(size)
  return match === null ? null : { width: Number(match[1]), height: Number(match[2]) }
}

/** The first thing wrong with `size` under `rule`, or `null` when the model takes it. */
export function findSizeProblem(size: string, rule: SizeRule): SizeProblem | null {
  if (size === 'auto' && rule.hasAuto) return null
  const dimensions = parseSize(size)
  if (dimensions === null) return { kind: 'not-a-size' }
  if (rule.kind === 'list') return rule.sizes.includes(size) ? null : { kind: 'not-in-list' }

  const { width, height } = dimensions
  const pixels = width * height
  if (width % rule.multipleOf !== 0 || height % rule.multipleOf !== 0)
    return { kind: 'not-a-multiple', multipleOf: rule.multipleOf }
  if (Math.max(width, height) > rule.maxEdge) return { kind: 'edge-too-long', maxEdge: rule.maxEdge }
  if (Math.max(width, height) / Math.min(width, height) > rule.maxRatio)
    return { kind: 'too-narrow', maxRatio: rule.maxRatio }
  if (pixels < rule.minPixels) return { kind: 'too-few-pixels', minPixels: rule.minPixels }
  if (pixels > rule.maxPixels) return { kind: 'too-many-pixels', maxPixels: rule.maxPixels }
  return null
}
