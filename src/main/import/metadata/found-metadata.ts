import type { ImportedMetadata } from '#shared/imported-metadata.ts'

/** What a reader found, before it is cut to what a record holds. */
export interface FoundMetadata extends Pick<ImportedMetadata, 'tool' | 'prompt' | 'negativePrompt' | 'model'> {
  /** The first of a name counts. */
  readonly parameters: readonly (readonly [string, string])[]
}
