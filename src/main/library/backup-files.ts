import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { problemsOfFile } from './check-database.ts'
import { openDatabaseReadOnly, userVersion } from './database.ts'
import { syncFolder } from './durable-file.ts'
import { isMissing } from './is-missing.ts'
import type { LibraryPaths } from './library-paths.ts'
import { knownVersion } from './migrate.ts'

export const backupReasons = ['migration', 'daily', 'close'] as const
export type BackupReason = (typeof backupReasons)[number]

/** `<sequence>-<reason>-<time>.db` in `backups/`. The sequence orders them: clocks jump. */
export interface BackupFile {
  readonly path: string
  readonly sequence: number
  readonly reason: BackupReason
  readonly madeAtMs: number
}

const keptCount = 5

/** Newest first. */
export async function listBackups({ backups }: LibraryPaths): Promise<readonly BackupFile[]> {
  const names = await readdir(backups).catch((cause: unknown) => {
    if (isMissing(cause)) return []
    throw cause
  })
  return names
    .flatMap((name) => parseName(backups, name) ?? [])
    .sort((one, other) => other.sequence - one.sequence || other.madeAtMs - one.madeAtMs)
}

function parseName(folder: string, name: string): BackupFile | null {
  const parts = /^(\d+)-([a-z]+)-(\d{4,}-\d\d-\d\dT\d\d-\d\d-\d\d)Z\.db$/.exec(name)
  const reason = backupReasons.find((one) => one === parts?.[2])
  const [date, time] = parts?.[3]?.split('T') ?? []
  if (reason === undefined || date === undefined || time === undefined) return null
  const madeAtMs = Date.parse(`${date}T${time.replaceAll('-', ':')}Z`)
  return { path: join(folder, name), sequence: Number(parts?.[1]), reason, madeAtMs: madeAtMs || 0 }
}

/**
 * Gives a checked and durable copy its place and lets go of what is too many. The newest, which was just checked, always
 * stays.
 */
export async function placeBackup(
  paths: LibraryPaths,
  { from, reason, madeAtMs }: { readonly from: string; readonly reason: BackupReason; readonly madeAtMs: number },
): Promise<void> {
  await mkdir(paths.backups, { recursive: true })
  const others = await listBackups(paths)
  const sequence = String((others[0]?.sequence ?? 0) + 1).padStart(6, '0')
  const time = timeText(madeAtMs)
  await rename(from, join(paths.backups, `${sequence}-${reason}-${time}.db`))
  await syncFolder(paths.backups)
  for (const { path } of tooMany(await listBackups(paths))) await rm(path, { force: true })
}

/** All but the newest good one. Where none is good, none goes. */
export async function dropOlderBackups(paths: LibraryPaths): Promise<void> {
  const kept = await newestGoodBackup(paths, null)
  if (kept === null) return
  for (const { path } of await listBackups(paths)) if (path !== kept.path) await rm(path, { force: true })
}

/** What a name can hold; a clock that is far off is no reason to fail. */
function timeText(ms: number): string {
  const text = new Date(Math.min(Math.max(ms, 0), Date.UTC(9999, 11, 31))).toISOString()
  return `${text.slice(0, 19).replaceAll(':', '-')}Z`
}

/**
 * All but five. First those go of whose day there is a newer one, so that five starts on one day do not push out what
 * the days before had; copies from before a change of shape count as days of their own.
 */
export function tooMany(newestFirst: readonly BackupFile[]): readonly BackupFile[] {
  const seen = new Set<string>()
  const isFirstOfDay = newestFirst.map(({ reason, madeAtMs, sequence }) => {
    const day = reason === 'migration' ? `migration ${sequence}` : timeText(madeAtMs).slice(0, 10)
    const isFirst = !seen.has(day)
    seen.add(day)
    return isFirst
  })
  const inOrderOfWorth = [
    ...newestFirst.filter((_, index) => isFirstOfDay[index]),
    ...newestFirst.filter((_, index) => !isFirstOfDay[index]),
  ]
  return inOrderOfWorth.slice(keptCount)
}

/**
 * The newest backup that can be relied on, of this library (`null`: whichever it is of). What a newer program made is
 * passed over.
 */
export async function newestGoodBackup(
  paths: LibraryPaths,
  libraryId: string | null,
): Promise<(BackupFile & { readonly libraryId: string }) | null> {
  for (const backup of await listBackups(paths)) {
    const id = idIfGood(backup.path)
    if (id !== null && (libraryId === null || id === libraryId)) return { ...backup, libraryId: id }
  }
  return null
}

function idIfGood(path: string): string | null {
  try {
    if (problemsOfFile(path).length > 0) return null
    return idOfFile(path)
  } catch {
    // Whatever keeps it from being read keeps it from being restored.
    return null
  }
}

function idOfFile(path: string): string | null {
  const db = openDatabaseReadOnly(path)
  try {
    if (userVersion(db) > knownVersion) return null
    return db.prepare<[], { readonly id: string }>('SELECT id FROM library').get()?.id ?? null
  } finally {
    db.close()
  }
}
