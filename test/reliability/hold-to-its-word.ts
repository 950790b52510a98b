import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Of } from '#main/library/blob-store.ts'
import { type Db, openDatabaseReadOnly } from '#main/library/database.ts'
import { blobPath, type LibraryPaths, libraryPaths, sidecarPath } from '#main/library/library-paths.ts'
import { parseSidecar } from '#main/library/sidecar.ts'
import type { ImageFormat } from '#shared/image.ts'
import type { Told } from './told.ts'

interface ImageRow {
  readonly id: number
  readonly generation_id: number | null
  readonly position: number
  readonly sha256: string
  readonly bytes: number
  readonly format: ImageFormat
}

/** Originals under their final names, by hash. */
export const originalsIn = (folder: string): readonly string[] => originalNames(folder).map((name) => name.slice(3, 67))

const originalNames = (folder: string): readonly string[] =>
  existsSync(join(folder, 'blobs'))
    ? readdirSync(join(folder, 'blobs'), { recursive: true })
        .map(String)
        .filter((name) => /\.(png|jpeg|webp|gif)$/.test(name))
    : []

/** At every moment, under a final name there are the right bytes or none, whatever the rows say. */
export const misnamedOriginals = (folder: string): readonly string[] =>
  originalNames(folder)
    .filter((name) => sha256Of(readFileSync(join(folder, 'blobs', name))) !== name.slice(3, 67))
    .map((name) => `${name} has other bytes than its name`)

/**
 * Reads a library that was opened again and closed, as another program would, and says everything that was promised and
 * is not so.
 */
export function brokenPromises(
  folder: string,
  told: readonly Told[],
  options: {
    /** Those that lay there after the fault, by hash: each must be known to a row now, or in quarantine. */
    readonly originalsBefore?: readonly string[]
    /** The files of images up to this one were looked at before. */
    readonly lookedAtUpTo?: number
    /** The disk is full: an answer may wait in its spool. */
    readonly mayWaitForRoom?: boolean
  } = {},
): readonly string[] {
  const { originalsBefore = [], lookedAtUpTo = 0, mayWaitForRoom = false } = options
  const broken: string[] = []
  const paths = libraryPaths(folder)
  const db = openDatabaseReadOnly(paths.database)
  try {
    const integrity = db.pragma('integrity_check', { simple: true })
    if (integrity !== 'ok') broken.push(`integrity_check: ${String(integrity)}`)
    const foreignKeys = db.pragma('foreign_key_check')
    if (Array.isArray(foreignKeys) && foreignKeys.length > 0) broken.push('foreign_key_check finds rows')

    const statusById = new Map(
      db
        .prepare<[], { readonly id: number; readonly status: string }>('SELECT id, status FROM generations')
        .all()
        .map(({ id, status }) => [id, status]),
    )
    const images = db
      .prepare<[], ImageRow>(
        'SELECT id, generation_id, position, sha256, bytes, format FROM images ORDER BY generation_id, position',
      )
      .all()
    const imagesOf = Map.groupBy(images, ({ generation_id }) => generation_id)

    for (const [id, status] of statusById) {
      const hasLeft = status === 'sent' || status === 'streaming'
      if (hasLeft && mayWaitForRoom && existsSync(join(paths.spool, `${id}.spool`))) continue
      if (hasLeft) broken.push(`generation ${id} is still out`)
      if (imagesOf.has(id) !== (status === 'succeeded'))
        broken.push(`generation ${id} is ${status} with ${imagesOf.get(id)?.length ?? 0} images`)
    }
    for (const line of told)
      if (!(mayWaitForRoom && line.kind === 'arrived'))
        broken.push(
          ...(line.kind === 'drawn' || line.kind === 'masked'
            ? brokenDrawing(db, line)
            : brokenPromise(line, statusById, imagesOf, images)),
        )
    for (const image of images) if (image.id > lookedAtUpTo) broken.push(...brokenFiles(paths, image))
    const unfound = db
      .prepare<[], { readonly id: number }>(
        'SELECT id FROM images WHERE id NOT IN (SELECT rowid FROM image_search) ORDER BY id',
      )
      .all()
    broken.push(...unfound.map(({ id }) => `image ${id} is found by no words`))

    const known = new Set(images.map(({ sha256 }) => sha256))
    const quarantined = new Set(readdirSync(paths.quarantine).map((name) => /[0-9a-f]{64}/.exec(name)?.[0]))
    for (const sha256 of originalsIn(folder)) if (!known.has(sha256)) broken.push(`${sha256}.png belongs to no row`)
    for (const sha256 of originalsBefore)
      if (!known.has(sha256) && !quarantined.has(sha256)) broken.push(`${sha256}.png is gone`)
    for (const folderOfRests of [paths.tmp, ...(mayWaitForRoom ? [] : [paths.spool])])
      if (readdirSync(folderOfRests).length > 0) broken.push(`${folderOfRests} is not empty`)
  } finally {
    db.close()
  }
  return broken
}

/** The newest image of a library that is closed. */
export function newestImageId(folder: string): number {
  const db = openDatabaseReadOnly(libraryPaths(folder).database)
  try {
    return db.prepare<[], { readonly id: number }>('SELECT max(id) AS id FROM images').get()?.id ?? 0
  } finally {
    db.close()
  }
}

function brokenFiles(
  paths: LibraryPaths,
  { id, generation_id, position, sha256, bytes, format }: ImageRow,
): readonly string[] {
  const original = blobPath(paths, sha256, format)
  if (!existsSync(original)) return [`image ${id} has no file`]
  const content = readFileSync(original)
  if (content.byteLength !== bytes || sha256Of(content) !== sha256) return [`image ${id} has other bytes`]
  const sidecar = existsSync(sidecarPath(paths, sha256))
    ? parseSidecar(readFileSync(sidecarPath(paths, sha256), 'utf8'))
    : null
  const isTold = sidecar?.images.some((origin) =>
    origin.kind === 'generated'
      ? origin.generation.id === generation_id && origin.position === position
      : generation_id === null,
  )
  return isTold === true ? [] : [`the sidecar of image ${id} does not tell of it`]
}

function brokenDrawing(db: Db, line: Extract<Told, { readonly kind: 'drawn' | 'masked' }>): readonly string[] {
  if (line.kind === 'masked') {
    const png = db.prepare<[number], Buffer>('SELECT png FROM masks WHERE id = ?').pluck().get(line.maskId)
    return png !== undefined && sha256Of(png) === line.sha256 ? [] : [`mask ${line.maskId} was kept and is another`]
  }
  const strokes = db
    .prepare<[number], number>(
      `SELECT change ->> '$.part.points[0]' FROM drawing_changes WHERE image_id = ? ORDER BY position`,
    )
    .pluck()
    .all(line.imageId)
  const counting =
    db
      .prepare<[number], number>('SELECT position FROM drawing_positions WHERE image_id = ?')
      .pluck()
      .get(line.imageId) ?? 0
  const isWhole = strokes.length >= line.count && strokes.every((x, position) => x === position)
  return isWhole && counting === strokes.length ? [] : [`of a drawing ${line.count} strokes were kept; now ${counting}`]
}

function brokenPromise(
  line: Exclude<Told, { readonly kind: 'drawn' | 'masked' }>,
  statusById: ReadonlyMap<number, string>,
  imagesOf: ReadonlyMap<number | null, readonly ImageRow[]>,
  images: readonly ImageRow[],
): readonly string[] {
  switch (line.kind) {
    case 'begun':
      return statusById.has(line.id) ? [] : [`generation ${line.id} was begun and is gone`]
    case 'arrived':
    case 'settled': {
      const kept = imagesOf.get(line.id)?.map(({ sha256 }) => sha256) ?? []
      return kept.join() === line.sha256s.join()
        ? []
        : [`generation ${line.id} was ${line.kind} and has ${kept.length} images`]
    }
    case 'imported':
      return images.some(({ id, sha256 }) => id === line.imageId && sha256 === line.sha256)
        ? []
        : [`image ${line.imageId} was imported and is gone`]
    case 'perishable':
      return [`a power cut could still take ${line.files.join(', ')}`]
    case 'synchronous':
      return line.value === 2 ? [] : [`synchronous is ${String(line.value)}`]
    case 'defect':
      return [`a defect in ${line.what}: ${line.message}`]
    case 'ready':
    case 'opened':
    case 'refused':
    case 'ended':
      return []
  }
}
