import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { RefusedFile, TaskOutcome } from '#shared/task.ts'
import { composeMaskRecord } from '../edits/mask-record.ts'
import { maskIdsOf } from '../edits/masks.ts'
import { composeAllRecords, composeRecord } from '../experiments/experiment-record.ts'
import { type ChosenContent, chosenContent, chosenSha256s, libraryIdOf } from '../export/chosen-contents.ts'
import { isInside } from '../export/is-inside.ts'
import { toExportFailure } from '../export/to-export-failure.ts'
import { withoutPlaces } from '../export/without-places.ts'
import { writeWholeFile } from '../export/write-whole-file.ts'
import { sha256Of } from '../library/blob-store.ts'
import { blobPath, type LibraryPaths } from '../library/library-paths.ts'
import type { ReadLibrary } from '../library/read-library.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import {
  archiveFormat,
  archiveVersion,
  experimentsName,
  generationsName,
  type Manifest,
  manifestName,
  maskName,
  organisationName,
  pictureName,
  recordName,
} from './archive-format.ts'
import { experimentForElsewhere, generationForElsewhere, sidecarForElsewhere } from './for-elsewhere.ts'
import { openArchive } from './open-archive.ts'
import { readOrganisation } from './organisation.ts'
import { picturelessIds, readPictureless } from './pictureless-generation.ts'
import { createZipWriter, type ZipWriter } from './zip-writer.ts'

/** Lines are put into one entry until it is this large, so that none comes near the limit of a text. */
const linesBytes = 4 * 1024 * 1024
const maxListed = 1000

/**
 * Writes pictures and everything known about them into one file, which another studio takes in whole; `null` = the
 * whole library. An original that is missing or damaged is left out and listed. The file is read back before it gets
 * its name.
 */
export async function exportArchive(
  library: ReadLibrary,
  order: {
    readonly ids: readonly number[] | null
    readonly path: string
    /** With `ids`: an experiment that goes along, and what of it came to nothing. */
    readonly experimentId?: number
  },
  context: TaskContext,
): Promise<Result<TaskOutcome, Failure>> {
  const { ids, path, experimentId } = order
  const { db, paths, world } = library
  const libraryId = libraryIdOf(db)
  const clean = (text: string): string => withoutPlaces(text, paths.folder)
  const chosenIds = ids === null ? null : new Set(ids)
  const sha256s = chosenSha256s(db, ids)
  const generationIds =
    ids === null ? picturelessIds(db) : experimentId === undefined ? [] : picturelessIds(db, experimentId)
  const total = sha256s.length + generationIds.length
  const refused: RefusedFile[] = []
  let refusedCount = 0
  let contentCount = 0

  const addContent = async (zip: ZipWriter, content: ChosenContent): Promise<void> => {
    const { sha256, format } = content.sidecar
    const original = await readOriginal(paths, content)
    if (!original.ok) {
      refusedCount += 1
      if (refused.length < maxListed) refused.push({ fileName: pictureName(sha256, format), failure: original.failure })
      return
    }
    if (original.value !== null) await zip.add(pictureName(sha256, format), original.value, 'stored')
    const record = JSON.stringify(sidecarForElsewhere(content.sidecar, clean))
    await zip.add(recordName(sha256), Buffer.from(record), 'deflated')
    contentCount += 1
  }

  const addGenerations = async (zip: ZipWriter): Promise<number> => {
    let [lines, count, entries] = ['', 0, 0]
    const flush = async (): Promise<void> => {
      entries += 1
      await zip.add(generationsName(entries), Buffer.from(lines), 'deflated')
      lines = ''
    }
    for (const [index, id] of generationIds.entries()) {
      context.signal.throwIfAborted()
      const generation = readPictureless(db, libraryId, id)
      if (generation !== null) {
        lines += `${JSON.stringify(generationForElsewhere(generation, clean))}\n`
        count += 1
      }
      if (lines.length > linesBytes) await flush()
      context.report({ done: sha256s.length + index + 1, total })
    }
    if (lines !== '') await flush()
    return count
  }

  const addExperiments = async (zip: ZipWriter): Promise<number> => {
    const one = experimentId === undefined ? null : composeRecord(db, libraryId, experimentId)
    const records = ids === null ? composeAllRecords(db, libraryId) : one === null ? [] : [one]
    const lines = records.map((record) => `${JSON.stringify(experimentForElsewhere(record))}\n`).join('')
    if (records.length > 0) await zip.add(experimentsName, Buffer.from(lines), 'deflated')
    return records.length
  }

  /** Those that were drawn on the chosen pictures: without its picture a mask lies on nothing. */
  const addMasks = async (zip: ZipWriter): Promise<number> => {
    let count = 0
    for (const id of maskIdsOf(db, ids)) {
      context.signal.throwIfAborted()
      const record = composeMaskRecord(db, libraryId, id)
      if (record === null || record.picture === null) continue
      count += 1
      await zip.add(maskName(count), Buffer.from(JSON.stringify(record)), 'deflated')
    }
    return count
  }

  try {
    if (await isInside(paths.folder, dirname(path))) return err({ kind: 'bad-request', field: 'path' })
    const fill = async (zip: ZipWriter): Promise<Manifest> => {
      for (const [index, sha256] of sha256s.entries()) {
        context.signal.throwIfAborted()
        const content = chosenContent(db, libraryId, sha256, chosenIds)
        if (content !== null) await addContent(zip, content)
        context.report({ done: index + 1, total })
      }
      const generationCount = await addGenerations(zip)
      const experimentCount = await addExperiments(zip)
      const maskCount = await addMasks(zip)
      if (ids === null) await zip.add(organisationName, Buffer.from(JSON.stringify(readOrganisation(db))), 'deflated')
      const head = { format: archiveFormat, version: archiveVersion, libraryId, createdAtMs: world.nowMs() } as const
      return {
        ...head,
        contentCount,
        generationCount,
        ...(experimentCount > 0 && { experimentCount }),
        ...(maskCount > 0 && { maskCount }),
      }
    }
    const bytes = await writeWholeFile(
      path,
      async (sink) => {
        const zip = createZipWriter(sink.write)
        const manifest = await fill(zip)
        await zip.add(manifestName, Buffer.from(JSON.stringify(manifest)), 'deflated')
        await zip.end()
      },
      async (partPath) => {
        const written = await openArchive(partPath)
        if (!written.ok) throw new Error(`The archive does not read back: ${JSON.stringify(written.failure)}`)
        written.value.close()
      },
    )
    return ok({ kind: 'export', path, fileCount: contentCount, bytes, refused, refusedCount })
  } catch (cause) {
    const failure = toExportFailure(cause)
    if (failure === null) throw cause
    return err(failure)
  }
}

/** `null`: the pixels of all these images were dropped, and their record goes alone. */
async function readOriginal(paths: LibraryPaths, { sidecar }: ChosenContent): Promise<Result<Buffer | null, Failure>> {
  if (sidecar.images.every(({ marks }) => marks.pixelsDroppedAtMs !== null)) return ok(null)
  const { sha256, format } = sidecar
  try {
    const bytes = await readFile(blobPath(paths, sha256, format))
    return sha256Of(bytes) === sha256 ? ok(bytes) : err({ kind: 'damaged-file', fileName: pictureName(sha256, format) })
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
      return err({ kind: 'not-found', what: 'original' })
    throw cause
  }
}
