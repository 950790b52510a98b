/** What a picture's XMP packet says in words, by the names it has there; `Keywords` are its subjects. */
export function readXmp(packet: string): readonly (readonly [string, string])[] {
  const one = (name: string, property: string): readonly (readonly [string, string])[] => {
    const [text] = valuesOf(packet, property)
    return text === undefined ? [] : [[name, text]]
  }
  const subjects = valuesOf(packet, 'dc:subject')
  return [
    ...one('Title', 'dc:title'),
    ...one('Description', 'dc:description'),
    ...(subjects.length === 0 ? [] : [['Keywords', subjects.join(', ')] as const]),
    ...one('CreatorTool', 'xmp:CreatorTool'),
    ...one('DigitalSourceType', 'Iptc4xmpExt:DigitalSourceType'),
  ]
}

const maxValues = 200

/**
 * The values of one property: written as an attribute, as an element, or as a list in an element. Found by their names
 * instead of parsing the XML, which keeps entities, external ones above all, and nesting out of it.
 */
function valuesOf(packet: string, property: string): readonly string[] {
  const attribute = between(packet, ` ${property}="`, '"', 0)
  if (attribute !== null) return clean([attribute.text])
  const element = between(packet, `<${property}`, `</${property}>`, 0)
  if (element === null) return []
  const values: string[] = []
  for (let at = 0; values.length < maxValues; ) {
    const item = between(element.text, '<rdf:li', '</rdf:li>', at)
    if (item === null) break
    values.push(behindTag(item.text))
    at = item.end
  }
  return clean(values.length === 0 ? [behindTag(element.text)] : values)
}

function between(text: string, open: string, close: string, from: number) {
  const start = text.indexOf(open, from)
  if (start < 0) return null
  const end = text.indexOf(close, start + open.length)
  return end < 0 ? null : { text: text.slice(start + open.length, end), end: end + close.length }
}

/** What follows the rest of an opening tag, whose attributes may say a language. */
const behindTag = (text: string): string => text.slice(text.indexOf('>') + 1)

const clean = (values: readonly string[]): readonly string[] =>
  values.map((value) => unescapeXml(value).trim()).filter((value) => value !== '' && !value.startsWith('<'))

const namedEntities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const unescapeXml = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(lt|gt|amp|quot|apos));/g, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return namedEntities[name] ?? whole
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
