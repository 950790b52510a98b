import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl'
import { z } from 'zod'
import type { Failure } from '#shared/failure.ts'
import type { ImageFormat } from '#shared/image.ts'
import { err, ok, type Result } from '#shared/result.ts'
import {
  archiveFormat,
  archiveVersion,
  experimentsName,
  Manifest,
  manifestName,
  maxEntries,
  maxGrowth,
  maxPictureBytes,
  maxTextBytes,
  organisationName,
  pictureFormats,
  pictureName,
  placeOf,
} from './archive-format.ts'
import { FileReader } from './file-reader.ts'

/** An archive whose directory holds what it should and nothing else. Nothing of it has been taken yet. */
export interface OpenArchive {
  readonly manifest: Manifest
  /** In the order in which they were written. */
  readonly contents: readonly ArchivedContent[]
  readonly generations: readonly ArchivedEntry[]
  /** `null` = not of a whole library. */
  readonly organisation: ArchivedEntry | null
  /** `null` = there are none in it. */
  readonly experiments: ArchivedEntry | null
  readonly masks: readonly ArchivedEntry[]
  readonly close: () => void
}

export interface ArchivedContent {
  readonly sha256: string
  /** `null` = the pixels were dropped. */
  readonly picture: (ArchivedEntry & { readonly format: ImageFormat }) | null
  readonly record: ArchivedEntry
}

/** Throws `BadArchive` for bytes that are not what the directory says. */
export interface ArchivedEntry {
  readonly read: () => Promise<Buffer>
}

/** Says why an archive is refused. Thrown within this folder only; it becomes a failure at its edge. */
export class BadArchive extends Error {
  readonly failure: Failure
  constructor(detail: string, failure: Failure | null = null) {
    super(detail)
    this.failure = failure ?? { kind: 'damaged-file', fileName: null, detail: detail.slice(0, 4000) }
  }
}

/** Names the file in what was thrown; anything but a `BadArchive` goes on. */
export function toArchiveFailure(cause: unknown, path: string): Failure {
  if (!(cause instanceof BadArchive)) throw cause
  const { failure } = cause
  const fileName = basename(path)
  if (failure.kind === 'library-newer') return { ...failure, path: fileName }
  if (failure.kind === 'damaged-file' || failure.kind === 'unsupported-file') return { ...failure, fileName }
  return failure
}

/**
 * Reads the directory and the manifest. Refused: what is no such archive or a newer one, more or larger entries than
 * the limits, and whatever a person would not have got from the studio – names of any other form, links, the same name
 * or the same bytes twice.
 */
export async function openArchive(path: string): Promise<Result<OpenArchive, Failure>> {
  let opened: Awaited<ReturnType<typeof openZip>> | null = null
  try {
    opened = await readZip(() => openZip(path))
    return ok(await inspect(opened.zip, opened.file))
  } catch (cause) {
    opened?.zip.close()
    return err(toArchiveFailure(cause, path))
  }
}

async function openZip(path: string): Promise<{ readonly zip: ZipFile; readonly file: FileHandle }> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const options = { autoClose: false, strictFileNames: true }
    return { zip: await fromRandomAccessReaderPromise(new FileReader(file), size, options), file }
  } catch (cause) {
    await file.close()
    throw cause
  }
}

async function inspect(zip: ZipFile, file: FileHandle): Promise<OpenArchive> {
  if (zip.entryCount > maxEntries) throw new BadArchive(`${zip.entryCount} entries`)
  // Without a listener an error beside a call would end the process.
  zip.on('error', () => undefined)
  const byName = await readZip(() => readDirectory(zip))
  const toEntry = (packed: Packed): ArchivedEntry => ({ read: () => readZip(() => unpack(file, packed)) })
  const manifestEntry = byName.get(manifestName)
  if (manifestEntry === undefined)
    throw new BadArchive('There is no manifest', { kind: 'unsupported-file', fileName: null })
  const manifest = readManifest(await toEntry(manifestEntry).read())

  const findPicture = (sha256: string): ArchivedContent['picture'] => {
    for (const format of pictureFormats) {
      const packed = byName.get(pictureName(sha256, format))
      if (packed !== undefined) return { format, ...toEntry(packed) }
    }
    return null
  }
  const contents: ArchivedContent[] = []
  const generations: ArchivedEntry[] = []
  const masks: ArchivedEntry[] = []
  let pictureCount = 0
  for (const [name, packed] of byName) {
    const place = placeOf(name)
    if (place?.kind === 'picture') pictureCount += 1
    if (place?.kind === 'generations') generations.push(toEntry(packed))
    if (place?.kind === 'mask') masks.push(toEntry(packed))
    if (place?.kind === 'record')
      contents.push({ sha256: place.sha256, picture: findPicture(place.sha256), record: toEntry(packed) })
  }
  // More pictures than records, or two of one name in different formats.
  const hasStray = pictureCount > contents.filter(({ picture }) => picture !== null).length
  if (contents.length !== manifest.contentCount || hasStray)
    throw new BadArchive('Not the pictures that the manifest tells of')
  if (masks.length !== (manifest.maskCount ?? 0)) throw new BadArchive('Not the masks that the manifest tells of')
  const packedOrganisation = byName.get(organisationName)
  const organisation = packedOrganisation === undefined ? null : toEntry(packedOrganisation)
  const packedExperiments = byName.get(experimentsName)
  const experiments = packedExperiments === undefined ? null : toEntry(packedExperiments)
  return { manifest, contents, generations, organisation, experiments, masks, close: () => zip.close() }
}

/** Where an entry's bytes are, and what the directory says that they become. */
interface Packed {
  readonly name: string
  readonly start: number
  readonly packedBytes: number
  readonly bytes: number
  readonly crc32: number
  readonly isDeflated: boolean
}

async function readDirectory(zip: ZipFile): Promise<ReadonlyMap<string, Packed>> {
  const byName = new Map<string, Packed>()
  const ranges: { readonly start: number; readonly end: number }[] = []
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName
    refuseEntry(entry)
    if (byName.has(name)) throw new BadArchive(`Twice the same name: ${name}`)
    const local = await zip.readLocalFileHeaderPromise(entry)
    if (!local.fileName.equals(entry.fileNameRaw)) throw new BadArchive(`Two names for one entry: ${name}`)
    const { compressedSize: packedBytes, uncompressedSize: bytes } = entry
    const start = local.fileDataStart
    byName.set(name, { name, start, packedBytes, bytes, crc32: entry.crc32, isDeflated: entry.isCompressed() })
    ranges.push({ start: entry.relativeOffsetOfLocalHeader, end: start + packedBytes })
  }
  ranges.sort((one, other) => one.start - other.start)
  for (const [index, { end }] of ranges.entries())
    if (end > (ranges[index + 1]?.start ?? zip.fileSize)) throw new BadArchive('Entries share bytes')
  return byName
}

/** Everything about an entry that can be judged without reading it. */
function refuseEntry(entry: Entry): void {
  const { fileName, compressedSize, uncompressedSize, externalFileAttributes } = entry
  const place = placeOf(fileName)
  if (place === null)
    throw new BadArchive(`A name that does not belong here: ${JSON.stringify(fileName.slice(0, 300))}`)
  if (!entry.canDecodeFileData()) throw new BadArchive(`Encrypted, or packed in another way: ${fileName}`)
  const fileType = (externalFileAttributes >>> 16) & 0o170000
  if (fileType !== 0 && fileType !== 0o100000) throw new BadArchive(`Not a plain file: ${fileName}`)
  const maxBytes = place.kind === 'picture' ? maxPictureBytes : maxTextBytes
  const largest = Math.max(uncompressedSize, compressedSize)
  if (largest > maxBytes) throw new BadArchive(`${largest} bytes: ${fileName}`)
  if (uncompressedSize > compressedSize * maxGrowth) throw new BadArchive(`Grows beyond measure: ${fileName}`)
}

/** What it says it becomes is within the limits; it is stopped as soon as it becomes more. */
async function unpack(file: FileHandle, packed: Packed): Promise<Buffer> {
  const { name, start, packedBytes, bytes } = packed
  const { buffer, bytesRead } = await file.read(Buffer.alloc(packedBytes), 0, packedBytes, start)
  if (bytesRead !== packedBytes) throw new BadArchive(`Cut short: ${name}`)
  // At least one byte, because zlib takes 0 for no limit.
  const unpacked = packed.isDeflated ? await inflate(buffer, { maxOutputLength: Math.max(1, bytes) }) : buffer
  if (unpacked.byteLength !== bytes || crc32(unpacked) !== packed.crc32) throw new BadArchive(`Damaged: ${name}`)
  return unpacked
}

const inflate = promisify(inflateRaw)

/** Whatever the reading of a zip file throws says that it is a bad one, or cannot be read. */
async function readZip<Value>(read: () => Promise<Value>): Promise<Value> {
  try {
    return await read()
  } catch (cause) {
    if (cause instanceof BadArchive) throw cause
    throw new BadArchive(cause instanceof Error ? cause.message : String(cause))
  }
}

const AnyManifest = z.object({ format: z.literal(archiveFormat), version: z.number().int() })

function readManifest(bytes: Buffer): Manifest {
  const json = parseText(bytes)
  const any = AnyManifest.safeParse(json)
  if (!any.success) throw new BadArchive('Not a manifest of the studio', { kind: 'unsupported-file', fileName: null })
  if (any.data.version > archiveVersion)
    throw new BadArchive('Newer', { kind: 'library-newer', path: '', version: any.data.version })
  const manifest = Manifest.safeParse(json)
  if (!manifest.success) throw new BadArchive('The manifest does not say what it should')
  return manifest.data
}

/** JSON of an archive; `undefined` when it is none. */
export function parseText(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof RangeError) return undefined
    throw cause
  }
}
