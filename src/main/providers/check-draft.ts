import { ExtraParam, type Model } from '#shared/catalogue.ts'
import type { FailureOf } from '#shared/failure.ts'
import type { ImageParams } from '#shared/image-params.ts'
import { isBeyondEnglish } from '#shared/is-beyond-english.ts'
import { findSizeProblem } from '#shared/size-problem.ts'
import { withImageModel } from '#shared/with-image-model.ts'
import { findModel, models, statusOn } from './catalogue.ts'

type Refusal = FailureOf<'bad-request' | 'unsupported-by-model' | 'model-retired'>

/** The provider's own rules, checked before anything is sent or recorded. The first thing wrong, or `null`. */
export function checkRequest(model: Model, prompt: string, params: ImageParams, nowMs: number): Refusal | null {
  const { imageModel } = params
  // The API's own default changes from time to time: what makes the picture is always said.
  if (model.imageModels.length > 0 && imageModel === undefined) return { kind: 'bad-request', field: 'imageModel' }
  for (const asked of [model, ...(imageModel === undefined ? [] : [findModel(imageModel)])]) {
    const status = asked === null ? null : statusOn(asked, nowMs)
    if (asked !== null && status?.kind === 'retired')
      return { kind: 'model-retired', model: asked.id, replacedBy: status.replacedBy }
  }

  const taking = withImageModel(model, imageModel, models)
  const unsupported = findUnsupportedField(taking, params)
  if (unsupported !== null) return { kind: 'unsupported-by-model', field: unsupported, model: model.id }

  const wrong = findWrongField(taking, prompt, params)
  return wrong === null ? null : { kind: 'bad-request', field: wrong.field, detail: wrong.detail }
}

/** A parameter, or a value of one, that the model does not have. */
function findUnsupportedField(model: Model, params: ImageParams): keyof ImageParams | null {
  const { quality, background, outputFormat, outputCompression, moderation, complexity, partialImages = 0 } = params
  const { inputFidelity, style, imageModel } = params
  if (quality !== undefined && !model.qualities.includes(quality)) return 'quality'
  if (background !== undefined && !model.backgrounds.includes(background)) return 'background'
  if (outputFormat !== undefined && !model.outputFormats.includes(outputFormat)) return 'outputFormat'
  if (outputCompression !== undefined && !model.hasCompression) return 'outputCompression'
  if (moderation !== undefined && !model.moderations.includes(moderation)) return 'moderation'
  if (complexity !== undefined && !model.complexities.includes(complexity)) return 'complexity'
  if (inputFidelity !== undefined && !model.edits.inputFidelities.includes(inputFidelity)) return 'inputFidelity'
  if (style !== undefined && !model.styles.includes(style)) return 'style'
  if (imageModel !== undefined && !model.imageModels.includes(imageModel)) return 'imageModel'
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
): { readonly field: keyof ImageParams | 'prompt' | 'promptLanguage'; readonly detail: string } | null {
  // The limit counts characters, not UTF-16 units: an emoji is one.
  const promptChars = [...prompt].length
  if (promptChars > model.maxPromptChars)
    return { field: 'prompt', detail: `${promptChars} characters; the limit is ${model.maxPromptChars}` }

  if (model.promptLanguage === 'en' && isBeyondEnglish(`${prompt} ${params.negativePrompt ?? ''}`))
    return { field: 'promptLanguage', detail: `${model.label} reads English only` }

  const sizeProblem = findSizeProblem(params.size, model.sizes)
  if (sizeProblem !== null) return { field: 'size', detail: sizeProblem.kind }
  if (params.n > model.maxN) return { field: 'n', detail: `${params.n} pictures; the limit is ${model.maxN}` }

  const format = params.outputFormat ?? 'png'
  if (params.background === 'transparent' && format === 'jpeg')
    return { field: 'background', detail: 'JPEG has no transparency; PNG and WebP do' }
  if (params.outputCompression !== undefined && format === 'png')
    return { field: 'outputCompression', detail: 'only JPEG and WebP are compressed by degree' }
  // Events of a stream do not say which of several pictures they belong to.
  if ((params.partialImages ?? 0) > 0 && params.n > 1)
    return { field: 'partialImages', detail: 'previews are sent for a single picture only' }
  return null
}
