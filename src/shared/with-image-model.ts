import type { Model } from './catalogue.ts'

/**
 * A language model as it takes parameters with `imageModel` behind it (absent: the first it offers): sizes, qualities,
 * formats and the price of a picture are the image model's, everything about words is its own. Any other model is
 * itself.
 */
export function withImageModel(model: Model, imageModel: string | undefined, models: readonly Model[]): Model {
  const id = imageModel ?? model.imageModels[0]
  const behind = model.imageModels.length === 0 ? undefined : models.find((one) => one.id === id)
  if (behind === undefined) return model
  return {
    ...model,
    sizes: behind.sizes,
    qualities: behind.qualities,
    backgrounds: behind.backgrounds,
    outputFormats: behind.outputFormats,
    moderations: behind.moderations,
    complexities: behind.complexities,
    hasCompression: behind.hasCompression,
    maxPartialImages: behind.maxPartialImages,
    edits: { ...model.edits, inputFidelities: behind.edits.inputFidelities },
    prices: behind.prices,
  }
}
