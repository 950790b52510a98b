/** Deeper than any program writes. What walks the value recursively can rely on it. */
const maxDepth = 100

/** A value of a JSON text by someone else. Read it with the functions below: they see own properties only. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json
}

/**
 * Reads JSON written by another program; `undefined` when it is none, or nested too deep. Whole numbers beyond what a
 * number holds exactly (64-bit seeds) come as text. Python's NaN and Infinity are read as null.
 */
export function parseForeignJson(text: string): Json | undefined {
  const trimmed = text.trim()
  if (!/^[{["]/.test(trimmed)) return undefined
  const { isTooDeep, pythonNumbers } = scan(trimmed)
  if (isTooDeep) return undefined
  let strict = ''
  let from = 0
  for (const { start, end } of pythonNumbers) {
    strict += `${trimmed.slice(from, start)}null`
    from = end
  }
  try {
    // JSON.parse makes exactly these values.
    return JSON.parse(strict + trimmed.slice(from), hasLongIntegers(trimmed) ? keepLongIntegers : undefined) as Json
  } catch {
    return undefined
  }
}

/** Being asked about every value makes the parsing five times as slow: done where it is needed and cheap enough. */
const hasLongIntegers = (text: string): boolean => text.length < 2_000_000 && /\d{16}/.test(text)

const keepLongIntegers = (_name: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
    ? (context?.source ?? value)
    : value

interface Scan {
  readonly isTooDeep: boolean
  /** Where NaN and Infinity stand outside of strings, with their sign. */
  readonly pythonNumbers: readonly { readonly start: number; readonly end: number }[]
}

/** One pass by hand: an expression that skips strings takes quadratic time on a text made for it. */
function scan(text: string): Scan {
  const pythonNumbers: { readonly start: number; readonly end: number }[] = []
  let depth = 0
  let isInString = false
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]
    if (isInString) {
      if (character === '\\') index += 1
      else if (character === '"') isInString = false
      continue
    }
    if (character === '"') isInString = true
    else if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') depth -= 1
    else if (character === 'N' || character === 'I') {
      const word = ['NaN', 'Infinity'].find((name) => text.startsWith(name, index))
      if (word === undefined) continue
      pythonNumbers.push({ start: text[index - 1] === '-' ? index - 1 : index, end: index + word.length })
      index += word.length - 1
    }
    if (depth > maxDepth) return { isTooDeep: true, pythonNumbers: [] }
  }
  return { isTooDeep: false, pythonNumbers }
}

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An own property of an object; `undefined` for anything else. */
export const property = (value: Json | undefined, name: string): Json | undefined =>
  isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined

/** A text that says something. */
export const textProperty = (value: Json | undefined, name: string): string | null => {
  const text = property(value, name)
  return typeof text === 'string' && text.trim() !== '' ? text : null
}

/** The properties of an object that hold one plain value, as texts; those in `without` left out. */
export function plainProperties(
  value: Json | undefined,
  without: readonly string[] = [],
): readonly (readonly [string, string])[] {
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    without.includes(name) || inner === null || typeof inner === 'object' || inner === ''
      ? []
      : [[name, String(inner)] as const],
  )
}
