import { z } from 'zod'
import { Cost, Usage } from '#shared/generation.ts'
import { ImageFormat, Rating, Sha256 } from '#shared/image.ts'
import { ActualParams, ImageParams } from '#shared/image-params.ts'
import { ImportedMetadata } from '#shared/imported-metadata.ts'
import { SourceRole } from '#shared/organising.ts'
import { parseJson } from './parse-json.ts'

/** What a person made of an image. */
export const Marks = z
  .strictObject({
    isFavorite: z.boolean(),
    rating: Rating.nullable(),
    note: z.string().nullable(),
    tags: z.array(z.string()).readonly(),
    /** Each as the names from the top down to the one that holds the image. */
    collections: z.array(z.array(z.string()).readonly()).readonly(),
    deletedAtMs: z.number().int().nullable(),
    pixelsDroppedAtMs: z.number().int().nullable(),
    isJudgedBlind: z.boolean(),
  })
  .readonly()
export type Marks = z.infer<typeof Marks>

export const noMarks: Marks = {
  isFavorite: false,
  rating: null,
  note: null,
  tags: [],
  collections: [],
  deletedAtMs: null,
  pixelsDroppedAtMs: null,
  isJudgedBlind: false,
}

/**
 * An image that a generation came from, named so that every library finds it: a generated one by '<library id>/<id>' of
 * its generation and its position, an imported one by its content alone.
 */
export const SourceReference = z
  .strictObject({
    role: SourceRole,
    sha256: Sha256,
    madeBy: z.strictObject({ origin: z.string(), position: z.number().int() }).nullable(),
  })
  .readonly()
export type SourceReference = z.infer<typeof SourceReference>

const askedAndAnswered = {
  /** In the library that wrote the sidecar. */
  id: z.number().int().positive(),
  provider: z.string(),
  connectionId: z.string(),
  connectionLabel: z.string(),
  model: z.string(),
  typedPrompt: z.string(),
  sentPrompt: z.string(),
  requestedParams: ImageParams,
  actualParams: ActualParams,
  usage: Usage.nullable(),
  requestId: z.string().nullable(),
  createdAtMs: z.number().int(),
  durationMs: z.number().int().nullable(),
  rawResponse: z.string().nullable(),
}

export const GenerationRecord = z
  .strictObject({
    ...askedAndAnswered,
    settledAtMs: z.number().int(),
    cost: Cost.nullable(),
    experimentId: z.number().int().nullable(),
    /** By what the provider knows its answer; a conversation goes on from it. */
    responseId: z.string().nullable().default(null),
    /** '<library id>/<generation id>' of the conversation's turn before this one. */
    previousTurn: z.string().nullable().default(null),
    /** '<library id>/<generation id>' of where it was made; `null` = in the library that wrote the sidecar. */
    origin: z.string().nullable(),
    /** In the order in which they were sent. */
    sources: z.array(SourceReference).readonly(),
  })
  .readonly()
export type GenerationRecord = z.infer<typeof GenerationRecord>

const generated = { kind: z.literal('generated'), position: z.number().int(), revisedPrompt: z.string().nullable() }
const imported = { kind: z.literal('imported'), fileName: z.string().nullable() }
const ofEveryImage = {
  createdAtMs: z.number().int(),
  costMicroUsd: z.number().int().nullable(),
  importedMetadata: ImportedMetadata.nullable(),
  hasContentCredentials: z.boolean(),
  marks: Marks,
}

/** How one image came to be and what was made of it: all its rows hold that the picture itself does not tell. */
export const ImageOrigin = z.discriminatedUnion('kind', [
  z.strictObject({ ...generated, ...ofEveryImage, generation: GenerationRecord }),
  z.strictObject({ ...imported, ...ofEveryImage }),
])
export type ImageOrigin = Readonly<z.infer<typeof ImageOrigin>>

const content = {
  sha256: Sha256,
  format: ImageFormat,
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  bytes: z.number().int().positive(),
}

/**
 * `<sha>.json` beside an original: enough to rebuild its rows without the database. A list, because equal bytes can
 * belong to several images.
 */
export const Sidecar = z
  .strictObject({
    formatVersion: z.literal(2),
    /** Who wrote it; `null` = version 1 did not say. */
    libraryId: z.uuid().nullable(),
    ...content,
    images: z.array(ImageOrigin).readonly(),
  })
  .readonly()
export type Sidecar = z.infer<typeof Sidecar>

const SidecarOfVersion1 = z.strictObject({
  formatVersion: z.literal(1),
  ...content,
  images: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ ...generated, createdAtMs: z.number().int(), generation: z.strictObject(askedAndAnswered) }),
      z.strictObject({ ...imported, createdAtMs: z.number().int() }),
    ]),
  ),
})

function upgrade({ images, ...same }: z.infer<typeof SidecarOfVersion1>): Sidecar {
  const unknown = { costMicroUsd: null, importedMetadata: null, hasContentCredentials: false, marks: noMarks }
  return {
    ...same,
    formatVersion: 2,
    libraryId: null,
    images: images.map((image): ImageOrigin => {
      if (image.kind === 'imported') return { ...image, ...unknown }
      const { generation, createdAtMs } = image
      const also = {
        settledAtMs: createdAtMs,
        cost: null,
        experimentId: null,
        responseId: null,
        previousTurn: null,
        origin: null,
        sources: [],
      }
      return { ...image, ...unknown, generation: { ...generation, ...also } }
    }),
  }
}

/** Reads both versions; `null` when the text is no sidecar. */
export function parseSidecar(text: string): Sidecar | null {
  const json = parseJson(text)
  const parsed = Sidecar.safeParse(json)
  if (parsed.success) return parsed.data
  const old = SidecarOfVersion1.safeParse(json)
  return old.success ? upgrade(old.data) : null
}

/** To the pictures or the turn of another generation, which may be adopted later than it. */
export const refersToOthers = (image: ImageOrigin): boolean =>
  image.kind === 'generated' && (image.generation.sources.length > 0 || image.generation.previousTurn !== null)

/** The same image told twice (a save that a crash cut short, and its repetition) stays one entry. */
export function isSameImage(one: ImageOrigin, other: ImageOrigin): boolean {
  if (one.kind === 'imported')
    return other.kind === 'imported' && one.createdAtMs === other.createdAtMs && one.fileName === other.fileName
  if (other.kind === 'imported' || one.position !== other.position) return false
  const [made, told] = [one.generation, other.generation]
  return made.origin === null ? told.origin === null && made.id === told.id : made.origin === told.origin
}

/** A sidecar as `libraryId` would have written it: what another library made says so. */
export function retell(sidecar: Sidecar, libraryId: string): Sidecar {
  const { libraryId: writtenBy } = sidecar
  if (writtenBy === null || writtenBy === libraryId) return sidecar
  const images = sidecar.images.map((image): ImageOrigin => {
    if (image.kind === 'imported') return image
    const { generation } = image
    return { ...image, generation: { ...generation, origin: generation.origin ?? `${writtenBy}/${generation.id}` } }
  })
  return { ...sidecar, libraryId, images }
}
