import type { FileTexts } from './file-texts.ts'
import type { FoundMetadata } from './found-metadata.ts'
import { parseForeignJson } from './parse-foreign-json.ts'

const negativeMark = 'Negative prompt:'

/** A line of settings has at least this many, or it is part of the prompt. */
const minSettings = 3

/**
 * The text of stable-diffusion-webui, Forge and everything that writes like them: the prompt, `Negative prompt: …`, and
 * a last line of `Name: value, …`. In a PNG's `parameters`, otherwise in the EXIF UserComment.
 * https://github.com/AUTOMATIC1111/stable-diffusion-webui/blob/master/modules/infotext_utils.py
 */
export function readA1111({ textByKeyword, exif }: FileTexts): FoundMetadata | null {
  const parameters = textByKeyword.get('parameters')
  const text = parameters ?? exif.get('UserComment')
  if (text === undefined || text.trimStart().startsWith('{')) return null
  const read = readSettingsText(text)
  // Anyone may leave a comment; only these programs have a chunk of this name.
  const isTheirs = parameters !== undefined || read.settings.length > 0 || read.negativePrompt !== null
  if (!isTheirs) return null
  const named = (name: string): string | null => read.settings.find(([key]) => key === name)?.[1] ?? null
  return {
    tool: 'a1111',
    prompt: read.prompt,
    negativePrompt: read.negativePrompt,
    model: named('Model') ?? named('Model hash'),
    parameters: read.settings.filter(([name]) => name !== 'Model'),
  }
}

function readSettingsText(text: string) {
  const lines = text.trim().split(/\r?\n/)
  const last = splitSettings(lines.at(-1) ?? '')
  const settings = last.length >= minSettings ? last : []
  const body = (settings.length > 0 ? lines.slice(0, -1) : lines).join('\n')
  const isNegativeFirst = body.startsWith(negativeMark)
  const mark = isNegativeFirst ? 0 : body.indexOf(`\n${negativeMark}`)
  if (mark < 0) return { prompt: orNull(body), negativePrompt: null, settings }
  return {
    prompt: orNull(body.slice(0, mark)),
    negativePrompt: orNull(body.slice(mark + negativeMark.length + (isNegativeFirst ? 0 : 1))),
    settings,
  }
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/**
 * `Name: value, Name: "quoted, value", Name: {…}`. Commas within quotes and brackets at the start of a value belong to
 * it. Walked by hand: the expression that is used for it elsewhere takes quadratic time on a long line.
 */
function splitSettings(line: string): readonly (readonly [string, string])[] {
  const settings: (readonly [string, string])[] = []
  for (let at = 0; at < line.length; ) {
    const colon = line.indexOf(':', at)
    if (colon < 0) break
    // A name holds no comma: what stands before the last one is no setting.
    const name = line.slice(Math.max(at, line.lastIndexOf(',', colon) + 1), colon).trim()
    const start = skipBlanks(line, colon + 1)
    const end = endOfValue(line, start)
    if (/^\w[\w \-/]*$/.test(name)) settings.push([name, unquote(line.slice(start, end).trim())])
    at = end + 1
  }
  return settings
}

function skipBlanks(line: string, from: number): number {
  let at = from
  while (line[at] === ' ') at += 1
  return at
}

/** Where the comma after a value stands, or the line ends. */
function endOfValue(line: string, start: number): number {
  const opening = line[start]
  if (opening !== '"' && opening !== '[' && opening !== '{') return orEnd(line, line.indexOf(',', start))
  let depth = 0
  let isInQuotes = false
  for (let at = start; at < line.length; at += 1) {
    const character = line[at]
    if (isInQuotes && character === '\\') at += 1
    else if (character === '"') isInQuotes = !isInQuotes
    else if (!isInQuotes && (character === '[' || character === '{')) depth += 1
    else if (!isInQuotes && (character === ']' || character === '}')) depth -= 1
    else if (!isInQuotes && depth <= 0 && character === ',') return at
  }
  return line.length
}

const orEnd = (line: string, at: number): number => (at < 0 ? line.length : at)

function unquote(value: string): string {
  if (!value.startsWith('"')) return value
  const text = parseForeignJson(value)
  return typeof text === 'string' ? text : value
}
