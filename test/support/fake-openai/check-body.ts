import { type ApiError, invalidRequest, modelNotFound } from './api-error.ts'

/** What a request for pictures asks, after it was found valid. Defaults are the API's. */
export interface AskedPictures {
  readonly model: string
  readonly prompt: string
  readonly n: number
  readonly size: string
  readonly quality: string
  readonly background: string
  readonly outputFormat: 'png' | 'jpeg' | 'webp'
  readonly isStream: boolean
  readonly partialImages: number
}

interface Rules {
  readonly isFreeSize: boolean
  readonly qualities: readonly string[]
  readonly hasComplexity: boolean
}
const upToHigh = ['auto', 'low', 'medium', 'high']
const upToMax = [...upToHigh, 'xhigh', 'max']

/**
 * Kept apart from the studio's own catalogue on purpose: the two are written from the same documents and checked against
 * each other. https://developers.openai.com/api/reference/resources/images/methods/generate
 */
const rulesByModel: ReadonlyMap<string, Rules> = new Map([
  ['gpt-image-2.6-sunburst', { isFreeSize: true, qualities: upToMax, hasComplexity: true }],
  ['gpt-image-2.6-flare', { isFreeSize: true, qualities: upToMax, hasComplexity: true }],
  ['gpt-image-2.5-sunburst', { isFreeSize: true, qualities: upToMax, hasComplexity: false }],
  ['gpt-image-2.5-flare', { isFreeSize: true, qualities: upToMax, hasComplexity: false }],
  ['gpt-image-2', { isFreeSize: true, qualities: upToHigh, hasComplexity: false }],
  ['gpt-image-1.5', { isFreeSize: false, qualities: upToHigh, hasComplexity: false }],
  ['gpt-image-1-mini', { isFreeSize: false, qualities: upToHigh, hasComplexity: false }],
  ['chatgpt-image-latest', { isFreeSize: false, qualities: upToHigh, hasComplexity: false }],
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
  'safety_identifier',
  'user',
])

export function checkBody(body: unknown): AskedPictures | ApiError {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return invalidRequest('', 'invalid_json', 'We could not parse the JSON body of your request.')
  const fields = new Map<string, unknown>(Object.entries(body))

  const unknown = [...fields.keys()].find((field) => !knownFields.has(field))
  if (unknown !== undefined) return invalidRequest(unknown, 'unknown_parameter', `Unknown parameter: '${unknown}'.`)

  const model = fields.get('model')
  const rules = typeof model === 'string' ? rulesByModel.get(model) : undefined
  if (typeof model !== 'string' || rules === undefined) return modelNotFound(String(model))
  if (fields.has('complexity') && !rules.hasComplexity)
    return invalidRequest('complexity', 'unknown_parameter', "Unknown parameter: 'complexity'.")

  const prompt = fields.get('prompt')
  if (typeof prompt !== 'string') return invalidRequest('prompt', 'missing_required_parameter', 'Missing prompt.')
  if ([...prompt].length > 32_000) return invalidRequest('prompt', 'string_above_max_length', 'The prompt is too long.')

  const wrong = findWrongChoice(fields, rules) ?? findWrongNumber(fields)
  if (wrong !== null) return wrong

  const asked: AskedPictures = {
    model,
    prompt,
    n: numberOr(fields.get('n'), 1),
    size: textOr(fields.get('size'), 'auto'),
    quality: textOr(fields.get('quality'), 'auto'),
    background: textOr(fields.get('background'), 'auto'),
    outputFormat: formatOr(fields.get('output_format')),
    isStream: fields.get('stream') === true,
    partialImages: numberOr(fields.get('partial_images'), 0),
  }
  return findWrongCombination(asked, fields) ?? asked
}

function findWrongChoice(fields: ReadonlyMap<string, unknown>, rules: Rules): ApiError | null {
  const choices = {
    quality: rules.qualities,
    background: ['auto', 'transparent', 'opaque'],
    output_format: ['png', 'jpeg', 'webp'],
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
  const isSize = size === undefined || size === 'auto' || (typeof size === 'string' && isAllowedSize(size, rules))
  return isSize ? null : invalidRequest('size', 'invalid_value', `Invalid size '${String(size)}'.`)
}

function isAllowedSize(size: string, rules: Rules): boolean {
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
    pixels >= 655_360 &&
    pixels <= 8_294_400
  )
}

function findWrongNumber(fields: ReadonlyMap<string, unknown>): ApiError | null {
  const ranges = { n: [1, 10], output_compression: [0, 100], partial_images: [0, 3] } as const
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

function findWrongCombination(asked: AskedPictures, fields: ReadonlyMap<string, unknown>): ApiError | null {
  if (asked.background === 'transparent' && asked.outputFormat === 'jpeg')
    return invalidRequest('background', 'invalid_value', 'Transparent background is not supported for jpeg.')
  if (fields.has('output_compression') && asked.outputFormat === 'png')
    return invalidRequest('output_compression', 'invalid_value', 'Compression must be 100 for png.')
  if (asked.partialImages > 0 && !asked.isStream)
    return invalidRequest('partial_images', 'invalid_value', 'partial_images needs stream.')
  return null
}

const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)
const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise)
const formatOr = (value: unknown): AskedPictures['outputFormat'] =>
  value === 'jpeg' || value === 'webp' ? value : 'png'
