import { findSvgRoot } from '../library/svg-root.ts'
import { type PictureTexts, recordKeyword } from './picture-texts.ts'

/** Nobody's processing instruction but ours; base64, so that nothing in it could end it or begin another. */
const instruction = new RegExp(`<\\?${recordKeyword} ([A-Za-z0-9+/=]*)\\?>`)

/** Adds our record behind the root's tag, where no renderer looks. Other programs read nothing of the kind in SVG. */
export function embedInSvg(svg: Buffer, { record }: PictureTexts): Buffer {
  const text = svg.toString()
  const root = findSvgRoot(text)
  if (root === null || root.isEmpty || instruction.test(text)) return svg
  const ours = `<?${recordKeyword} ${Buffer.from(record).toString('base64')}?>`
  return Buffer.from(`${text.slice(0, root.end)}${ours}${text.slice(root.end)}`)
}

/**
 * Without remarks, `metadata` elements and instructions to programs other than style sheets; in character data nothing
 * is touched. What is drawn stays as it is.
 */
export const stripSvg = (svg: Buffer): Buffer =>
  Buffer.from(
    svg
      .toString()
      .replace(
        /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<\?(?!xml[\s?-])[\s\S]*?\?>|<((?:[\w-]+:)?metadata)(?:\s[^>]*)?(?:\/>|>[\s\S]*?<\/\1\s*>)/g,
        (found) => (found.startsWith('<![CDATA[') ? found : ''),
      ),
  )

export function readSvgRecord(svg: Buffer): string | null {
  const [, record] = instruction.exec(svg.toString()) ?? []
  return record === undefined ? null : Buffer.from(record, 'base64').toString()
}
