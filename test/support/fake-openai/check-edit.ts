import { readImageHeader } from '#main/library/image-header.ts'
import type { SentFile, SentForm } from '../read-form.ts'
import { type ApiError, invalidRequest } from './api-error.ts'
import { type AskedPictures, checkEditFields } from './check-body.ts'

const files: ReadonlySet<string> = new Set(['image', 'image[]', 'mask', 'markup'])
const numbers: ReadonlySet<string> = new Set([
  'n',
  'output_compression',
  'partial_images',
  'frame_count',
  'frame_duration_ms',
])

/** `POST /images/edits` as a form: https://developers.openai.com/api/reference/resources/images/methods/edit */
export function checkEdit(form: SentForm): AskedPictures | ApiError {
  const sent = (name: string): readonly SentFile[] => (form[name] ?? []).filter((value) => typeof value !== 'string')
  const images = [...sent('image'), ...sent('image[]')]
  const drawings = [...sent('mask'), ...sent('markup')]
  for (const [index, { type, bytes }] of images.entries()) {
    if (!['image/png', 'image/jpeg', 'image/webp'].includes(type))
      return invalidRequest(`image[${index}]`, 'unsupported_file_mimetype', `Unsupported mimetype ('${type}').`)
    if (bytes.byteLength >= 50_000_000) return invalidRequest(`image[${index}]`, 'invalid_image_file', 'Too large.')
  }
  for (const drawing of drawings) {
    const problem = drawingProblem(drawing, images[0])
    if (problem !== null)
      return invalidRequest(sent('mask').length > 0 ? 'mask' : 'markup', 'invalid_image_file', problem)
  }
  const fields = Object.entries(form).flatMap(([name, [value]]) =>
    files.has(name) || typeof value !== 'string' ? [] : [[name, typed(name, value)]],
  )
  return checkEditFields(Object.fromEntries(fields), {
    images: images.length,
    hasMask: sent('mask').length > 0,
    hasMarkup: sent('markup').length > 0,
  })
}

function typed(name: string, value: string): string | number | boolean {
  if (name === 'stream') return value === 'true'
  return numbers.has(name) ? Number(value) : value
}

/** Colour types 4 and 6. https://www.w3.org/TR/png-3/#table111 */
const hasAlphaChannel = (png: Uint8Array): boolean => png[25] === 4 || png[25] === 6

/** Exported for the other way to the same models. `null` = it is as it should be. */
export function drawingProblem(
  drawing: Pick<SentFile, 'type' | 'bytes'>,
  first: Pick<SentFile, 'bytes'> | undefined,
): string | null {
  if (drawing.type !== 'image/png' || drawing.bytes.byteLength > 4_000_000) return 'Must be a PNG of less than 4 MB.'
  const header = readImageHeader(drawing.bytes)
  const of = first === undefined ? null : readImageHeader(first.bytes)
  const isSameSize =
    header.ok && of?.ok === true && header.value.width === of.value.width && header.value.height === of.value.height
  if (!isSameSize) return 'Must have the size of the first image.'
  return hasAlphaChannel(drawing.bytes) ? null : 'Must have an alpha channel.'
}
