import type { Model } from '#shared/catalogue.ts'
import { extraParams } from '#shared/extra-params.ts'
import type { ImageParams } from '#shared/image-params.ts'
import { findSizeProblem } from '#shared/size-problem.ts'

/** How many previews are asked for where the person has not said: enough to see it grow, cheap where they cost. */
const usualPreviewCount = 2

export interface FittedParams {
  /** What would be sent: only parameters that the model has, with values that it takes. */
  readonly params: ImageParams
  /** What the person chose and this model does not take. Their wish stays in the draft for the next model. */
  readonly dropped: readonly (keyof ImageParams)[]
}

/**
 * Fits what the person wishes to what a model takes. A wish that does not fit is left out and named, never changed into
 * something else; the exceptions are `n`, which is lowered, and a size, which becomes the model's own.
 * A custom size under a free rule is kept as it is: the size field says what is wrong with it.
 */
export function fitParams(
  wishes: ImageParams,
  model: Model,
  given: {
    readonly isCustomSize: boolean
    /** How many pictures go along. */
    readonly inputCount: number
  },
): FittedParams {
  const { isCustomSize, inputCount } = given
  const dropped: (keyof ImageParams)[] = []
  const fitWish = <Value>(
    name: keyof ImageParams,
    wish: Value | undefined,
    taken: readonly Value[],
  ): Value | undefined => {
    if (wish === undefined || taken.includes(wish)) return wish
    if (wish !== 'auto') dropped.push(name)
    return undefined
  }

  const keepsCustom = isCustomSize && model.sizes.kind === 'free'
  const takesSize = keepsCustom || findSizeProblem(wishes.size, model.sizes) === null
  if (!takesSize && wishes.size !== 'auto') dropped.push('size')

  // An SVG is written from words alone.
  const formats = model.outputFormats.filter((format) => inputCount === 0 || format !== 'svg')
  const outputFormat = fitWish('outputFormat', wishes.outputFormat, formats)
  const n = Math.min(wishes.n, maxNOf(model, outputFormat))
  if (n < wishes.n) dropped.push('n')

  const backgrounds = model.backgrounds.filter(
    (background) => background !== 'transparent' || canBeTransparent(outputFormat),
  )
  const optional = {
    quality: fitWish('quality', wishes.quality, model.qualities),
    background: fitWish('background', wishes.background, backgrounds),
    outputFormat,
    outputCompression: canCompress(model, outputFormat) ? wishes.outputCompression : undefined,
    moderation: fitWish('moderation', wishes.moderation, model.moderations),
    complexity: fitWish('complexity', wishes.complexity, model.complexities),
    partialImages: canPreview(model, n, outputFormat)
      ? Math.min(wishes.partialImages ?? usualPreviewCount, model.maxPartialImages)
      : undefined,
    frameCount: outputFormat === 'gif' ? wishes.frameCount : undefined,
    frameDurationMs: outputFormat === 'gif' ? wishes.frameDurationMs : undefined,
    svgModel: outputFormat === 'svg' ? wishes.svgModel : undefined,
    // Without a picture to follow there is nothing to be faithful to, and nothing is lost by not saying it.
    inputFidelity:
      inputCount === 0 ? undefined : fitWish('inputFidelity', wishes.inputFidelity, model.edits.inputFidelities),
    style: fitWish('style', wishes.style, model.styles),
    imageModel: fitWish('imageModel', wishes.imageModel, model.imageModels) ?? model.imageModels[0],
    ...Object.fromEntries(
      extraParams.map((name) => [
        name,
        fitWish<string | number>(name, wishes[name], model.extraParams.includes(name) ? [wishes[name] ?? ''] : []),
      ]),
    ),
  }
  return { params: { size: takesSize ? wishes.size : ownSize(model), n, ...withoutUndefined(optional) }, dropped }
}

type Format = ImageParams['outputFormat']

/** SVG is written one at a time. */
export const maxNOf = (model: Model, outputFormat: Format): number => (outputFormat === 'svg' ? 1 : model.maxN)

/** Previews carry no number of their picture, so they are shown only where there is one; GIF and SVG have none. */
export const canPreview = (model: Model, n: number, outputFormat: Format): boolean =>
  model.maxPartialImages > 0 && n === 1 && outputFormat !== 'gif' && outputFormat !== 'svg'

export const canBeTransparent = (outputFormat: Format): boolean =>
  outputFormat === undefined || outputFormat === 'png' || outputFormat === 'webp'

/** PNG knows no loss; compression is a matter of JPEG and WebP. */
export const canCompress = (model: Model, outputFormat: Format): boolean =>
  model.hasCompression && (outputFormat === 'jpeg' || outputFormat === 'webp')

const listedSizes = (model: Model): readonly string[] =>
  model.sizes.kind === 'list' ? model.sizes.sizes : model.sizes.suggestions

/** The sizes offered by name, in the order of the catalogue. */
export const offeredSizes = (model: Model): readonly string[] =>
  model.sizes.hasAuto ? ['auto', ...listedSizes(model)] : listedSizes(model)

const ownSize = (model: Model): string => offeredSizes(model)[0] ?? '1024x1024'

type Defined<Shape> = { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> }

function withoutUndefined<Shape extends object>(shape: Shape): Defined<Shape> {
  // Object.fromEntries forgets the keys; they are those of `shape`, less the ones without a value.
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as Defined<Shape>
}
