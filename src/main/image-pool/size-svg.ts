import type { Dimensions } from '#shared/size-problem.ts'
import { findSvgRoot } from '../library/svg-root.ts'

/**
 * The same drawing that fills this many pixels whatever size it claims, so that a decoder never makes room for more.
 * Without its declaration: the text is UTF-8 from here on.
 */
export function sizeSvg(bytes: Uint8Array, natural: Dimensions, wanted: Dimensions): Uint8Array {
  const text = new TextDecoder().decode(bytes)
  const root = findSvgRoot(text)
  if (root === null) throw new Error('An SVG without its root passed as one')
  const attributes = new Map([
    ['viewBox', `0 0 ${natural.width} ${natural.height}`],
    ...root.attributes,
    ['width', String(wanted.width)],
    ['height', String(wanted.height)],
  ])
  const shown = [...attributes].map(([name, value]) => ` ${name}="${value.replaceAll('"', '&quot;')}"`).join('')
  return Buffer.from(`<${root.name}${shown}${root.isEmpty ? '/>' : '>'}${text.slice(root.end)}`)
}
