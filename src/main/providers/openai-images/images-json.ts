import { createHash } from 'node:crypto'
import type { Usage } from '#shared/generation.ts'
import type { ActualParams } from '#shared/image-params.ts'
import { withoutKeys } from '../../without-keys.ts'
import { maxRecordBytes } from './answer-limits.ts'
import { type LiftedJson, type LiftProblem, liftLongStrings } from './lift-long-strings.ts'

type Json = Readonly<Record<string, unknown>>

/** One JSON value of an answer: the whole body, or the data of one event. */
export interface ImagesJson {
  /** `{}` where the value is no object. */
  readonly value: Json
  /** The value when it is a plain text, as some relays answer. */
  readonly plainText: string | null
  /** A field that holds text, however long; `null` when it is missing, empty or anything else. */
  readonly text: (field: unknown) => string | null
  /** A field that holds base64, plain or as a `data:` address; `null` when it is missing or damaged. */
  readonly picture: (field: unknown) => Uint8Array | null
  /** The value as it is kept for provenance: every picture replaced by its size and hash. */
  readonly record: () => unknown
}

export function readImagesJson(bytes: Buffer): ImagesJson | LiftProblem | 'not-json' {
  const lifted = liftLongStrings(bytes)
  if (typeof lifted === 'string') return lifted
  let parsed: unknown
  try {
    parsed = JSON.parse(lifted.json)
  } catch {
    return 'not-json'
  }
  const text = (field: unknown) => readText(field, lifted)
  return {
    value: isObject(parsed) ? parsed : {},
    plainText: text(parsed),
    text,
    picture: (field) => decodeBase64(text(field) ?? ''),
    record: () => elidePictures(parsed, text),
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readText(field: unknown, lifted: LiftedJson): string | null {
  if (typeof field !== 'string' || field === '') return null
  const long = lifted.find(field)
  if (long === null) return field
  try {
    const text: unknown = JSON.parse(`"${long.toString()}"`)
    return typeof text === 'string' ? text : null
  } catch {
    // A control character or a broken escape, which liftLongStrings does not look for.
    return null
  }
}

const dataUrlHead = /^data:[^,]{0,200};base64,/i

/** Servers break lines, leave out padding, put a `data:` address in front. Anything else makes it no base64. */
function decodeBase64(text: string): Uint8Array | null {
  const plain = text.replace(dataUrlHead, '')
  const base64 = /\s/.test(plain) ? plain.replace(/\s/g, '') : plain
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  const decoded = Buffer.from(base64, 'base64')
  // Node's decoder skips what it does not know, so a damaged text comes out shorter than it should.
  const isWhole = decoded.length > 0 && decoded.length === Math.floor(((base64.length - padding) * 3) / 4)
  return isWhole ? decoded : null
}

/** Of the Images and the Responses API. */
const pictureFields: ReadonlySet<string> = new Set(['b64_json', 'result', 'partial_image_b64'])

/** A long text is kept as it is, as long as all of them together do not make the record a burden. */
function elidePictures(parsed: unknown, text: (field: unknown) => string | null): unknown {
  let budget = maxRecordBytes
  const elide = (key: string, value: unknown): unknown => {
    if (typeof value !== 'string' || value === '') return value
    const whole = text(value)
    if (whole === null) return '<unreadable text>'
    const isLongWord = whole !== value && !whole.includes(' ')
    const picture = pictureFields.has(key) || dataUrlHead.test(whole) || isLongWord ? decodeBase64(whole) : null
    if (picture !== null) return `<${picture.length} bytes, sha256 ${sha256(picture)}>`
    budget -= whole.length
    return budget < 0 ? `<${whole.length} characters>` : withoutKeys(whole)
  }
  // Depth was bounded when the long strings were taken out.
  const elided: unknown = JSON.parse(JSON.stringify(parsed, elide))
  return elided
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export function readUsage(usage: unknown): Usage | null {
  if (!isObject(usage)) return null
  const input = isObject(usage['input_tokens_details']) ? usage['input_tokens_details'] : {}
  const output = isObject(usage['output_tokens_details']) ? usage['output_tokens_details'] : {}
  const read: Usage = {
    inputTokens: tokenCount(usage['input_tokens']),
    inputTextTokens: tokenCount(input['text_tokens']),
    inputImageTokens: tokenCount(input['image_tokens']),
    outputTokens: tokenCount(usage['output_tokens']),
    outputImageTokens: tokenCount(output['image_tokens']),
    outputTextTokens: tokenCount(output['text_tokens']),
    totalTokens: tokenCount(usage['total_tokens']),
  }
  return Object.values(read).every((count) => count === null) ? null : read
}

/** As the provider wrote it, where it is no longer than such a thing can be. */
export function rawUsage(usage: unknown): { readonly raw?: unknown } {
  const text = withoutKeys(JSON.stringify(usage) ?? '')
  if (text === '' || text.length > maxUsageChars) return {}
  const raw: unknown = JSON.parse(text)
  return { raw }
}
const maxUsageChars = 4000

/** Of the language model that wrote an SVG: its words in and out, and nothing of pictures. */
export function readSvgUsage({ value, text }: ImagesJson): { readonly model: string; readonly usage: Usage } | null {
  const given = value['svg_usage']
  const model = isObject(given) ? text(given['model']) : null
  const usage = readUsage(given)
  if (model === null || usage === null) return null
  const { inputTokens, outputTokens } = usage
  return {
    model: model.slice(0, 200),
    usage: {
      ...usage,
      inputTextTokens: inputTokens,
      inputImageTokens: 0,
      outputImageTokens: 0,
      outputTextTokens: outputTokens,
    },
  }
}

const tokenCount = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null

/** What the answer says was really used; fields it does not name are absent. */
export function readActualParams({ value, text }: ImagesJson): Omit<ActualParams, 'n'> {
  const named = (field: string) => text(value[field])?.slice(0, 100) ?? null
  const [model, size, quality, background] = [named('model'), named('size'), named('quality'), named('background')]
  const outputFormat = named('output_format')
  return {
    ...(model !== null && { model }),
    ...(size !== null && { size }),
    ...(quality !== null && { quality }),
    ...(background !== null && { background }),
    ...(outputFormat !== null && { outputFormat }),
  }
}
