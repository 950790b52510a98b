import { access, constants, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { FailureOf } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { isInside } from '../export/is-inside.ts'
import { replaceTextFile, syncFolder, temporaryName, writeNewFile } from '../library/durable-file.ts'
import { isMissing } from '../library/is-missing.ts'
import { parseJson } from '../library/parse-json.ts'

const markerName = 'diptych-backup.json'
const backupFormat = 'diptych-backup'
const backupVersion = 1

/** Says that a folder is a backup, and of which library. The rest of it lies as in a library's own folder. */
const Marker = z.object({
  format: z.literal(backupFormat),
  version: z.number().int(),
  libraryId: z.uuid(),
  /** When the last backup was whole; `null` = the first is not yet. */
  lastAtMs: z.number().int().nullable(),
})
export type Marker = z.infer<typeof Marker>

/** Put into a folder that holds other things. */
const ownFolderName = 'Diptych Backup'

/** `null`: the folder is no backup, or not there. */
export async function readMarker(folder: string): Promise<Marker | 'newer' | null> {
  const text = await readFile(join(folder, markerName), 'utf8').catch((cause: unknown) => {
    if (isMissing(cause)) return null
    throw cause
  })
  const marker = Marker.safeParse(text === null ? null : parseJson(text))
  if (!marker.success) return null
  return marker.data.version > backupVersion ? 'newer' : marker.data
}

export const writeMarker = (folder: string, mark: Pick<Marker, 'libraryId' | 'lastAtMs'>): Promise<void> =>
  replaceTextFile({
    folder,
    name: markerName,
    text: `${JSON.stringify({ format: backupFormat, version: backupVersion, ...mark }, null, 2)}\n`,
    tmpFolder: folder,
  })

const refuse = (detail: string): { readonly ok: false; readonly failure: FailureOf<'bad-request'> } =>
  err({ kind: 'bad-request', field: 'folder', detail })

/**
 * Where the backup goes when a person chose `chosen`: there, if it is empty or holds the backup of this library
 * already; in a folder of its own within it otherwise. Refused: a place inside the library, another library or its
 * backup, and where nothing can be written.
 */
export async function findBackupPlace(options: {
  readonly chosen: string
  readonly libraryFolder: string
  readonly libraryId: string
}): Promise<Result<{ readonly folder: string }, FailureOf<'bad-request'>>> {
  const { chosen, libraryFolder, libraryId } = options
  try {
    if (await isInside(libraryFolder, chosen)) return refuse('Inside the library')
    if ((await isFree(chosen)) || (await isBackupOf(chosen, libraryId))) return await writable(chosen)
    if ((await readMarker(chosen)) !== null) return refuse('A backup of another library')
    if ((await readdir(chosen)).includes('library.json')) return refuse('A library')
    const own = join(chosen, ownFolderName)
    await mkdir(own, { recursive: true })
    if ((await isFree(own)) || (await isBackupOf(own, libraryId))) return await writable(own)
    return refuse('A backup of another library')
  } catch (cause) {
    return refuse(cause instanceof Error ? cause.message : String(cause))
  }
}

/** The backup that a person chose, or the one in a folder of its own within it; `null` = there is none. */
export async function findBackup(
  chosen: string,
): Promise<{ readonly folder: string; readonly marker: Marker | 'newer' } | null> {
  for (const folder of [chosen, join(chosen, ownFolderName)]) {
    const marker = await readMarker(folder)
    if (marker !== null) return { folder, marker }
  }
  return null
}

/** Systems put files of their own into folders that a person has just made. */
const isFree = async (folder: string): Promise<boolean> =>
  (await readdir(folder)).every((name) => name === '.DS_Store' || name === 'desktop.ini')

async function isBackupOf(folder: string, libraryId: string): Promise<boolean> {
  const marker = await readMarker(folder)
  return marker !== null && marker !== 'newer' && marker.libraryId === libraryId
}

async function writable(folder: string): Promise<Result<{ readonly folder: string }, FailureOf<'bad-request'>>> {
  await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  // Some systems only tell when it is tried.
  const path = join(folder, temporaryName())
  await writeNewFile(path, new Uint8Array(1))
  await rm(path)
  return ok({ folder })
}

/** Not every disk that a backup goes to knows how to make the names in a folder durable. */
export async function syncFolderIfPossible(folder: string): Promise<void> {
  try {
    await syncFolder(folder)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null
    if (code !== 'EINVAL' && code !== 'ENOTSUP' && code !== 'EPERM') throw cause
  }
}
