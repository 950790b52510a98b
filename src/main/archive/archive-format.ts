import { z } from 'zod'
import type { ImageFormat } from '#shared/image.ts'

/**
 * A `.diptych` archive is a zip file:
 * `images/<sha256>.<format>` originals, stored as they are; `images/<sha256>.json` what is known about each, as in a
 * library; `generations-<n>.jsonl` generations that no picture tells of, one a line; `organisation.json`, of a whole
 * library, its collections and saved searches; `experiments.jsonl` A/B tests with their votes, one a line; `masks-<n>.json` kept masks; `manifest.json`, which says how many pictures and generations there are.
 */
export const archiveFormat = 'diptych-archive'
export const archiveVersion = 1

export const Manifest = z.strictObject({
  format: z.literal(archiveFormat),
  version: z.literal(archiveVersion),
  /** Of the library that wrote it. */
  libraryId: z.uuid(),
  createdAtMs: z.number().int(),
  contentCount: z.number().int().min(0),
  generationCount: z.number().int().min(0),
  /** Absent = written before there were any. */
  experimentCount: z.number().int().min(0).optional(),
  maskCount: z.number().int().min(0).optional(),
})
export type Manifest = z.infer<typeof Manifest>

/** A million pictures with what is known about them. */
export const maxEntries = 2_000_100
/** Originals are smaller (`maxImportBytes`); what they say they are is not believed before. */
export const maxPictureBytes = 60 * 1024 * 1024
/** Of a text: prompts and the provider's answer are a few hundred kilobytes at most. */
export const maxTextBytes = 16 * 1024 * 1024
/** How far a compressed entry may grow. */
export const maxGrowth = 200

/** Formats of originals, which are the endings of their names. */
export const pictureFormats: readonly ImageFormat[] = ['png', 'jpeg', 'webp', 'gif', 'svg']

export const manifestName = 'manifest.json'
export const organisationName = 'organisation.json'
export const experimentsName = 'experiments.jsonl'
export const maskName = (number: number): string => `masks-${number}.json`
export const pictureName = (sha256: string, format: ImageFormat): string => `images/${sha256}.${format}`
export const recordName = (sha256: string): string => `images/${sha256}.json`
export const generationsName = (number: number): string => `generations-${number}.jsonl`

export type EntryPlace =
  | { readonly kind: 'manifest' }
  | { readonly kind: 'picture'; readonly sha256: string; readonly format: ImageFormat }
  | { readonly kind: 'record'; readonly sha256: string }
  | { readonly kind: 'generations' }
  | { readonly kind: 'organisation' }
  | { readonly kind: 'experiments' }
  | { readonly kind: 'mask' }

/** What an entry of this name is; `null` for every name that the studio does not write. No name becomes a path. */
export function placeOf(name: string): EntryPlace | null {
  if (name === manifestName) return { kind: 'manifest' }
  if (name === organisationName) return { kind: 'organisation' }
  if (name === experimentsName) return { kind: 'experiments' }
  if (/^masks-[1-9]\d{0,5}\.json$/.test(name)) return { kind: 'mask' }
  if (/^generations-[1-9]\d{0,5}\.jsonl$/.test(name)) return { kind: 'generations' }
  const [, sha256, ending] = /^images\/([0-9a-f]{64})\.(png|jpeg|webp|gif|svg|json)$/.exec(name) ?? []
  if (sha256 === undefined) return null
  if (ending === 'json') return { kind: 'record', sha256 }
  const format = pictureFormats.find((one) => one === ending)
  return format === undefined ? null : { kind: 'picture', sha256, format }
}
