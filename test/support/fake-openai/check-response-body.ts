import { type ApiError, invalidRequest } from './api-error.ts'
import { type AskedPictures, checkBody } from './check-body.ts'
import { drawingProblem } from './check-edit.ts'

/** What a request to a language model with the image tool asks, after it was found valid. */
export interface AskedResponse {
  readonly model: string
  readonly prompt: string
  readonly imageCount: number
  /** What the tool is asked for, by the rules of the image model behind it. */
  readonly pictures: AskedPictures
  readonly tool: Readonly<Record<string, unknown>>
  readonly isBackground: boolean
  readonly previousResponseId: string | null
}

const knownFields: ReadonlySet<string> = new Set([
  'model',
  'input',
  'tools',
  'tool_choice',
  'background',
  'store',
  'stream',
  'previous_response_id',
])
const knownToolFields: ReadonlySet<string> = new Set([
  'type',
  'action',
  'model',
  'size',
  'quality',
  'background',
  'output_format',
  'output_compression',
  'moderation',
  'complexity',
  'input_fidelity',
  'frame_count',
  'frame_duration_ms',
  'partial_images',
  'input_image_mask',
])

/** https://developers.openai.com/api/reference/resources/responses, as far as the image tool goes. */
export function checkResponseBody(body: unknown): AskedResponse | ApiError {
  if (!isRecord(body)) return invalidRequest('', 'invalid_json', 'We could not parse the JSON body of your request.')
  const unknown = Object.keys(body).find((field) => !knownFields.has(field))
  if (unknown !== undefined) return invalidRequest(unknown, 'unknown_parameter', `Unknown parameter: '${unknown}'.`)
  if (body['background'] === true && body['store'] !== true)
    return invalidRequest('background', 'invalid_value', 'background needs store.')
  if (!isRecord(body['tool_choice']) || body['tool_choice']['type'] !== 'image_generation')
    return invalidRequest('tool_choice', 'invalid_value', 'This fake answers only where the image tool is forced.')

  const tool: unknown = Array.isArray(body['tools']) ? body['tools'][0] : undefined
  if (!isRecord(tool) || tool['type'] !== 'image_generation')
    return invalidRequest('tools', 'invalid_value', 'The tool that is forced must be among the tools.')
  const unknownInTool = Object.keys(tool).find((field) => !knownToolFields.has(field))
  if (unknownInTool !== undefined)
    return invalidRequest(`tools[0].${unknownInTool}`, 'unknown_parameter', `Unknown parameter: '${unknownInTool}'.`)

  const message: unknown = Array.isArray(body['input']) ? body['input'][0] : undefined
  const content: readonly unknown[] = isRecord(message) && Array.isArray(message['content']) ? message['content'] : []
  const words = content.filter(isRecord).find(({ type }) => type === 'input_text')?.['text']
  const images = content.filter(isRecord).filter(({ type }) => type === 'input_image')
  if (typeof words !== 'string') return invalidRequest('input', 'missing_required_parameter', 'Missing input.')
  const previousResponseId = typeof body['previous_response_id'] === 'string' ? body['previous_response_id'] : null
  if (tool['action'] === 'edit' && images.length === 0 && previousResponseId === null)
    return invalidRequest('tools[0].action', 'invalid_value', 'There is no image to edit.')
  const damaged = images.find(({ image_url: url }) => typeof url !== 'string' || !/^data:image\/\w+;base64,/.test(url))
  if (damaged !== undefined) return invalidRequest('input', 'invalid_image_url', 'The image is not one.')

  const mask = isRecord(tool['input_image_mask']) ? fileIn(tool['input_image_mask']['image_url']) : undefined
  const maskProblem =
    mask === undefined
      ? null
      : mask === null
        ? 'It is not one.'
        : drawingProblem(mask, fileIn(images[0]?.['image_url']) ?? undefined)
  if (maskProblem !== null) return invalidRequest('tools[0].input_image_mask', 'invalid_image_file', maskProblem)

  const { type: _, action: __, model = 'gpt-image-2', input_fidelity: ___, input_image_mask: ____, ...rest } = tool
  const pictures = checkBody({ prompt: words, model, stream: body['stream'] === true, ...rest })
  if ('status' in pictures) return pictures
  return {
    model: String(body['model']),
    prompt: words,
    imageCount: images.length,
    pictures,
    tool,
    isBackground: body['background'] === true,
    previousResponseId,
  }
}

function fileIn(url: unknown): { readonly type: string; readonly bytes: Uint8Array } | null {
  const [, type, base64] = /^data:(image\/\w+);base64,(.*)$/.exec(typeof url === 'string' ? url : '') ?? []
  return type === undefined || base64 === undefined ? null : { type, bytes: Buffer.from(base64, 'base64') }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
