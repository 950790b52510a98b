import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { RefusedFile, TaskOutcome } from '#shared/task.ts'
import { adoptMask, isPossibleMask, MaskRecord } from '../edits/mask-record.ts'
import { adoptRecord, ExperimentRecord } from '../experiments/experiment-record.ts'
import { adoptSidecar } from '../library/adopt-sidecar.ts'
import { sha256Of } from '../library/blob-store.ts'
import { syncFolder, writeNewFile } from '../library/durable-file.ts'
import { readImageHeader } from '../library/image-header.ts'
import type { Library } from '../library/library.ts'
import { blobPath, shardPath } from '../library/library-paths.ts'
import { parseSidecar, refersToOthers, type Sidecar } from '../library/sidecar.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import { pictureName } from './archive-format.ts'
import {
  type ArchivedContent,
  type ArchivedEntry,
  BadArchive,
  type OpenArchive,
  openArchive,
  parseText,
  toArchiveFailure,
} from './open-archive.ts'
import { adoptOrganisation, Organisation } from './organisation.ts'
import { adoptPictureless, PicturelessGeneration } from './pictureless-generation.ts'
import { openScratch, type Scratch } from './scratch.ts'

/** Contents that get their names, and rows that are committed, in one go. */
const lot = 64
const maxListed = 1000

/**
 * Takes in what an archive holds and this library lacks. Everything is read, checked and laid ready in `tmp/` before
 * the first of it is taken: an archive that is refused leaves the library as it was. What is here already is not
 * touched, and what was taken by then stays when the task is stopped.
 */
export async function importArchive(
  library: Library,
  { path }: { readonly path: string },
  context: TaskContext,
): Promise<Result<TaskOutcome, Failure>> {
  const opened = await openArchive(path)
  if (!opened.ok) return opened
  const archive = opened.value
  const folder = join(library.paths.tmp, crypto.randomUUID())
  const steps = archive.contents.length * 2
  try {
    await mkdir(folder)
    await layReady(library, archive, folder, context, steps)
    return ok(await takeIn(library, archive, folder, context, steps))
  } catch (cause) {
    return err(toArchiveFailure(cause, path))
  } finally {
    archive.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Reads all of it, and writes down what the library lacks. Throws `BadArchive` at the first thing that is not right. */
async function layReady(
  library: Library,
  archive: OpenArchive,
  folder: string,
  context: TaskContext,
  steps: number,
): Promise<void> {
  const scratch = openScratch(library.id)
  try {
    for (const [index, content] of archive.contents.entries()) {
      context.signal.throwIfAborted()
      const sidecar = await readSidecar(content, archive)
      scratch.tryOut(() => adoptSidecar(scratch, sidecar, { fromLibraryId: archive.manifest.libraryId }))
      const { picture } = content
      if (picture === null) refuseWithoutPicture(sidecar)
      else await layPicture(library, sidecar, await picture.read(), join(folder, content.sha256))
      context.report({ done: index + 1, total: steps })
    }
    let generationCount = 0
    for (const entry of archive.generations)
      generationCount += tryOutGenerations(scratch, await readGenerations(entry), archive)
    const organisation = await readOrganisation(archive)
    if (organisation !== null) scratch.tryOut(() => adoptOrganisation(scratch.db, organisation))
    for (const entry of archive.masks) await readMask(entry)
    const experiments = await readExperiments(archive)
    for (const record of experiments) scratch.tryOut(() => adoptRecord(scratch.db, scratch.id, record))
    if (experiments.length !== (archive.manifest.experimentCount ?? 0))
      throw new BadArchive('Not the experiments that the manifest tells of')
    if (generationCount !== archive.manifest.generationCount)
      throw new BadArchive('Not the generations that the manifest tells of')
  } finally {
    scratch.close()
  }
}

async function readSidecar({ sha256, picture, record }: ArchivedContent, archive: OpenArchive): Promise<Sidecar> {
  const sidecar = parseSidecar((await record.read()).toString())
  if (sidecar === null) throw new BadArchive(`Not a record: ${sha256}`)
  const isWrittenThere = sidecar.libraryId === null || sidecar.libraryId === archive.manifest.libraryId
  if (sidecar.sha256 !== sha256 || (picture !== null && sidecar.format !== picture.format) || !isWrittenThere)
    throw new BadArchive(`The record of another picture: ${sha256}`)
  if (sidecar.images.length === 0 || !sidecar.images.every(isPossible))
    throw new BadArchive(`Not a possible record: ${sha256}`)
  return sidecar
}

/** What the form of a sidecar and the checks of the database leave open. */
function isPossible(image: Sidecar['images'][number]): boolean {
  const { marks, createdAtMs } = image
  const generation = image.kind === 'generated' ? image.generation : null
  const times = [
    createdAtMs,
    marks.deletedAtMs,
    marks.pixelsDroppedAtMs,
    generation?.createdAtMs,
    generation?.settledAtMs,
  ]
  return (
    times.every((atMs) => atMs === undefined || isTime(atMs)) &&
    marks.tags.every(isName) &&
    marks.collections.every((path) => path.length > 0 && path.length <= maxDepth && path.every(isName))
  )
}

/** Within the years 1970 to 9999, so that everything that shows a date can. */
const isTime = (atMs: number | null): boolean => atMs === null || (atMs >= 0 && atMs < 253_402_300_800_000)

const isName = (name: string): boolean => name !== '' && name.length <= 1000

/** Of collections within each other. */
const maxDepth = 100

function refuseWithoutPicture({ sha256, images }: Sidecar): void {
  if (images.some(({ marks }) => marks.pixelsDroppedAtMs === null))
    throw new BadArchive(`A picture is missing: ${sha256}`)
}

async function layPicture(library: Library, sidecar: Sidecar, bytes: Buffer, readyPath: string): Promise<void> {
  const { sha256, format, width, height } = sidecar
  if (sha256Of(bytes) !== sha256)
    throw new BadArchive(`Not the bytes that its name says: ${pictureName(sha256, format)}`)
  const header = readImageHeader(bytes)
  const isAsTold =
    header.ok &&
    header.value.format === format &&
    header.value.width === width &&
    header.value.height === height &&
    bytes.byteLength === sidecar.bytes
  if (!isAsTold) throw new BadArchive(`Not the picture that its record tells of: ${pictureName(sha256, format)}`)
  const kept = blobPath(library.paths, sha256, format)
  // One that has decayed here is replaced by these good bytes.
  if (!existsSync(kept) || !(await readFile(kept)).equals(bytes)) await writeNewFile(readyPath, bytes)
}

async function readOrganisation({ organisation }: OpenArchive): Promise<Organisation | null> {
  if (organisation === null) return null
  const parsed = Organisation.safeParse(parseText(await organisation.read()))
  if (!parsed.success) throw new BadArchive('Not the collections and searches of a library')
  return parsed.data
}

async function readGenerations(entry: ArchivedEntry): Promise<readonly PicturelessGeneration[]> {
  const lines = (await entry.read()).toString().split('\n')
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const parsed = PicturelessGeneration.safeParse(parseText(Buffer.from(line)))
      if (!parsed.success || !isTime(parsed.data.createdAtMs) || !isTime(parsed.data.settledAtMs))
        throw new BadArchive('Not the record of a generation')
      return parsed.data
    })
}

async function readExperiments({ experiments }: OpenArchive): Promise<readonly ExperimentRecord[]> {
  if (experiments === null) return []
  return (await experiments.read())
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const parsed = ExperimentRecord.safeParse(parseText(Buffer.from(line)))
      if (!parsed.success) throw new BadArchive('Not the record of an experiment')
      return parsed.data
    })
}

async function readMask(entry: ArchivedEntry): Promise<MaskRecord> {
  const parsed = MaskRecord.safeParse(parseText(await entry.read()))
  if (!parsed.success || !isPossibleMask(parsed.data)) throw new BadArchive('Not the record of a mask')
  return parsed.data
}

function tryOutGenerations(
  scratch: Scratch,
  generations: readonly PicturelessGeneration[],
  { manifest }: OpenArchive,
): number {
  for (const generation of generations)
    scratch.tryOut(() => adoptPictureless(scratch.db, scratch.id, manifest.libraryId, generation))
  return generations.length
}

async function takeIn(
  library: Library,
  archive: OpenArchive,
  folder: string,
  context: TaskContext,
  steps: number,
): Promise<Extract<TaskOutcome, { readonly kind: 'import-archive' }>> {
  const { manifest } = archive
  const refused: RefusedFile[] = []
  let [importedCount, knownCount, generationCount, refusedCount] = [0, 0, 0, 0]
  const referring: ArchivedContent[] = []

  for (let start = 0; start < archive.contents.length; start += lot) {
    context.signal.throwIfAborted()
    const contents = archive.contents.slice(start, start + lot)
    const sidecars: Sidecar[] = []
    for (const content of contents) sidecars.push(await readSidecar(content, archive))
    const placed = await place(library, folder, sidecars)
    const adopt = library.db.transaction(() =>
      sidecars.map((sidecar) => adoptSidecar(library, sidecar, { fromLibraryId: manifest.libraryId })),
    )
    for (const [index, adopted] of adopt.immediate().entries()) {
      const [content, sidecar] = [contents[index], sidecars[index]]
      importedCount += adopted.imageIds.length
      knownCount += adopted.knownCount
      refusedCount += adopted.conflictCount
      if (adopted.conflictCount > 0 && sidecar !== undefined && refused.length < maxListed) {
        const fileName = pictureName(sidecar.sha256, sidecar.format)
        refused.push({ fileName, failure: { kind: 'damaged-file', fileName, detail: 'Another picture has its place' } })
      }
      library.sidecars.touch(adopted.imageIds)
      if (content !== undefined && sidecar?.images.some(refersToOthers)) referring.push(content)
    }
    removeUnwanted(library, placed)
    await library.sidecars.flush()
    context.report({ done: archive.contents.length + start + contents.length, total: steps })
  }

  for (const entry of archive.masks) {
    const record = await readMask(entry)
    const id = library.db.transaction(() => adoptMask(library.db, library.id, record)).immediate()
    if (id !== null) library.masks.touch(id)
  }
  for (const entry of archive.generations) {
    const generations = await readGenerations(entry)
    const adopt = library.db.transaction(
      () =>
        generations.filter((generation) => adoptPictureless(library.db, library.id, manifest.libraryId, generation))
          .length,
    )
    generationCount += adopt.immediate()
  }
  // A source or a turn before can have come after what was made of it: now it is here.
  for (const content of referring)
    adoptSidecar(library, await readSidecar(content, archive), { fromLibraryId: manifest.libraryId })
  const organisation = await readOrganisation(archive)
  if (organisation !== null) adoptOrganisation(library.db, organisation)
  const experiments = await readExperiments(archive)
  const adopt = library.db.transaction(() => {
    for (const record of experiments) adoptRecord(library.db, library.id, record)
  })
  adopt.immediate()
  return { kind: 'import-archive', importedCount, knownCount, generationCount, refused, refusedCount }
}

/** Gives what was laid ready its name among the originals; durable when it resolves. Answers with what was new. */
async function place(library: Library, folder: string, sidecars: readonly Sidecar[]): Promise<readonly Sidecar[]> {
  const { paths } = library
  const shards = new Set(sidecars.map(({ sha256 }) => shardPath(paths, sha256)))
  // Of every content: a record whose pixels were dropped gets its sidecar there.
  for (const shard of shards) mkdirSync(shard, { recursive: true })
  const ready = sidecars.filter(({ sha256 }) => existsSync(join(folder, sha256)))
  for (const { sha256, format } of ready) renameSync(join(folder, sha256), blobPath(paths, sha256, format))
  await Promise.all([...shards, paths.blobs].map(syncFolder))
  return ready
}

/** An original that no row wants: its pixels were dropped here, and the archive told nothing new about it. */
function removeUnwanted({ db, paths }: Library, placed: readonly Sidecar[]): void {
  const wanted = db.prepare<[string], { readonly id: number }>(
    'SELECT id FROM images WHERE sha256 = ? AND pixels_dropped_at_ms IS NULL LIMIT 1',
  )
  for (const { sha256, format } of placed)
    if (wanted.get(sha256) === undefined) rmSync(blobPath(paths, sha256, format), { force: true })
}
