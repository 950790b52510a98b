import { z } from 'zod'
import { Difference } from '#shared/edit.ts'
import { Cost, Usage } from '#shared/generation.ts'
import { ImageFormat, Rating, Sha256 } from '#shared/image.ts'
import { ActualParams, ImageParams } from '#shared/image-params.ts'
import { ImportedMetadata } from '#shared/imported-metadata.ts'
import { maxFeatherPx } from '#shared/limits.ts'
import { SourceRole } from '#shared/organising.ts'
import { parseJson } from './parse-json.ts'
import { PictureReference } from './picture-reference.ts'

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
    /** A candidate of an edit on which nobody has decided. */
    isStaged: z.boolean().default(false),
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
  isStaged: false,
}

/** An image that a generation came from. */
export const SourceReference = z.strictObject({ role: SourceRole, ...PictureReference.unwrap().shape }).readonly()
export type SourceReference = z.infer<typeof SourceReference>

/** What a generation changed, and how. */
export const EditRecord = z
  .strictObject({
    /** `null` = the picture was deleted for good. */
    parent: PictureReference.nullable(),
    /** '<library id>/<mask id>' of where it was drawn; `null` = the words alone said what to change. */
    mask: z.string().nullable(),
    keepsEverythingElse: z.boolean(),
    featherPx: z.number().int().min(0).max(maxFeatherPx),
    /** Its composites and reports were made. */
    isFinished: z.boolean(),
  })
  .readonly()
export type EditRecord = z.infer<typeof EditRecord>

/** How an image differs from another, measured. */
export const ReportRecord = z
  .strictObject({
    before: PictureReference,
    mask: z.string().nullable(),
    inside: Difference.nullable(),
    outside: Difference.nullable(),
    isScaled: z.boolean(),
    words: z.strictObject({ text: z.string(), model: z.string() }).nullable(),
    createdAtMs: z.number().int(),
  })
  .readonly()
export type ReportRecord = z.infer<typeof ReportRecord>

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
    /** `null` = it edited nothing. */
    edit: EditRecord.nullable().default(null),
    /** '<library id>/<generation id>' of where it was made; `null` = in the library that wrote the sidecar. */
    origin: z.string().nullable(),
    /** In the order in which they were sent. */
    sources: z.array(SourceReference).readonly(),
  })
  .readonly()
export type GenerationRecord = z.infer<typeof GenerationRecord>

const generated = { kind: z.literal('generated'), position: z.number().int(), revisedPrompt: z.string().nullable() }
/**
 * The position of the picture as the model gave it, of which this one has the masked part; its own where that is gone.
 * Absent = it is as it came.
 */
const compositeOf = z.number().int().optional()
const imported = { kind: z.literal('imported'), fileName: z.string().nullable() }
const ofEveryImage = {
  createdAtMs: z.number().int(),
  costMicroUsd: z.number().int().nullable(),
  importedMetadata: ImportedMetadata.nullable(),
  hasContentCredentials: z.boolean(),
  marks: Marks,
  /** How it differs from others, which are the earlier ones. Absent = nobody measured. */
  reports: z.array(ReportRecord).readonly().optional(),
}

/** How one image came to be and what was made of it: all its rows hold that the picture itself does not tell. */
export const ImageOrigin = z.discriminatedUnion('kind', [
  z.strictObject({ ...generated, compositeOf, ...ofEveryImage, generation: GenerationRecord }),
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
        edit: null,
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

/** To other pictures, masks, or the turn of another generation, which may be adopted later than it. */
export const refersToOthers = (image: ImageOrigin): boolean =>
  (image.reports ?? []).length > 0 ||
  (image.kind === 'generated' &&
    (image.compositeOf !== undefined ||
      image.generation.edit !== null ||
      image.generation.sources.length > 0 ||
      image.generation.previousTurn !== null))

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
