import type { Model } from '#shared/catalogue.ts'

/** The catalogue's name of a model, or its id where the catalogue does not know it. */
export const modelLabel = (id: string, models: readonly Model[]): string =>
  models.find((model) => model.id === id)?.label ?? id
