import type { FailureKind } from '#shared/failure.ts'
import type { Cost, Usage } from '#shared/generation.ts'
import type { UnmadeStatus } from '#shared/generation-status.ts'
import type { ImageFormat } from '#shared/image.ts'
import type { ActualParams, ImageParams } from '#shared/image-params.ts'
import type { ImportedMetadata } from '#shared/imported-metadata.ts'
import type { SourceRole } from '#shared/organising.ts'
import type { GenerationRecord, ImageOrigin, Sidecar } from '../library/sidecar.ts'

/**
 * Everything that is told of a picture outside the studio. An allow-list: a key, an address, a path or the id of a
 * connection has no place in it.
 */
export interface ExportedRecord {
  readonly kind: 'generated' | 'imported' | 'no-picture'
  /** '<library id>/<generation id>' of where it was made; `null` = imported. */
  readonly generation: string | null
  /** Place within its generation, from 0. */
  readonly position: number | null
  readonly status: 'succeeded' | UnmadeStatus | null
  readonly failure: FailureKind | null
  readonly createdAt: string
  readonly typedPrompt: string | null
  readonly sentPrompt: string | null
  readonly revisedPrompt: string | null
  readonly provider: string | null
  readonly connection: string | null
  readonly model: string | null
  readonly requestedParams: ImageParams | null
  readonly actualParams: ActualParams | null
  readonly usage: Usage | null
  /** Of the whole generation. */
  readonly cost: Cost | null
  /** This picture's share of it. */
  readonly costMicroUsd: number | null
  readonly requestId: string | null
  readonly durationMs: number | null
  readonly sources: readonly { readonly role: SourceRole; readonly sha256: string }[]
  readonly file: {
    readonly sha256: string
    readonly format: ImageFormat
    readonly width: number
    readonly height: number
    readonly bytes: number
  } | null
  readonly importedFileName: string | null
  readonly importedMetadata: ImportedMetadata | null
  readonly hasContentCredentials: boolean
  readonly isFavorite: boolean
  readonly rating: number | null
  readonly note: string | null
  readonly tags: readonly string[]
  /** Each as the names from the top down. */
  readonly collections: readonly (readonly string[])[]
  readonly deletedAt: string | null
  readonly pixelsDroppedAt: string | null
}

export const isoTime = (atMs: number): string => new Date(atMs).toISOString()
const isoTimeOrNull = (atMs: number | null): string | null => (atMs === null ? null : isoTime(atMs))

export const originOf = (libraryId: string, { origin, id }: Pick<GenerationRecord, 'origin' | 'id'>): string =>
  origin ?? `${libraryId}/${id}`

/** What a generation itself adds to the record of each of its pictures. */
export const recordOfGeneration = (
  libraryId: string,
  generation: Pick<
    GenerationRecord,
    | 'id'
    | 'origin'
    | 'typedPrompt'
    | 'sentPrompt'
    | 'provider'
    | 'connectionLabel'
    | 'model'
    | 'requestedParams'
    | 'usage'
    | 'cost'
    | 'requestId'
    | 'durationMs'
    | 'sources'
  >,
) => ({
  generation: originOf(libraryId, generation),
  typedPrompt: generation.typedPrompt,
  sentPrompt: generation.sentPrompt,
  provider: generation.provider,
  connection: generation.connectionLabel,
  model: generation.model,
  requestedParams: generation.requestedParams,
  usage: generation.usage,
  cost: generation.cost,
  requestId: generation.requestId,
  durationMs: generation.durationMs,
  sources: generation.sources.map(({ role, sha256 }) => ({ role, sha256 })),
})

const nothingGenerated = {
  generation: null,
  position: null,
  status: null,
  typedPrompt: null,
  sentPrompt: null,
  revisedPrompt: null,
  provider: null,
  connection: null,
  model: null,
  requestedParams: null,
  actualParams: null,
  usage: null,
  cost: null,
  requestId: null,
  durationMs: null,
  sources: [],
} as const

/** Texts that another program wrote into a file go through `clean`. */
export function recordOfImage(
  libraryId: string,
  { sha256, format, width, height, bytes }: Sidecar,
  image: ImageOrigin,
  clean: (text: string) => string,
): ExportedRecord {
  const { marks, importedMetadata } = image
  const generated =
    image.kind === 'imported'
      ? nothingGenerated
      : {
          ...recordOfGeneration(libraryId, image.generation),
          position: image.position,
          status: 'succeeded' as const,
          revisedPrompt: image.revisedPrompt,
          actualParams: image.generation.actualParams,
        }
  return {
    ...generated,
    kind: image.kind,
    failure: null,
    createdAt: isoTime(image.createdAtMs),
    costMicroUsd: image.costMicroUsd,
    file: { sha256, format, width, height, bytes },
    importedFileName: image.kind === 'imported' ? withoutFolder(image.fileName) : null,
    importedMetadata: importedMetadata === null ? null : cleanMetadata(importedMetadata, clean),
    hasContentCredentials: image.hasContentCredentials,
    isFavorite: marks.isFavorite,
    rating: marks.rating,
    note: marks.note,
    tags: marks.tags,
    collections: marks.collections,
    deletedAt: isoTimeOrNull(marks.deletedAtMs),
    pixelsDroppedAt: isoTimeOrNull(marks.pixelsDroppedAtMs),
  }
}

/** An absolute path names this computer; a name, or one within a folder that was imported, does not. */
export const withoutFolder = (fileName: string | null): string | null =>
  fileName !== null && /^([A-Za-z]:|[\\/])/.test(fileName) ? (fileName.split(/[\\/]/).at(-1) ?? '') : fileName

export const cleanMetadata = (metadata: ImportedMetadata, clean: (text: string) => string): ImportedMetadata => ({
  ...metadata,
  model: metadata.model === null ? null : clean(metadata.model),
  parameters: Object.fromEntries(Object.entries(metadata.parameters).map(([name, value]) => [name, clean(value)])),
})
