import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { type Hex, toHex, toOklab } from './colour.ts'

const side = 48
const hueCount = 12
/** In OKLab; below it a colour is a grey. */
const greyChroma = 0.02

/** The colour that a picture is remembered by: the mean of its most present hue, of all of it where that is grey. */
export function findMainColour(picture: Canvas): Hex {
  const small = createCanvas(side, side)
  const context = small.getContext('2d')
  context.imageSmoothingQuality = 'medium'
  context.drawImage(picture, 0, 0, side, side)
  const { data } = context.getImageData(0, 0, side, side)

  const all = emptyShare()
  const hues = Array.from({ length: hueCount }, emptyShare)
  for (let offset = 0; offset < data.length; offset += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(offset, offset + 4)
    if (alpha < 128) continue
    const [, a, b] = toOklab(toHex(red, green, blue))
    const chroma = Math.hypot(a, b)
    add(all, red, green, blue, 1)
    if (chroma < greyChroma) continue
    const turn = (Math.atan2(b, a) / (2 * Math.PI) + 1) % 1
    const hue = hues[Math.floor(turn * hueCount)]
    if (hue !== undefined) add(hue, red, green, blue, chroma)
  }
  const main = hues.reduce((one, other) => (other.weight > one.weight ? other : one))
  return mean(main.weight > 0 ? main : all)
}

interface Share {
  red: number
  green: number
  blue: number
  weight: number
}
const emptyShare = (): Share => ({ red: 0, green: 0, blue: 0, weight: 0 })

function add(share: Share, red: number, green: number, blue: number, weight: number): void {
  share.red += red * weight
  share.green += green * weight
  share.blue += blue * weight
  share.weight += weight
}

const mean = ({ red, green, blue, weight }: Share): Hex =>
  weight === 0 ? '#808080' : toHex(red / weight, green / weight, blue / weight)
