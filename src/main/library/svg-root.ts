import type { Frame } from './image-containers.ts'

export interface SvgRoot {
  /** Where the root's tag begins and ends (behind its `>`), in UTF-16 units. */
  readonly start: number
  readonly end: number
  /** `svg`, or with a prefix. */
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  /** `<svg …/>`: a picture of nothing. */
  readonly isEmpty: boolean
}

/** The root's tag ends before; licences and editors' remarks stand before it. */
const maxPrologBytes = 64 * 1024
const svgNamespace = 'http://www.w3.org/2000/svg'
/** Vectors have no pixels: a picture that claims more is recorded, and drawn, with this longest side. */
const longestSide = 4096

/** By what it holds. What declares entities is none: ten lines of them can stand for gigabytes. */
export const isSvg = (bytes: Uint8Array): boolean => findSvgRoot(decode(bytes.subarray(0, maxPrologBytes))) !== null

export function readSvg(view: DataView): Frame | null {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  const root = findSvgRoot(decode(bytes.subarray(0, maxPrologBytes)))
  if (root === null) return null
  const tail = decode(bytes.subarray(Math.max(0, bytes.byteLength - maxPrologBytes))).trimEnd()
  return root.isEmpty || (tail.endsWith('>') && tail.lastIndexOf(`</${root.name}`) !== -1) ? sizeOf(root) : null
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** Of a text that is an SVG picture as browsers show one; `null` for everything else. Never reads behind the root's tag. */
export function findSvgRoot(text: string): SvgRoot | null {
  const start = skipProlog(text)
  const [, name = ''] = /^<((?:[A-Za-z_][\w.-]{0,50}:)?svg)(?=[\s/>])/.exec(text.slice(start, start + 60)) ?? []
  if (name === '') return null
  const attributes = new Map<string, string>()
  const attribute = /\s+([^\s=/>"'<]{1,100})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
  let at = start + 1 + name.length
  for (;;) {
    attribute.lastIndex = at
    const [whole = '', key = '', quoted, apostrophed] = attribute.exec(text) ?? []
    if (whole === '') break
    attributes.set(key, quoted ?? apostrophed ?? '')
    at += whole.length
  }
  const [close = ''] = /^\s{0,100}\/?>/.exec(text.slice(at, at + 102)) ?? []
  const prefix = name.includes(':') ? `:${name.split(':')[0]}` : ''
  if (close === '' || attributes.get(`xmlns${prefix}`) !== svgNamespace) return null
  return { start, end: at + close.length, name, attributes, isEmpty: close.includes('/') }
}

/** Behind the XML declaration, remarks, instructions and a plain DOCTYPE. */
function skipProlog(text: string): number {
  let at = 0
  for (;;) {
    while (/\s/.test(text.charAt(at))) at += 1
    const close = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : null
    const doctype = close === null ? /^<!DOCTYPE\s[^<>[\]]*>/i.exec(text.slice(at, at + 1000)) : null
    if (close === null && doctype === null) return at
    const end = close === null ? at + (doctype?.[0].length ?? 0) : text.indexOf(close, at + 2) + close.length
    if (close !== null && end < at + 4) return text.length
    at = end
  }
}

/** Pixels at 96 to the inch (CSS 2.1, 4.3.2); what is relative or missing follows the view box, then CSS's own 300x150. */
function sizeOf({ attributes }: SvgRoot): Frame {
  const [, , boxWidth = 0, boxHeight = 0] = (attributes.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const box = boxWidth > 0 && boxHeight > 0 ? { width: boxWidth, height: boxHeight } : null
  const width = lengthOf(attributes.get('width'))
  const height = lengthOf(attributes.get('height'))
  const ratio = box === null ? 2 : box.width / box.height
  const natural =
    width !== null && height !== null
      ? { width, height }
      : width !== null
        ? { width, height: width / ratio }
        : height !== null
          ? { width: height * ratio, height }
          : (box ?? { width: 300, height: 150 })
  const scale = Math.min(1, longestSide / Math.max(natural.width, natural.height))
  const toPixels = (length: number): number => Math.min(longestSide, Math.max(1, Math.round(length * scale)))
  return { width: toPixels(natural.width), height: toPixels(natural.height) }
}

const pixelsPer: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
}

function lengthOf(text: string | undefined): number | null {
  const [, amount = '', unit = ''] =
    /^\s*\+?(\d{0,20}\.?\d{1,20}(?:e\d{1,2})?)\s*([a-z]{0,2})\s*$/i.exec(text ?? '') ?? []
  const length = Number(amount) * (pixelsPer[unit.toLowerCase()] ?? Number.NaN)
  return amount !== '' && Number.isFinite(length) && length > 0 ? length : null
}
