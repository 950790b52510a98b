import { ExtraParam, type Model } from '#shared/catalogue.ts'
import type { FailureOf } from '#shared/failure.ts'
import type { ImageParams, OutputFormat } from '#shared/image-params.ts'
import { isBeyondEnglish } from '#shared/is-beyond-english.ts'
import { findSizeProblem } from '#shared/size-problem.ts'
import { withImageModel } from '#shared/with-image-model.ts'
import { findModel, models, statusOn } from './catalogue.ts'

/** The pictures that would go along. */
export interface InputCounts {
  readonly images: number
  readonly hasMask: boolean
  readonly hasMarkup: boolean
}
const nothing: InputCounts = { images: 0, hasMask: false, hasMarkup: false }

type Refusal = FailureOf<'bad-request' | 'unsupported-by-model' | 'model-retired'>

/** The provider's own rules, checked before anything is sent or recorded. The first thing wrong, or `null`. */
export function checkRequest(
  model: Model,
  prompt: string,
  params: ImageParams,
  nowMs: number,
  inputs: InputCounts = nothing,
): Refusal | null {
  const { imageModel } = params
  // The API's own default changes from time to time: what makes the picture is always said.
  if (model.imageModels.length > 0 && imageModel === undefined) return { kind: 'bad-request', field: 'imageModel' }
  for (const asked of [model, ...(imageModel === undefined ? [] : [findModel(imageModel)])]) {
    const status = asked === null ? null : statusOn(asked, nowMs)
    if (asked !== null && status?.kind === 'retired')
      return { kind: 'model-retired', model: asked.id, replacedBy: status.replacedBy }
  }

  const taking = withImageModel(model, imageModel, models)
  const unsupported = findUnsupportedInput(taking, inputs) ?? findUnsupportedField(taking, params)
  if (unsupported !== null) return { kind: 'unsupported-by-model', field: unsupported, model: model.id }

  const wrong = findWrongInput(taking, params, inputs) ?? findWrongField(taking, prompt, params)
  return wrong === null ? null : { kind: 'bad-request', field: wrong.field, detail: wrong.detail }
}

type InputField = 'images' | 'mask' | 'markup'

function findUnsupportedInput({ edits }: Model, { images, hasMask, hasMarkup }: InputCounts): InputField | null {
  if (images > 0 && edits.maxInputImages === 0) return 'images'
  if (hasMask && !edits.hasMask) return 'mask'
  return hasMarkup && !edits.hasMarkup ? 'markup' : null
}

/** https://developers.openai.com/api/reference/resources/images/methods/edit */
function findWrongInput(
  { edits }: Model,
  params: ImageParams,
  inputs: InputCounts,
): Wrong<InputField | keyof ImageParams> | null {
  const { images, hasMask, hasMarkup } = inputs
  if (images > edits.maxInputImages)
    return { field: 'images', detail: `${images} pictures; the limit is ${edits.maxInputImages}` }
  if (images === 0 && (hasMask || hasMarkup))
    return { field: hasMask ? 'mask' : 'markup', detail: 'there is no picture that it is for' }
  if (hasMask && hasMarkup) return { field: 'markup', detail: 'either a mask or markup, not both' }
  if (images === 0 && params.inputFidelity !== undefined)
    return { field: 'inputFidelity', detail: 'only pictures that go along can be followed closely' }
  if (images > 0 && params.outputFormat === 'svg')
    return { field: 'outputFormat', detail: 'SVG is made from words alone' }
  return hasMask && params.outputFormat === 'gif' ? { field: 'mask', detail: 'a GIF is made without a mask' } : null
}

interface Wrong<Field> {
  readonly field: Field
  readonly detail: string
}

/** A parameter, or a value of one, that the model does not have. */
function findUnsupportedField(model: Model, params: ImageParams): keyof ImageParams | null {
  const { quality, background, outputFormat, outputCompression, moderation, complexity, partialImages = 0 } = params
  const { inputFidelity, style, imageModel, frameCount, frameDurationMs, svgModel } = params
  if (quality !== undefined && !model.qualities.includes(quality)) return 'quality'
  if (background !== undefined && !model.backgrounds.includes(background)) return 'background'
  if (outputFormat !== undefined && !model.outputFormats.includes(outputFormat)) return 'outputFormat'
  if (outputCompression !== undefined && !model.hasCompression) return 'outputCompression'
  if (moderation !== undefined && !model.moderations.includes(moderation)) return 'moderation'
  if (complexity !== undefined && !model.complexities.includes(complexity)) return 'complexity'
  if (inputFidelity !== undefined && !model.edits.inputFidelities.includes(inputFidelity)) return 'inputFidelity'
  if (style !== undefined && !model.styles.includes(style)) return 'style'
  if (imageModel !== undefined && !model.imageModels.includes(imageModel)) return 'imageModel'
  if (frameCount !== undefined && !model.outputFormats.includes('gif')) return 'frameCount'
  if (frameDurationMs !== undefined && !model.outputFormats.includes('gif')) return 'frameDurationMs'
  if (svgModel !== undefined && !model.outputFormats.includes('svg')) return 'svgModel'
  for (const name of ExtraParam.options)
    if (params[name] !== undefined && !model.extraParams.includes(name)) return name
  if (partialImages > model.maxPartialImages) return 'partialImages'
  return null
}

/** Values that the model has but that do not go together, or go too far. */
function findWrongField(
  model: Model,
  prompt: string,
  params: ImageParams,
): Wrong<keyof ImageParams | 'prompt' | 'promptLanguage'> | null {
  // The limit counts characters, not UTF-16 units: an emoji is one.
  const promptChars = [...prompt].length
  if (promptChars > model.maxPromptChars)
    return { field: 'prompt', detail: `${promptChars} characters; the limit is ${model.maxPromptChars}` }

  if (model.promptLanguage === 'en' && isBeyondEnglish(`${prompt} ${params.negativePrompt ?? ''}`))
    return { field: 'promptLanguage', detail: `${model.label} reads English only` }

  const format = params.outputFormat ?? 'png'
  const sizeProblem = findSizeProblem(params.size, model.sizes)
  // Frames of a GIF are smaller than pictures; how small they may be is not documented.
  if (sizeProblem !== null && !(format === 'gif' && sizeProblem.kind === 'too-few-pixels'))
    return { field: 'size', detail: sizeProblem.kind }
  if (params.n > model.maxN) return { field: 'n', detail: `${params.n} pictures; the limit is ${model.maxN}` }
  return findWrongFormat(format, params)
}

/** What goes with which format. https://developers.openai.com/api/reference/resources/images/methods/generate */
function findWrongFormat(format: OutputFormat, params: ImageParams): Wrong<keyof ImageParams> | null {
  const { n, background, outputCompression, frameCount, frameDurationMs, svgModel, partialImages = 0 } = params
  if (background === 'transparent' && format !== 'png' && format !== 'webp')
    return { field: 'background', detail: `${nameOf[format]} cannot be transparent; PNG and WebP can` }
  if (outputCompression !== undefined && format !== 'jpeg' && format !== 'webp')
    return { field: 'outputCompression', detail: 'only JPEG and WebP are compressed by degree' }
  if (format !== 'gif' && (frameCount !== undefined || frameDurationMs !== undefined))
    return { field: frameCount !== undefined ? 'frameCount' : 'frameDurationMs', detail: 'only a GIF has frames' }
  if (format !== 'svg' && svgModel !== undefined)
    return { field: 'svgModel', detail: 'only an SVG is written by a language model' }
  if (format === 'svg' && n > 1) return { field: 'n', detail: 'SVG is made one at a time' }
  if (partialImages > 0 && (format === 'gif' || format === 'svg'))
    return { field: 'partialImages', detail: `there are no previews of ${nameOf[format]}` }
  // Events of a stream do not say which of several pictures they belong to.
  return partialImages > 0 && n > 1
    ? { field: 'partialImages', detail: 'previews are sent for a single picture only' }
    : null
}

const nameOf: Readonly<Record<OutputFormat, string>> = {
  png: 'PNG',
  jpeg: 'JPEG',
  webp: 'WebP',
  gif: 'GIF',
  svg: 'SVG',
}
