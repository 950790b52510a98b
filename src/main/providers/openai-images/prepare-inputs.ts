import type { Failure, FailureOf } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { EditRules, ServerProfile } from '../../connections/server-profiles.ts'
import type { Redrawing } from '../../image-pool/messages.ts'
import { readImageHeader } from '../../library/image-header.ts'
import { type InputImage, noInputs, type ProviderInputs, type ProviderRequest } from '../provider.ts'
import { toUprightPng } from './to-upright-png.ts'

/** Draws a picture anew, as PNG. Where pixels are touched main has no hand in it. */
export type Redraw = (bytes: Uint8Array, as: Redrawing) => Promise<Result<Uint8Array, Failure>>

type Wrong = FailureOf<'bad-request' | 'unsupported-by-model'>

/** “Less than 50 MB”, “less than 4 MB”, in the smaller kind of megabyte. images.edit in OpenAI's API reference. */
const maxImageBytes = 50_000_000
const maxMaskBytes = 4_000_000
const takenFormats: ReadonlySet<string> = new Set(['png', 'jpeg', 'webp'])

/**
 * The pictures of a request as this kind of server takes them, or what is wrong with them: found here, it costs nothing.
 * What is masked or drawn on goes as an upright PNG, so that both have the same pixels; the mask as its server reads it.
 */
export async function prepareInputs(
  { inputs, model, params }: Pick<ProviderRequest, 'inputs' | 'model' | 'params'>,
  { edits, params: taken }: ServerProfile,
  redraw: Redraw,
): Promise<Result<ProviderInputs, Failure>> {
  const { images, mask, markup } = inputs
  const [first, ...others] = images
  if (first === undefined && mask === null && markup === null) return ok(noInputs)
  if (first === undefined) return wrong(mask === null ? 'markup' : 'mask', 'There is no picture that it is for.')
  if (edits === null) return unsupported('images', model)
  if (markup !== null && taken !== 'all') return unsupported('markup', model)
  const problem = findImageProblem(images, edits) ?? findFormatProblem(params.outputFormat, edits, model)
  if (problem !== null) return err(problem)
  if (mask !== null && markup !== null) return wrong('markup', 'Either a mask or markup, not both.')
  if (mask !== null && edits.mask === null) return unsupported('mask', model)
  if (mask === null && edits.mask?.isNeeded === true && edits.withoutMask === undefined)
    return wrong('mask', 'This server changes pictures only inside a mask.')

  const drawing = mask ?? markup
  const base =
    drawing === null && edits.isSquarePng !== true
      ? ok(first)
      : await toUprightPng(first, (bytes) => redraw(bytes, 'upright'))
  if (!base.ok) return base
  if (base.value.bytes.byteLength >= maxImageBytes)
    return wrong('images', `As PNG the first picture has ${base.value.bytes.byteLength} bytes of 50 MB.`)
  const shapeProblem = edits.isSquarePng === true ? findShapeProblem(base.value) : null
  if (shapeProblem !== null) return err(shapeProblem)
  const drawingProblem =
    drawing === null ? null : findDrawingProblem(drawing, mask === null ? 'markup' : 'mask', base.value)
  if (drawingProblem !== null) return err(drawingProblem)
  const read = mask === null ? ok(null) : await toPolarity(mask, edits, redraw)
  return read.ok ? ok({ images: [base.value, ...others], mask: read.value, markup }) : read
}

const wrong = (field: string, detail: string): Result<never, Failure> => err({ kind: 'bad-request', field, detail })
const unsupported = (field: string, model: string): Result<never, Failure> =>
  err({ kind: 'unsupported-by-model', field, model })

function findImageProblem(images: readonly InputImage[], { maxImages }: EditRules): Wrong | null {
  if (images.length > maxImages)
    return { kind: 'bad-request', field: 'images', detail: `${images.length} pictures; the limit is ${maxImages}.` }
  for (const [index, { bytes, format }] of images.entries()) {
    const which = `Picture ${index + 1}`
    if (!takenFormats.has(format))
      return { kind: 'bad-request', field: 'images', detail: `${which} is ${format}; PNG, JPEG and WebP are taken.` }
    if (bytes.byteLength >= maxImageBytes)
      return { kind: 'bad-request', field: 'images', detail: `${which} has ${bytes.byteLength} bytes of 50 MB.` }
  }
  return null
}

const findFormatProblem = (
  format: ProviderRequest['params']['outputFormat'],
  { outputFormats }: EditRules,
  model: string,
): Wrong | null =>
  format === undefined || outputFormats === undefined || outputFormats.includes(format)
    ? null
    : { kind: 'unsupported-by-model', field: 'outputFormat', model }

/** DALL·E 2: “must be a valid PNG file, less than 4MB, and square”. */
function findShapeProblem({ bytes }: InputImage): Wrong | null {
  const header = readImageHeader(bytes)
  if (!header.ok || header.value.width !== header.value.height)
    return { kind: 'bad-request', field: 'images', detail: 'The picture is not square.' }
  return bytes.byteLength < maxMaskBytes
    ? null
    : { kind: 'bad-request', field: 'images', detail: `As PNG the picture has ${bytes.byteLength} bytes of 4 MB.` }
}

function findDrawingProblem(drawing: Uint8Array, field: 'mask' | 'markup', base: InputImage): Wrong | null {
  const header = readImageHeader(drawing)
  const of = readImageHeader(base.bytes)
  if (!header.ok || header.value.format !== 'png') return { kind: 'bad-request', field, detail: 'It is no whole PNG.' }
  if (!of.ok) return { kind: 'bad-request', field: 'images', detail: 'The first picture is not whole.' }
  const [sizes, wanted] = [header.value, of.value].map(({ width, height }) => `${width}x${height}`)
  if (sizes !== wanted)
    return { kind: 'bad-request', field, detail: `It has ${sizes} pixels and the first picture ${wanted}.` }
  return drawing.byteLength < maxMaskBytes
    ? null
    : { kind: 'bad-request', field, detail: `It has ${drawing.byteLength} bytes of 4 MB.` }
}

async function toPolarity(mask: Uint8Array, edits: EditRules, redraw: Redraw): Promise<Result<Uint8Array, Failure>> {
  switch (edits.mask?.polarity) {
    case undefined:
    case 'alpha-0':
      return ok(mask)
    case 'white':
      return redraw(mask, 'white-is-changed')
    case 'black':
      return redraw(mask, 'black-is-changed')
  }
}
