import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { z } from 'zod'
import type { LibraryPaths } from './library-paths.ts'
import { parseJson } from './parse-json.ts'

const Damage = z.object({ detail: z.string() })

/**
 * Remembers that the database was found damaged while it was open: the next opening restores it. A file, because the
 * damaged database is no place to write this into.
 */
export function noteDamage(paths: LibraryPaths, detail: string): void {
  if (existsSync(paths.damage)) return
  const file = openSync(paths.damage, 'w', 0o600)
  try {
    writeSync(file, JSON.stringify({ detail: detail.slice(0, 4000) }))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** What was noted; `null` = nothing. */
export function notedDamage(paths: LibraryPaths): string | null {
  if (!existsSync(paths.damage)) return null
  const noted = Damage.safeParse(parseJson(readFileSync(paths.damage, 'utf8')))
  return noted.success ? noted.data.detail : ''
}

export const forgetDamage = (paths: LibraryPaths): void => rmSync(paths.damage, { force: true })
