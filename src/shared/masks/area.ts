import type { PictureSize } from './mask-history.ts'

/** Whole pixels; `right` and `bottom` are the first that lie outside. */
export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export const noArea: Area = { left: 0, top: 0, right: 0, bottom: 0 }
export const areaOf = ({ width, height }: PictureSize): Area => ({ left: 0, top: 0, right: width, bottom: height })
export const isNoArea = ({ left, top, right, bottom }: Area): boolean => right <= left || bottom <= top
export const pixelsIn = (area: Area): number =>
  isNoArea(area) ? 0 : (area.right - area.left) * (area.bottom - area.top)

/** The smallest one that holds both. */
export function unionOf(one: Area, other: Area): Area {
  if (isNoArea(one)) return other
  if (isNoArea(other)) return one
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  }
}

/** The part of it, taken as large as whole pixels, that lies within the picture. */
export function withinPicture({ left, top, right, bottom }: Area, { width, height }: PictureSize): Area {
  const within: Area = {
    left: Math.max(0, Math.floor(left)),
    top: Math.max(0, Math.floor(top)),
    right: Math.min(width, Math.ceil(right)),
    bottom: Math.min(height, Math.ceil(bottom)),
  }
  return isNoArea(within) ? noArea : within
}
