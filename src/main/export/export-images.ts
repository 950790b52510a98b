import { open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Failure } from '#shared/failure.ts'
import type { ImageFormat } from '#shared/image.ts'
import { fillNameTemplate, type NameValues } from '#shared/name-template.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { RefusedFile, TaskOutcome } from '#shared/task.ts'
import { sha256Of } from '../library/blob-store.ts'
import type { Db } from '../library/database.ts'
import { blobPath } from '../library/library-paths.ts'
import type { ReadLibrary } from '../library/read-library.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import { chosenContent, libraryIdOf } from './chosen-contents.ts'
import { isInside } from './is-inside.ts'
import { embedTexts, stripMetadata } from './picture-forms.ts'
import { pictureTexts } from './picture-record.ts'
import { toExportFailure } from './to-export-failure.ts'

export type PictureForm = 'original' | 'copy' | 'stripped'

/** Refusals are listed up to here; all are counted. */
const maxListed = 1000

/**
 * Writes pictures into a folder, one file each, none over another. What could not be written is listed, and what was
 * written by then stays when the task is stopped.
 */
export async function exportImages(
  library: ReadLibrary,
  order: {
    readonly ids: readonly number[]
    readonly form: PictureForm
    readonly nameTemplate: string
    readonly folder: string
  },
  context: TaskContext,
): Promise<Result<TaskOutcome, Failure>> {
  const { ids, form, nameTemplate, folder } = order
  const { db } = library
  const libraryId = libraryIdOf(db)
  const refused: RefusedFile[] = []
  const takenByStem = new Map<string, number>()
  let [fileCount, bytes, refusedCount] = [0, 0, 0]
  const refuse = (fileName: string, failure: Failure): void => {
    refusedCount += 1
    if (refused.length < maxListed) refused.push({ fileName, failure })
  }

  try {
    if (await isInside(library.paths.folder, folder)) return err({ kind: 'bad-request', field: 'path' })
    for (const [index, id] of ids.entries()) {
      context.signal.throwIfAborted()
      const row = findRow(db, id)
      if (row !== null) {
        const number = String(index + 1).padStart(String(ids.length).length, '0')
        const stem = fillNameTemplate(nameTemplate, nameValues(row, number))
        const extension = row.format === 'jpeg' ? 'jpg' : row.format
        const original = await readOriginal(library, row, `${stem}.${extension}`)
        if (original.ok) {
          const picture = inForm(form, original.value, row, () => textsOf(db, libraryId, row))
          await writeNumbered({ folder, stem, extension, takenByStem }, picture)
          fileCount += 1
          bytes += picture.byteLength
        } else refuse(`${stem}.${extension}`, original.failure)
      } else refuse(`${id}`, { kind: 'not-found', what: 'image' })
      context.report({ done: index + 1, total: ids.length })
    }
    return ok({ kind: 'export', path: folder, fileCount, bytes, refused, refusedCount })
  } catch (cause) {
    const failure = toExportFailure(cause)
    if (failure === null) throw cause
    return err(failure)
  }
}

interface Row {
  readonly id: number
  readonly sha256: string
  readonly format: ImageFormat
  readonly width: number
  readonly height: number
  readonly rating: number | null
  readonly pixels_dropped_at_ms: number | null
  readonly created_at_ms: number
  readonly model: string | null
  /** As the grid shows it: the typed prompt, or what is known of an import. */
  readonly words: string
}

const findRow = (db: Db, id: number): Row | null =>
  db
    .prepare<[number], Row>(
      `SELECT i.id, i.sha256, i.format, i.width, i.height, i.rating, i.pixels_dropped_at_ms, i.created_at_ms,
         coalesce(g.model, i.imported_metadata ->> '$.model') AS model,
         coalesce(g.typed_prompt, i.imported_metadata ->> '$.prompt', i.imported_file_name, '') AS words
       FROM images i LEFT JOIN generations g ON g.id = i.generation_id WHERE i.id = ?`,
    )
    .get(id) ?? null

function nameValues(row: Row, n: string): NameValues {
  const at = new Date(row.created_at_ms)
  const two = (part: number): string => String(part).padStart(2, '0')
  return {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}-${two(at.getMinutes())}-${two(at.getSeconds())}`,
    prompt: row.words.slice(0, 1000).replace(/\.(png|jpe?g|webp|gif)$/i, ''),
    model: row.model ?? '',
    id: String(row.id),
    n,
    size: `${row.width}x${row.height}`,
    rating: String(row.rating ?? 0),
  }
}

/** The original, if its bytes are still those that were received. */
async function readOriginal(
  { paths }: ReadLibrary,
  { sha256, format, pixels_dropped_at_ms: droppedAtMs }: Row,
  fileName: string,
): Promise<Result<Buffer, Failure>> {
  if (droppedAtMs !== null) return err({ kind: 'not-found', what: 'original' })
  const bytes = await readFile(blobPath(paths, sha256, format)).catch(nullIfMissing)
  if (bytes === null) return err({ kind: 'not-found', what: 'original' })
  return sha256Of(bytes) === sha256 ? ok(bytes) : err({ kind: 'damaged-file', fileName })
}

function inForm(
  form: PictureForm,
  original: Buffer,
  { format }: Row,
  texts: () => ReturnType<typeof pictureTexts>,
): Buffer {
  if (form === 'original') return original
  if (form === 'stripped') return stripMetadata(original, format)
  const told = texts()
  return told === null ? original : embedTexts(original, format, told)
}

function textsOf(db: Db, libraryId: string, { id, sha256 }: Row): ReturnType<typeof pictureTexts> {
  const content = chosenContent(db, libraryId, sha256, new Set([id]))
  const image = content?.sidecar.images[0]
  return content === null || image === undefined ? null : pictureTexts(libraryId, content.sidecar, image)
}

/** `name.png`, or `name (2).png` where that is taken. The file is whole and holds these bytes when it resolves. */
async function writeNumbered(
  place: {
    readonly folder: string
    readonly stem: string
    readonly extension: string
    /** The last number tried: ten thousand pictures of one name must not each begin at 1. */
    readonly takenByStem: Map<string, number>
  },
  bytes: Buffer,
): Promise<void> {
  const { folder, stem, extension, takenByStem } = place
  const key = `${stem}.${extension}`.toLowerCase()
  for (let number = (takenByStem.get(key) ?? 0) + 1; ; number += 1) {
    takenByStem.set(key, number)
    const path = join(folder, `${stem}${number === 1 ? '' : ` (${number})`}.${extension}`)
    const file = await open(path, 'wx').catch(nullIfTaken)
    if (file === null) continue
    try {
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      if (!(await readFile(path)).equals(bytes)) throw new Error(`${path} does not read back as it was written`)
      return
    } catch (cause) {
      await rm(path, { force: true })
      throw cause
    }
  }
}

const codeOf = (cause: unknown): unknown => (cause instanceof Error && 'code' in cause ? cause.code : null)

function nullIfMissing(cause: unknown): null {
  if (codeOf(cause) === 'ENOENT') return null
  throw cause
}

function nullIfTaken(cause: unknown): null {
  if (codeOf(cause) === 'EEXIST') return null
  throw cause
}
