/** A colour as `#rrggbb`. */
export type Hex = string

interface Oklch {
  /** 0 = black, 1 = white. */
  readonly lightness: number
  readonly chroma: number
  /** Radians. */
  readonly hue: number
}

/** Changes a colour in OKLCH, where equal steps look equal (https://bottosson.github.io/posts/oklab/). */
export function adjust(colour: Hex, change: (oklch: Oklch) => Partial<Oklch>): Hex {
  const [lightness, a, b] = toOklab(colour)
  const old = { lightness, chroma: Math.hypot(a, b), hue: Math.atan2(b, a) }
  const changed = { ...old, ...change(old) }
  return fromOklab([
    Math.min(1, Math.max(0, changed.lightness)),
    changed.chroma * Math.cos(changed.hue),
    changed.chroma * Math.sin(changed.hue),
  ])
}

export const lighten = (colour: Hex, by: number): Hex =>
  adjust(colour, ({ lightness }) => ({ lightness: lightness + by }))

export const darken = (colour: Hex, by: number): Hex => lighten(colour, -by)

/** `share` of the way from one colour to the other. */
export function mix(from: Hex, to: Hex, share: number): Hex {
  const [l1, a1, b1] = toOklab(from)
  const [l2, a2, b2] = toOklab(to)
  const between = (start: number, end: number): number => start + (end - start) * share
  return fromOklab([between(l1, l2), between(a1, a2), between(b1, b2)])
}

/** With an opacity from 0 to 1, for a canvas. */
export const fade = (colour: Hex, opacity: number): string =>
  `${colour}${Math.round(Math.min(1, Math.max(0, opacity)) * 255)
    .toString(16)
    .padStart(2, '0')}`

export const hueOf = (colour: Hex): number => {
  const [, a, b] = toOklab(colour)
  return Math.atan2(b, a)
}

export const chromaOf = (colour: Hex): number => {
  const [, a, b] = toOklab(colour)
  return Math.hypot(a, b)
}

/** 0 = black, 1 = white. */
export const lightnessOf = (colour: Hex): number => toOklab(colour)[0]

type Triple = readonly [number, number, number]

/** From channels of 0–255. */
export const toHex = (...channels: Triple): Hex =>
  `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`

export const toRgb = (colour: Hex): Triple => {
  const value = Number.parseInt(colour.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** Lightness 0–1, then green–red and blue–yellow. */
export function toOklab(colour: Hex): Triple {
  const [r, g, b] = toRgb(colour).map(toLinear)
  if (r === undefined || g === undefined || b === undefined) throw new Error(`Not a colour: ${colour}`)
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function fromOklab([lightness, a, b]: Triple): Hex {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  return `#${channels.map(toByte).join('')}`
}

function toLinear(channel: number): number {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

function toByte(channel: number): string {
  const share = channel <= 0.0031308 ? channel * 12.92 : 1.055 * Math.max(channel, 0) ** (1 / 2.4) - 0.055
  return Math.round(Math.min(1, Math.max(0, share)) * 255)
    .toString(16)
    .padStart(2, '0')
}
