import { type ApiError, invalidRequest, modelNotFound } from './api-error.ts'

/** What a request for pictures asks, after it was found valid. Defaults are the API's. */
export interface AskedPictures {
  readonly model: string
  readonly prompt: string
  readonly n: number
  readonly size: string
  readonly quality: string
  readonly background: string
  readonly outputFormat: 'png' | 'jpeg' | 'webp' | 'gif' | 'svg'
  readonly frameCount: number
  /** Pictures were sent along. */
  readonly isEdit: boolean
  readonly isStream: boolean
  readonly partialImages: number
}

interface Rules {
  readonly isFreeSize: boolean
  readonly qualities: readonly string[]
  readonly hasComplexity: boolean
  /** GIF, and outside of edits SVG. */
  readonly isAnimated: boolean
  readonly fidelities: readonly string[]
  readonly hasMarkup: boolean
}
const upToHigh = ['auto', 'low', 'medium', 'high']
const upToMax = [...upToHigh, 'xhigh', 'max']

/**
 * Kept apart from the studio's own catalogue on purpose: the two are written from the same documents and checked against
 * each other. https://developers.openai.com/api/reference/resources/images/methods/generate
 */
const base: Rules = {
  isFreeSize: true,
  qualities: upToHigh,
  hasComplexity: false,
  isAnimated: false,
  fidelities: [],
  hasMarkup: false,
}
const of25: Rules = { ...base, qualities: upToMax, hasMarkup: true }
const of26: Rules = { ...of25, hasComplexity: true, isAnimated: true }
const of1: Rules = { ...base, isFreeSize: false, fidelities: ['high', 'low'] }
const rulesByModel: ReadonlyMap<string, Rules> = new Map([
  ['gpt-image-2.6-sunburst', of26],
  ['gpt-image-2.6-flare', of26],
  ['gpt-image-2.5-sunburst', of25],
  ['gpt-image-2.5-flare', of25],
  ['gpt-image-2', base],
  ['gpt-image-1.5', of1],
  ['gpt-image-1-mini', { ...of1, fidelities: ['low'] }],
  ['chatgpt-image-latest', of1],
])

const knownFields: ReadonlySet<string> = new Set([
  'prompt',
  'model',
  'n',
  'size',
  'quality',
  'background',
  'output_format',
  'output_compression',
  'moderation',
  'complexity',
  'stream',
  'partial_images',
  'frame_count',
  'frame_duration_ms',
  'svg',
  'safety_identifier',
  'user',
])

/** `POST /images/generations`. */
export const checkBody = (body: unknown): AskedPictures | ApiError => check(body, null)

/** What of an edit is a file. */
export interface SentPictures {
  readonly images: number
  readonly hasMask: boolean
  readonly hasMarkup: boolean
}

/** The fields of `POST /images/edits` beside its files, numbers and flags as such. */
export const checkEditFields = (fields: unknown, pictures: SentPictures): AskedPictures | ApiError =>
  check(fields, pictures)

function check(body: unknown, pictures: SentPictures | null): AskedPictures | ApiError {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return invalidRequest('', 'invalid_json', 'We could not parse the JSON body of your request.')
  const fields = new Map<string, unknown>(Object.entries(body))

  const isKnown = (field: string): boolean =>
    pictures === null
      ? knownFields.has(field)
      : field === 'input_fidelity' || (knownFields.has(field) && field !== 'svg')
  const unknown = [...fields.keys()].find((field) => !isKnown(field))
  if (unknown !== undefined) return invalidRequest(unknown, 'unknown_parameter', `Unknown parameter: '${unknown}'.`)

  const model = fields.get('model')
  const rules = typeof model === 'string' ? rulesByModel.get(model) : undefined
  if (typeof model !== 'string' || rules === undefined) return modelNotFound(String(model))
  if (fields.has('complexity') && !rules.hasComplexity)
    return invalidRequest('complexity', 'unknown_parameter', "Unknown parameter: 'complexity'.")

  const prompt = fields.get('prompt')
  if (typeof prompt !== 'string') return invalidRequest('prompt', 'missing_required_parameter', 'Missing prompt.')
  if ([...prompt].length > 32_000) return invalidRequest('prompt', 'string_above_max_length', 'The prompt is too long.')

  if (fields.has('input_fidelity') && rules.fidelities.length === 0)
    return invalidRequest('input_fidelity', 'unknown_parameter', "Unknown parameter: 'input_fidelity'.")
  if (pictures?.hasMarkup === true && !rules.hasMarkup)
    return invalidRequest('markup', 'unknown_parameter', "Unknown parameter: 'markup'.")
  const wrong = findWrongChoice(fields, rules, pictures !== null) ?? findWrongNumber(fields)
  if (wrong !== null) return wrong

  const asked: AskedPictures = {
    model,
    prompt,
    n: numberOr(fields.get('n'), 1),
    size: textOr(fields.get('size'), 'auto'),
    quality: textOr(fields.get('quality'), 'auto'),
    background: textOr(fields.get('background'), 'auto'),
    outputFormat: formatOr(fields.get('output_format')),
    frameCount: numberOr(fields.get('frame_count'), 9),
    isEdit: pictures !== null,
    isStream: fields.get('stream') === true,
    partialImages: numberOr(fields.get('partial_images'), 0),
  }
  return findWrongCombination(asked, fields, pictures) ?? asked
}

function findWrongChoice(fields: ReadonlyMap<string, unknown>, rules: Rules, isEdit: boolean): ApiError | null {
  const animated = isEdit ? ['gif'] : ['gif', 'svg']
  const choices = {
    input_fidelity: rules.fidelities,
    quality: rules.qualities,
    background: ['auto', 'transparent', 'opaque'],
    output_format: ['png', 'jpeg', 'webp', ...(rules.isAnimated ? animated : [])],
    moderation: ['auto', 'low'],
    complexity: ['low', 'medium', 'high'],
    stream: [true, false],
  }
  for (const [field, values] of Object.entries(choices)) {
    const value = fields.get(field)
    if (value !== undefined && !values.some((allowed) => allowed === value))
      return invalidRequest(
        field,
        'invalid_value',
        `Invalid value: '${String(value)}'. Supported: ${values.join(', ')}.`,
      )
  }
  const size = fields.get('size')
  const isFrame = fields.get('output_format') === 'gif'
  const isSize =
    size === undefined || size === 'auto' || (typeof size === 'string' && isAllowedSize(size, rules, isFrame))
  return isSize ? null : invalidRequest('size', 'invalid_value', `Invalid size '${String(size)}'.`)
}

function isAllowedSize(size: string, rules: Rules, isFrame: boolean): boolean {
  if (!rules.isFreeSize) return ['1024x1024', '1536x1024', '1024x1536'].includes(size)
  const [, w, h] = /^(\d+)x(\d+)$/.exec(size) ?? []
  const width = Number(w)
  const height = Number(h)
  const pixels = width * height
  return (
    width % 16 === 0 &&
    height % 16 === 0 &&
    Math.max(width, height) <= 3840 &&
    Math.max(width, height) <= 3 * Math.min(width, height) &&
    (isFrame || pixels >= 655_360) &&
    pixels <= 8_294_400
  )
}

function findWrongNumber(fields: ReadonlyMap<string, unknown>): ApiError | null {
  const ranges = {
    n: [1, 10],
    output_compression: [0, 100],
    partial_images: [0, 3],
    frame_count: [2, 16],
    frame_duration_ms: [1, 655_350],
  } as const
  for (const [field, [low, high]] of Object.entries(ranges)) {
    const value = fields.get(field)
    if (value === undefined) continue
    if (typeof value !== 'number' || !Number.isInteger(value))
      return invalidRequest(field, 'invalid_type', `Invalid type for '${field}'.`)
    if (value < low) return invalidRequest(field, 'integer_below_min_value', `${field} must be at least ${low}.`)
    if (value > high) return invalidRequest(field, 'integer_above_max_value', `${field} must be at most ${high}.`)
  }
  return null
}

function findWrongCombination(
  asked: AskedPictures,
  fields: ReadonlyMap<string, unknown>,
  pictures: SentPictures | null,
): ApiError | null {
  const { outputFormat: format } = asked
  const refuse = (field: string, message: string): ApiError => invalidRequest(field, 'invalid_value', message)
  const isMoving = format === 'gif' || format === 'svg'
  if (asked.background === 'transparent' && (format === 'jpeg' || isMoving))
    return refuse('background', `Transparent background is not supported for ${format}.`)
  if (fields.has('output_compression') && (format === 'png' || isMoving))
    return refuse('output_compression', `Compression must be 100 for ${format}.`)
  if (asked.partialImages > 0 && !asked.isStream) return refuse('partial_images', 'partial_images needs stream.')
  if (asked.isStream && isMoving) return refuse('stream', `Streaming is not supported for ${format}.`)
  if (format === 'svg' && asked.n > 1) return refuse('n', 'SVG requires n = 1.')
  if (format !== 'gif' && (fields.has('frame_count') || fields.has('frame_duration_ms')))
    return refuse('frame_count', 'Frames need gif.')
  if (format !== 'svg' && fields.has('svg')) return refuse('svg', 'svg needs output_format svg.')
  if (pictures === null) return null
  if (pictures.images < 1 || pictures.images > 16) return refuse('image', 'Between 1 and 16 images.')
  if (pictures.hasMask && pictures.hasMarkup) return refuse('markup', 'Mask and markup cannot be combined.')
  return pictures.hasMask && format === 'gif' ? refuse('mask', 'Mask is not supported for gif.') : null
}

const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)
const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise)
const formatOr = (value: unknown): AskedPictures['outputFormat'] =>
  value === 'jpeg' || value === 'webp' || value === 'gif' || value === 'svg' ? value : 'png'
